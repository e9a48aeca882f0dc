"""What is done with the list of places: sown when we install, imported, and kept by hand."""

import secrets
from typing import Any

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.clock import now
from kernel.database import hold
from kernel.errors import BadInput, NotFound, RuleBroken
from kernel.policy import Actor, require
from kernel.text import canonical, csv_cell, fold
from territory import events
from territory.models import Place, PlaceImport
from territory.places import (
    COUNTRIES,
    Level,
    Origin,
    departments,
    order_of,
    whole_code,
)
from territory.places.peru import peru
from territory.places.sheets import LONGEST_NAME, Row, read, write
from territory.policy import TABLE, Action, Ground
from territory.queries import (
    Plan,
    Standing,
    communities,
    listed,
    place_coded,
    plan_for,
    plan_of,
    standing_in,
    takes_communities,
)


def sow(session: Session) -> None:
    """Bring in the departments of every country and the places that we ship. Twice changes nothing.

    Once somebody imported a list for a country, that list stands and ours no longer speaks.
    """
    hold(session, "territory:places")
    for country in COUNTRIES:
        _sow_departments(session, country)
    standing = standing_in(session, "PE")
    sheet = peru()
    if any(
        place.origin is Origin.IMPORTED and place.level in sheet.levels
        for place in standing.values()
    ):
        return
    plan = plan_of(session, "PE", sheet, sheet.levels, keep_missing=False)
    if not plan.does_nothing:
        _carry_out(session, "PE", plan, Origin.SHIPPED)


def _sow_departments(session: Session, country: str) -> None:
    rows = [Row(0, one.code, one.name, "", Level.DEPARTMENT) for one in departments(country)]
    standing = standing_in(session, country)
    gone = [
        code
        for code, place in standing.items()
        if place.level is Level.DEPARTMENT and place.active and code not in {r.code for r in rows}
    ]
    added = [row for row in rows if row.code not in standing]
    changed = [row for row in rows if row.code in standing and not standing[row.code].is_like(row)]
    _carry_out(session, country, Plan(added, changed, gone, 0, [], standing), Origin.SHIPPED)


def give_sheet(
    session: Session, actor: Actor, country: str, text: str, *, keep_missing: bool = False
) -> PlaceImport:
    """Keep a file of places to be looked at first; an earlier one not taken over is forgotten."""
    require(TABLE, actor, Action.PLACES_IMPORT, Ground(country))
    sheet = read(country, text)
    return _give(session, actor, country, text, [str(one) for one in sheet.levels], keep_missing)


def _give(
    session: Session, actor: Actor, country: str, text: str, levels: list[str], keep_missing: bool
) -> PlaceImport:
    session.execute(
        delete(PlaceImport).where(
            PlaceImport.country == country, PlaceImport.taken_over_at.is_(None)
        )
    )
    given = PlaceImport(
        country=country, sheet=text, levels=levels, keep_missing=keep_missing, given_by=actor.name
    )
    session.add(given)
    session.flush()  # its number names it from now on
    return given


def take_over(session: Session, actor: Actor, given: PlaceImport) -> Plan:
    """Let the places of a country be as this file says: all of it or nothing.

    RuleBroken when the file has faults, or was taken over before.
    """
    require(TABLE, actor, Action.PLACES_IMPORT, Ground(given.country))
    hold(session, "territory:places")
    if given.taken_over_at:
        raise RuleBroken("places-taken-over")
    plan = plan_for(session, given)
    if plan.faults:
        raise RuleBroken("places-faulty")
    given.before = write(listed(session, given.country))
    given.added, given.changed, given.retired = _numbers(plan).values()
    given.taken_over_at = now()
    _carry_out(session, given.country, plan, Origin.IMPORTED)
    record(
        session, events.PLACES_IMPORTED, actor, f"places:{given.country}",
        file=given.id, **_numbers(plan),
    )  # fmt: skip
    return plan


def give_back(session: Session, actor: Actor, given: PlaceImport) -> PlaceImport:
    """Offer the list that this file replaced as a new file, to be looked at and taken over."""
    require(TABLE, actor, Action.PLACES_IMPORT, Ground(given.country))
    if not given.taken_over_at:
        raise RuleBroken("places-not-taken-over")
    levels = [str(level) for level in Level if level is not Level.DEPARTMENT]
    return _give(session, actor, given.country, given.before, levels, keep_missing=False)


