"""Who has to do with a case, as far as everybody at the desk may know: roles, never names."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.models import Person
from accounts.queries import entities_named
from grievances.kinds import SpokenLanguage, Standing, Topic
from grievances.models import Assistance, Case, CaseEntity, CaseTopic, Identity
from kernel.vault import DataKey, Sealed


@dataclass(frozen=True)
class Helped:
    """Somebody of the office, or a monitor, took the case down."""

    by: str
    spoken: SpokenLanguage
    read_back: bool
    interpreter: Sealed | None
    """Who interpreted; the key of the case opens it."""


@dataclass(frozen=True)
class Parties:
    """How many people are named in which standing, who is complained of, who helped."""

    people: dict[Standing, int]
    entities: list[str]
    helped: Helped | None


def parties_of(session: Session, case: Case) -> Parties:
    """The parties of a case that a query of this package returned."""
    standings = session.execute(
        select(Identity.standing, func.count())
        .where(Identity.case_id == case.id)
        .group_by(Identity.standing)
    )
    named = session.scalars(select(CaseEntity.entity_id).where(CaseEntity.case_id == case.id))
    ids = list(named)
    entities = entities_named(session, case.office_id, ids) if ids else []
    return Parties(
        people={row[0]: row[1] for row in standings},
        entities=[one.name for one in entities],
        helped=_helped(session, case),
    )


def interpreter_of(key: DataKey, parties: Parties) -> str:
    """Who interpreted when the case was taken down; "" when nobody did."""
    name = parties.helped.interpreter if parties.helped else None
    return key.open(name, "grievances_assistance.interpreter") if name else ""


def topics_of(session: Session, case: Case) -> list[Topic]:
    """Every subject of a case, the first one first."""
    rows = set(session.scalars(select(CaseTopic.topic).where(CaseTopic.case_id == case.id)))
    return sorted(rows | ({case.topic} if case.topic else set()), key=lambda one: one != case.topic)


def _helped(session: Session, case: Case) -> Helped | None:
    row = session.execute(
        select(Assistance, Person.name)
        .join(Person, Person.id == Assistance.person_id)
        .where(Assistance.case_id == case.id)
    ).first()
    if row is None:
        return None
    helped, name = row
    return Helped(name, helped.spoken, helped.read_back, helped.interpreter)
