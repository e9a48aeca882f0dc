"""Concerns that rooms have named and that are offered to an office, and where a case came from."""

from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries.offices import offices_of
from grievances.models import Case
from grievances.policy import READERS
from kernel import handovers
from kernel.errors import NotFound
from kernel.handovers import Handover, Wanted
from kernel.policy import Actor


def concerns_offered(session: Session, actor: Actor) -> list[tuple[Handover, Office]]:
    """What waits to be taken up or declined in the actor's offices, the oldest first."""
    offices = {office.id: office for office in offices_of(session, actor, *READERS)}
    waiting = handovers.offers_to(session, frozenset(offices), Wanted.CASE)
    return [(one, offices[one.office_id]) for one in waiting]


def how_many_offered(session: Session, actor: Actor) -> int:
    """How many of them wait, for the queue to say so."""
    offices = frozenset(office.id for office in offices_of(session, actor, *READERS))
    return handovers.count_offers_to(session, offices, Wanted.CASE)


def concern_offered(session: Session, actor: Actor, number: int) -> tuple[Handover, Office]:
    """One of them, decided or not; NotFound when it was offered to another office."""
    offices = {office.id: office for office in offices_of(session, actor, *READERS)}
    found = handovers.handover_by_id(session, number, frozenset(offices))
    if found.wanted is not Wanted.CASE:
        raise NotFound("not-found")
    return found, offices[found.office_id]


def origin_of(session: Session, case: Case) -> Handover | None:
    """The offer that this case was opened of; None for a case that somebody filed."""
    found = handovers.handovers_to(session, f"case:{case.reference}")
    return found[0] if found else None