def add_community(
    session: Session, actor: Actor, ground: Ground, parent: str, name: str, name_qu: str = ""
) -> Place:
    """Add a community that no list has. Its code is ours, for it has none yet."""
    require(TABLE, actor, Action.COMMUNITY_KEEP, ground)
    around = place_coded(session, parent)
    if around is None or around.country != ground.country or not around.active:
        raise NotFound("not-found")
    if not takes_communities(session, around):
        raise BadInput("community-lies-elsewhere")
    name, name_qu = _fit(name), _fit(name_qu) if name_qu.strip() else ""
    _refuse_twin(session, around.code, name)
    code = whole_code(ground.country, f"C{secrets.randbelow(10**12):012}")
    row = Row(0, code, name, around.code, Level.COMMUNITY, name_qu)
    place = Place(**_columns(ground.country, row, Origin.BY_HAND))
    session.add(place)
    record(
        session, events.COMMUNITY_ADDED, actor, f"places:{ground.country}",
        place=place.code, parent=around.code,
    )  # fmt: skip
    return place


def rename_community(
    session: Session, actor: Actor, ground: Ground, code: str, name: str, name_qu: str = ""
) -> None:
    """Let a community that was added by hand be called otherwise."""
    place = _kept_by_hand(session, actor, ground, code)
    name, name_qu = _fit(name), _fit(name_qu) if name_qu.strip() else ""
    if fold(name) != fold(place.name):
        _refuse_twin(session, place.parent or "", name)
    place.name, place.name_qu = name, name_qu
    place.folded, place.sorted_as = _folded(name, name_qu), order_of(name)
    record(session, events.COMMUNITY_RENAMED, actor, f"places:{place.country}", place=place.code)


def retire_community(session: Session, actor: Actor, ground: Ground, code: str) -> None:
    """Offer a community no longer; cases that name it go on naming it."""
    place = _kept_by_hand(session, actor, ground, code)
    if place.active:
        place.active = False
        record(
            session, events.COMMUNITY_RETIRED, actor, f"places:{place.country}", place=place.code
        )


def restore_community(session: Session, actor: Actor, ground: Ground, code: str) -> None:
    """Offer a retired community again."""
    place = _kept_by_hand(session, actor, ground, code)
    around = place_coded(session, place.parent or "")
    if around is None or not around.active:
        raise RuleBroken("community-without-place")
    if not place.active:
        place.active = True
        record(
            session, events.COMMUNITY_RESTORED, actor, f"places:{place.country}", place=place.code
        )


def _kept_by_hand(session: Session, actor: Actor, ground: Ground, code: str) -> Place:
    require(TABLE, actor, Action.COMMUNITY_KEEP, ground)
    place = place_coded(session, code)
    if place is None or place.country != ground.country:
        raise NotFound("not-found")
    if place.origin is not Origin.BY_HAND:
        raise RuleBroken("place-of-a-list")
    return place


def _fit(name: str) -> str:
    """A name as it is kept; BadInput when it is none."""
    name = " ".join(canonical(name).split())
    if not any(letter.isalnum() for letter in name) or csv_cell(name) != name:
        raise BadInput("place-name")
    if len(name) > LONGEST_NAME:
        raise BadInput("place-name")
    return name


def _refuse_twin(session: Session, parent: str, name: str) -> None:
    if any(fold(one.name) == fold(name) for one in communities(session, parent)):
        raise RuleBroken("community-there")


def _numbers(plan: Plan) -> dict[str, int]:
    return {
        "added": len(plan.added), "changed": len(plan.changed), "retired": len(plan.retired),
    }  # fmt: skip


def _carry_out(session: Session, country: str, plan: Plan, origin: Origin) -> None:
    """Write a plan down, the wide places before those that lie in them."""
    for level in Level:
        added = [_columns(country, row, origin) for row in plan.added if row.level is level]
        if added:
            session.execute(insert(Place), added)
        changed = [
            _columns(country, row, _origin_now(plan.standing[row.code], origin))
            for row in plan.changed
            if row.level is level
        ]
        if changed:
            session.execute(update(Place), changed)
    if plan.retired:
        session.execute(update(Place), [{"code": code, "active": False} for code in plan.retired])
    session.expire_all()


def _origin_now(before: Standing, origin: Origin) -> Origin:
    """What was added by hand stays so, also when it comes back from a file of ours."""
    return Origin.BY_HAND if before.origin is Origin.BY_HAND else origin


def _columns(country: str, row: Row, origin: Origin) -> dict[str, Any]:
    return {
        "code": row.code,
        "country": country,
        "level": row.level,
        "parent": row.parent or None,
        "name": row.name,
        "name_qu": row.name_qu,
        "folded": _folded(row.name, row.name_qu),
        "sorted_as": order_of(row.name),
        "origin": origin,
        "active": True,
    }


def _folded(name: str, name_qu: str) -> str:
    return " · ".join(fold(one) for one in (name, name_qu) if one)
