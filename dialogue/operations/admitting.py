"""Letting whoever sits at a table in with an account of their own.

Whoever does it types an address and is told nothing about it: neither whether there was an account
before, nor whether there is one now. Who has none gets a mail with which they make one.
"""

from sqlalchemy.orm import Session

from accounts.operations.guests import welcome
from accounts.queries.offices import today_at
from dialogue import events
from dialogue.kinds import SeatKind
from dialogue.models import Process, Seat
from dialogue.policy import TABLE, Action
from dialogue.queries.parties import seat_at
from kernel.audit import record
from kernel.errors import RuleBroken
from kernel.jobs import Jobs
from kernel.policy import Actor, require
from kernel.vault import Vault


def admit(
    session: Session,
    vault: Vault,
    jobs: Jobs,
    actor: Actor,
    process: Process,
    number: int,
    email: str,
) -> None:
    """Let the account of this address sit there; an account sits at a table once.

    Nothing happens where somebody else of the table has that account. RuleBroken for who sits down
    themselves: nobody decides for a party at a table that they look after.
    """
    require(TABLE, actor, Action.GIVE_SEATS, process)
    seat = seat_at(process, number)
    if seat.is_over(today_at(process.office)):
        raise RuleBroken("seat-left")
    name = seat.name or seat.group.name
    person_id = welcome(session, vault, jobs, actor, process.office_id, name, email)
    if person_id == actor.person_id and seat.kind is not SeatKind.OBSERVER:
        raise RuleBroken("seat-for-oneself")
    if person_id not in _taken(process, seat):
        seat.person_id = person_id
    record(session, events.SEAT_CHANGED, actor, process.subject, seat_id=seat.id)


def shut_out(session: Session, actor: Actor, process: Process, number: int) -> None:
    """They keep their seat, and their account opens it no more."""
    require(TABLE, actor, Action.GIVE_SEATS, process)
    seat = seat_at(process, number)
    seat.person_id = None
    record(session, events.SEAT_CHANGED, actor, process.subject, seat_id=seat.id)


def _taken(process: Process, seat: Seat) -> set[int | None]:
    today = today_at(process.office)
    others = (one for one in process.seats if one.id != seat.id and not one.is_over(today))
    return {one.person_id for one in others} - {None}
