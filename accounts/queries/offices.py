"""What may be known about offices."""

import json
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.policy import TABLE, Action, Seat
from accounts.roles import OfficeText, Role, roles_in
from kernel.clock import now
from kernel.errors import NotFound
from kernel.policy import Actor, allowed


def offices_open(session: Session) -> list[Office]:
    """The offices that work today, by country and name. Anybody may know them."""
    return list(
        session.scalars(
            select(Office).where(Office.closed_at.is_(None)).order_by(Office.country, Office.name)
        )
    )


def office_by_slug(session: Session, slug: str) -> Office:
    """The open office at this address; NotFound when there is none."""
    office = session.scalar(select(Office).where(Office.slug == slug, Office.closed_at.is_(None)))
    if office is None:
        raise NotFound("not-found")
    return office


def office_administered(session: Session, actor: Actor, slug: str, action: Action) -> Office:
    """The office at this address for somebody who may do `action` to it; else NotFound."""
    office = office_by_slug(session, slug)
    if not allowed(TABLE, actor, action, Seat(office.id)):
        raise NotFound("not-found")
    return office


def offices_of(session: Session, actor: Actor, *roles: Role) -> list[Office]:
    """The open offices in which the actor has one of `roles`, by name."""
    return list(
        session.scalars(
            select(Office)
            .where(Office.id.in_(actor.offices(*roles)), Office.closed_at.is_(None))
            .order_by(Office.name)
        )
    )


def seats_of(session: Session, actor: Actor) -> list[tuple[Office | None, list[Role]]]:
    """What the actor is in which office, by name; roles of the installation stand last."""
    offices = offices_of(session, actor, *Role)
    held: list[tuple[Office | None, list[Role]]] = [(one, _held(actor, one.id)) for one in offices]
    whole = _held(actor, None)
    return [*held, (None, whole)] if whole else held


def _held(actor: Actor, office_id: int | None) -> list[Role]:
    return [role for role in Role if actor.holds(role, office_id)]


def roles_to_give(actor: Actor, office: Office) -> list[Role]:
    """The roles that the actor may give in an office, or take."""
    return [
        role
        for role in roles_in(office.kind)
        if allowed(TABLE, actor, Action.PERSON_ROLES, Seat(office.id, roles=frozenset({role})))
    ]


def as_seen(office: Office, columns: Iterable[str]) -> str:
    """What somebody saw of these columns, as a short word: another one when they change."""
    seen = json.dumps({name: getattr(office, name) for name in sorted(columns)}, sort_keys=True)
    return sha256(seen.encode()).hexdigest()[:24]


def office_text(office: Office, part: OfficeText, language: str) -> str:
    """What the office itself says here in this language; "" where our own words stand."""
    words: str = office.texts.get(language, {}).get(part, "")
    return words


def closures_of(office: Office, year: int) -> list[date]:
    """The days of a year on which the office itself is closed, in their order."""
    days = map(date.fromisoformat, office.closures)
    return sorted(day for day in days if day.year == year)


def today_at(office: Office) -> date:
    """Today, where the office is."""
    return now().astimezone(ZoneInfo(office.time_zone)).date()


def countries_of(session: Session, office_ids: Iterable[int]) -> frozenset[str]:
    """The countries in which these offices work, while they are open."""
    wanted = select(Office.country).where(Office.id.in_(set(office_ids)))
    return frozenset(session.scalars(wanted.where(Office.closed_at.is_(None))))
