"""Finding one case, for staff and for the person who filed."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office, Person
from grievances.models import Card, Case, Replacement, Step
from grievances.policy import TABLE, Action
from kernel.errors import NotFound
from kernel.policy import Actor, allowed
from kernel.vault import DataKey, Vault


def case_for(session: Session, actor: Actor, reference: str, *, for_change: bool = False) -> Case:
    """The case for staff; one that the actor may not read is not found. Locked for a change."""
    query = select(Case).where(Case.reference == reference)
    case = session.scalar(query.with_for_update(of=Case) if for_change else query)
    if case is None or not allowed(TABLE, actor, Action.READ, case):
        raise NotFound("not-found")
    return case


def case_of_receipt(session: Session, actor: Actor, *, for_change: bool = False) -> Case:
    """The case that the actor holds the receipt of."""
    kind, _, number = (actor.receipt_of or "").partition(":")
    if kind != "case" or not number.isdecimal():
        raise NotFound("not-found")
    query = select(Case).where(Case.id == int(number))
    case = session.scalar(query.with_for_update(of=Case) if for_change else query)
    if case is None or not allowed(TABLE, actor, Action.FOLLOW, case):
        raise NotFound("not-found")
    return case


def subject_of_code(session: Session, code_lookup: str, *, for_change: bool = False) -> str | None:
    """The subject ("case:17") whose receipt has this look-up value; None when no case has it.

    Locked for a change: nobody gives the case another code meanwhile.
    """
    query = select(Case.id).where(Case.code_lookup == code_lookup)
    case_id = session.scalar(query.with_for_update() if for_change else query)
    return None if case_id is None else f"case:{case_id}"


def code_is_taken(session: Session, code_lookup: str) -> bool:
    """Whether this code belongs to somebody: on a case, on a card, or asked for anew."""
    owners = (Case.code_lookup, Card.code_lookup, Replacement.code_lookup)
    return any(
        session.scalar(select(owner).where(owner == code_lookup)) is not None for owner in owners
    )


def office_of_free_card(session: Session, code_lookup: str) -> Office | None:
    """The office of the card with this code, when nobody has typed its paper in yet."""
    return session.scalar(
        select(Office)
        .join(Card, Card.office_id == Office.id)
        .where(Card.code_lookup == code_lookup, Card.case_id.is_(None), Card.spoiled_at.is_(None))
    )


def key_of(session: Session, vault: Vault, case: Case) -> DataKey:
    """The opened data key of a case that a query of this room returned."""
    return vault.data_key(session, case.data_key_id, case.office.holder)


def keys_of(session: Session, vault: Vault, cases: Sequence[Case]) -> dict[int, DataKey]:
    """For a list: the opened data key of each case that a query of this room returned, by id."""
    opened = vault.data_keys(session, {case.data_key_id: case.office.holder for case in cases})
    return {case.id: opened[case.data_key_id] for case in cases if case.data_key_id in opened}


def names_of(session: Session, people: Iterable[int | None]) -> dict[int, str]:
    """The names of these people of the office, by id."""
    wanted = {person for person in people if person is not None}
    if not wanted:
        return {}
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def steps_of(session: Session, case: Case) -> list[Step]:
    """What happened to a case, first to last."""
    return list(session.scalars(select(Step).where(Step.case_id == case.id).order_by(Step.id)))
