"""Whose name the office holds: for its custodian, and for colleagues who must know whom to ask."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, false, func, select
from sqlalchemy.orm import Session

from accounts.models import Person
from accounts.queries import people_in_role
from accounts.roles import Role
from grievances import events
from grievances.kinds import Standing
from grievances.models import Case, Identity
from grievances.policy import TABLE, Action
from grievances.queries.ties import not_tied
from kernel.audit import Entry
from kernel.errors import NotFound
from kernel.policy import Actor, allowed, require
from kernel.vault import DataKey, Vault

PAGE = 25
PLACES = {name: f"grievances_identity.{name}" for name in ("name", "phone", "email")}
"""What is kept of a person, and the place that each word is sealed for."""


@dataclass(frozen=True)
class Known:
    """One person of a case, opened. Empty text where nothing was given."""

    standing: Standing
    name: str
    phone: str
    email: str


@dataclass(frozen=True)
class Opened:
    """Somebody opened the names of a case."""

    by: str
    at: datetime


@dataclass(frozen=True)
class IdentitiesPage:
    """Some cases whose names the office holds, the newest first, and where the next page begins."""

    cases: list[Case]
    people: dict[int, int]
    """How many people each case names."""
    next: int | None


def identities_held(
    session: Session, actor: Actor, *, before: int | None = None, reference: str = ""
) -> IdentitiesPage:
    """The cases with names in the offices whose custodian the actor is."""
    query = (
        select(Case)
        .where(_in_custody(actor), Case.identity_key_id.is_not(None))
        .order_by(Case.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        query = query.where(Case.id < before)
    if wanted := reference.strip().upper():
        query = query.where(Case.reference.startswith(wanted, autoescape=True))
    found = list(session.scalars(query))
    page = found[:PAGE]
    return IdentitiesPage(
        cases=page,
        people=_people(session, page),
        next=page[-1].id if len(found) > PAGE else None,
    )


def case_in_custody(
    session: Session, actor: Actor, reference: str, *, for_change: bool = False
) -> Case:
    """A case whose names the actor may open; NotFound when there is none. Locked for a change."""
    query = select(Case).where(Case.reference == reference)
    case = session.scalar(query.with_for_update(of=Case) if for_change else query)
    if case is None or case.identity_key_id is None:
        raise NotFound("not-found")
    if not allowed(TABLE, actor, Action.READ_IDENTITY, case):
        raise NotFound("not-found")
    return case


def identities_of(session: Session, vault: Vault, actor: Actor, case: Case) -> list[Known]:
    """Who the people of a case are. Forbidden to everybody but the custodian."""
    require(TABLE, actor, Action.READ_IDENTITY, case)
    if case.identity_key_id is None:
        return []
    key = vault.data_key(session, case.identity_key_id, case.office.custodian_holder)
    rows = session.scalars(
        select(Identity).where(Identity.case_id == case.id).order_by(Identity.id)
    )
    return [_known(key, row) for row in rows]


def _known(key: DataKey, row: Identity) -> Known:
    words = {name: getattr(row, name) for name in PLACES}
    return Known(
        row.standing,
        **{name: key.open(said, PLACES[name]) if said else "" for name, said in words.items()},
    )


def has_filers_name(session: Session, case: Case) -> bool:
    """Whether who filed gave a name, whatever it is."""
    named = exists().where(
        Identity.case_id == case.id,
        Identity.standing == Standing.FILER,
        Identity.name.is_not(None),
    )
    return bool(session.scalar(select(named)))


def custodians_of(session: Session, office_id: int) -> list[str]:
    """Who keeps the names of an office, for colleagues who must ask them."""
    return [person.name for person in people_in_role(session, Role.CUSTODIAN, office_id)]


def openings_of(session: Session, actor: Actor, case: Case) -> list[Opened]:
    """Who opened the names of a case and when, last first, as the trail tells it."""
    require(TABLE, actor, Action.READ_IDENTITY, case)
    entries = session.execute(
        select(Entry.actor, Entry.at)
        .where(Entry.subject == case.subject, Entry.event == events.IDENTITY_OPENED.name)
        .order_by(Entry.seq.desc())
    ).all()
    ids = {entry.actor: int(entry.actor.removeprefix("person:")) for entry in entries}
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(ids.values())))
    names = {row.id: row.name for row in rows}
    return [Opened(names.get(ids[entry.actor], ""), entry.at) for entry in entries]


def _in_custody(actor: Actor) -> ColumnElement[bool]:
    """The rows of the offices whose names the actor keeps, without those of declared ties."""
    offices = [
        one for one in actor.offices(*Role) if allowed(TABLE, actor, Action.LIST_IDENTITIES, one)
    ]
    if not offices:
        return false()
    return and_(Case.office_id.in_(offices), not_tied(actor))


def _people(session: Session, cases: list[Case]) -> dict[int, int]:
    rows = session.execute(
        select(Identity.case_id, func.count())
        .where(Identity.case_id.in_([case.id for case in cases]))
        .group_by(Identity.case_id)
    )
    return {row[0]: row[1] for row in rows}
