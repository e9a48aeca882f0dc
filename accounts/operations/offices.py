"""What administrators do with offices."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts import events
from accounts.models import Office
from accounts.policy import TABLE, Action, Seat
from accounts.queries.offices import as_seen, today_at
from accounts.roles import LANGUAGES, OfficeKind, OfficeText
from kernel.audit import record
from kernel.errors import BadInput, RuleBroken
from kernel.jobs import Jobs
from kernel.policy import Actor, require
from kernel.text import canonical
from kernel.vault import Vault
from territory.places import TIME_ZONES, department_name

TEXT_LIMIT = 600
"""Signs that one text of an office may have: its page must load in one go on a slow line."""
LONGEST_CLOSURE = timedelta(days=60)
CALENDAR_CHANGED = "grievances.set-deadlines-anew"
"""The duty that follows a change of calendar. Ordered by name: features stand above accounts."""


@dataclass(frozen=True)
class OfficeTerms:
    """What an office says of itself and may change: its name, languages, ways in and contact."""

    name: str
    languages: list[str]
    tracks: list[str]
    anonymous_tracks: list[str]
    address: str = ""
    phone: str = ""
    emergency_phone: str = ""
    email: str = ""
    hours: str = ""


@dataclass(frozen=True)
class OfficePlace:
    """What is fixed when an office opens: its address on the site, its kind, where it stands."""

    slug: str
    kind: OfficeKind
    country: str
    region: str | None
    time_zone: str
    fictional: bool = False


def open_office(
    session: Session, vault: Vault, actor: Actor, place: OfficePlace, terms: OfficeTerms
) -> Office:
    """Open an office and give it a key of its own in the vault, and its custodian another."""
    require(TABLE, actor, Action.OFFICE_OPEN, None)
    if session.scalar(select(Office.id).where(Office.slug == place.slug)):
        raise RuleBroken("office-address-taken")
    said = asdict(terms)
    _refuse_contradictions(place.kind, said)
    office = Office(**asdict(place), **said)
    session.add(office)
    session.flush()  # the vault and the trail name it by its id
    vault.add_holder(session, office.holder)
    if office.kind is OfficeKind.OMBUDSMAN:
        vault.add_holder(session, office.custodian_holder)
    record(
        session, events.OFFICE_OPENED, actor, office.holder,
        kind=office.kind.value, country=office.country,
    )  # fmt: skip
    return office


def change_office(
    session: Session, actor: Actor, office: Office, wanted: Mapping[str, Any], seen: str = ""
) -> list[str]:
    """Let an office say something else of itself, column by column; which ones changed.

    `seen` is what the page showed of these columns (`as_seen`): when somebody else changed one of
    them since, nothing is saved.
    """
    require(TABLE, actor, Action.OFFICE_CHANGE, Seat(office.id))
    session.refresh(office, with_for_update=True)
    if seen and seen != as_seen(office, wanted):
        raise RuleBroken("changed-meanwhile")
    known = {name: getattr(office, name) for name in WAYS_IN}
    _refuse_contradictions(office.kind, {**known, **wanted})
    changed = [name for name, value in wanted.items() if getattr(office, name) != value]
    for name in changed:
        setattr(office, name, wanted[name])
    if changed:
        record(session, events.OFFICE_CHANGED, actor, office.holder, fields=",".join(changed))
    return changed


WAYS_IN = ("languages", "tracks", "anonymous_tracks")


def _refuse_contradictions(kind: OfficeKind, said: Mapping[str, Any]) -> None:
    if not said["languages"]:
        raise BadInput("office-needs-a-language")
    if said["tracks"] and kind is not OfficeKind.OMBUDSMAN:
        raise BadInput("only-an-ombudsman-receives-grievances")
    if not set(said["anonymous_tracks"]) <= set(said["tracks"]):
        raise BadInput("anonymous-track-not-offered")


def write_texts(
    session: Session,
    actor: Actor,
    office: Office,
    texts: Mapping[str, Mapping[str, str]],
    seen: str = "",
) -> None:
    """Say other words on the office's page, by language and part; an empty one is our default."""
    kept: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        said = {part: canonical(texts.get(language, {}).get(part, "")) for part in OfficeText}
        if any(len(words) > TEXT_LIMIT for words in said.values()):
            raise BadInput("office-text-too-long")
        if spoken := {part.value: words for part, words in said.items() if words}:
            kept[language] = spoken
    change_office(session, actor, office, {"texts": kept}, seen)


def move_calendar(
    session: Session,
    jobs: Jobs,
    actor: Actor,
    office: Office,
    region: str,
    time_zone: str,
    seen: str = "",
) -> None:
    """Let the office count its days elsewhere in its country; open cases get new deadlines."""
    if department_name(region) is None or region.partition("-")[0] != office.country:
        raise BadInput("place-of-another-country")
    if time_zone not in TIME_ZONES[office.country]:
        raise BadInput("place-of-another-country")
    wanted = {"region": region, "time_zone": time_zone}
    if change_office(session, actor, office, wanted, seen):
        jobs.enqueue(session, CALENDAR_CHANGED, office.id)


def close_days(
    session: Session, jobs: Jobs, actor: Actor, office: Office, first: date, last: date
) -> int:
    """Close the office from `first` to `last`; says how many days are new among its closed ones.

    Only days to come: what was late yesterday stays late.
    """
    require(TABLE, actor, Action.OFFICE_CHANGE, Seat(office.id))
    session.refresh(office, with_for_update=True)
    if first < today_at(office):
        raise BadInput("day-is-past")
    if not first <= last <= first + LONGEST_CLOSURE:
        raise BadInput("closure-too-long")
    days = {(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)}
    new = days - set(office.closures)
    if new:
        office.closures = sorted({*office.closures, *new})
        record(
            session, events.CLOSED_DAYS_ADDED, actor, office.holder,
            first=first.isoformat(), last=last.isoformat(),
        )  # fmt: skip
        jobs.enqueue(session, CALENDAR_CHANGED, office.id)
    return len(new)


def work_again_on(session: Session, jobs: Jobs, actor: Actor, office: Office, day: date) -> None:
    """Take a closed day back; only one to come."""
    require(TABLE, actor, Action.OFFICE_CHANGE, Seat(office.id))
    session.refresh(office, with_for_update=True)
    if day < today_at(office):
        raise BadInput("day-is-past")
    if day.isoformat() in office.closures:
        office.closures = [one for one in office.closures if one != day.isoformat()]
        record(session, events.CLOSED_DAY_TAKEN_BACK, actor, office.holder, day=day.isoformat())
        jobs.enqueue(session, CALENDAR_CHANGED, office.id)
