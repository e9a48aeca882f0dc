"""What other features offer to a table of an office: cases, concerns, themes of workshops."""

from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries.offices import offices_of
from dialogue.models import Process
from dialogue.policy import HOSTS
from kernel import handovers
from kernel.errors import NotFound
from kernel.handovers import Handover, Wanted
from kernel.policy import Actor


def offers_waiting(session: Session, actor: Actor) -> list[tuple[Handover, Office]]:
    """What waits to be taken up or declined in the actor's offices, the oldest first."""
    offices = {office.id: office for office in offices_of(session, actor, *HOSTS)}
    waiting = handovers.offers_to(session, frozenset(offices), Wanted.PROCESS)
    return [(one, offices[one.office_id]) for one in waiting]


def how_many_offered(session: Session, actor: Actor) -> int:
    """How many of them wait, for the list of processes to say so."""
    return handovers.count_offers_to(session, actor.offices(*HOSTS), Wanted.PROCESS)


def offer_made(session: Session, actor: Actor, number: int) -> tuple[Handover, Office]:
    """One of them, decided or not; NotFound when it was offered to another office."""
    offices = {office.id: office for office in offices_of(session, actor, *HOSTS)}
    found = handovers.handover_by_id(session, number, frozenset(offices))
    if found.wanted is not Wanted.PROCESS:
        raise NotFound("not-found")
    return found, offices[found.office_id]


def taken_up_by(session: Session, process: Process) -> list[Handover]:
    """What this process took up, the first one first."""
    return handovers.handovers_to(session, process.subject)
