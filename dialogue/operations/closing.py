"""The closing of rounds by the clock.

The state of the table is not asked: nobody rests or closes one while a round goes on, and were a
round open there all the same, what people answered in time would still be sealed. A round whose
objections are being heard waits for whoever hears them.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue import events
from dialogue.lifecycle.rounds import RoundState
from dialogue.models import Process, Round
from dialogue.operations.holding import hold_anew
from dialogue.operations.results import Telling
from dialogue.operations.rounds import close_round
from kernel.audit import Entry, record
from kernel.clock import now
from kernel.policy import SYSTEM


def close_due(session: Session, telling: Telling, round_id: int) -> None:
    """Close a round whose time is over.

    Somebody who closed it by hand, or gave it more time, at this moment is not in the way.
    """
    one = session.get_one(Round, round_id)
    hold_anew(session, one)
    if one.state is RoundState.OPEN and one.closes_at is not None and one.closes_at <= now():
        close_round(session, SYSTEM, session.get_one(Process, one.process_id), one, telling)


def note_left_open(session: Session, round_id: int) -> bool:
    """Say once in the trail of its table that a round could not be closed; whether it was new."""
    subject = session.get_one(Process, session.get_one(Round, round_id).process_id).subject
    query = select(Entry).where(
        Entry.event == events.ROUND_LEFT_OPEN.name, Entry.subject == subject
    )
    if any(entry.facts["round_id"] == round_id for entry in session.scalars(query)):
        return False
    record(session, events.ROUND_LEFT_OPEN, SYSTEM, subject, round_id=round_id)
    return True
