"""Rounds whose time is over are closed and sealed, also those that fell due while nobody worked.

Each for itself: one that cannot be closed is noted in the trail of its table, told to those who run
its rounds and tried again every minute, and the others are closed all the same.
"""

import logging

from sqlalchemy.orm import Session

from dialogue.documents.outcomes import outcome_words
from dialogue.jobs.duties import DUTIES
from dialogue.operations.closing import close_due, note_left_open
from dialogue.operations.overtime import tell_hosts
from dialogue.queries.rounds import rounds_due
from kernel.clock import now
from kernel.errors import Unavailable
from kernel.jobs import Work
from kernel.jobs.stored import kind_of

log = logging.getLogger(__name__)


class RoundLeftOpen(Exception):  # noqa: N818 - a fact
    """A round could not be closed; whoever looks after the installation learns it once."""


@DUTIES.duty("close-rounds", every="* * * * *", at_start=True)
def close_rounds(work: Work) -> None:
    """Every minute, and when the worker begins: one round in each transaction."""
    left_open, due = False, work.read(_next_due, 0)
    while due:
        left_open = work.outside(close_one, work, due) or left_open
        due = work.read(_next_due, due)
    if left_open:
        raise RoundLeftOpen


def close_one(work: Work, round_id: int) -> bool:
    """Close one round; whether it could not be, for the first time."""
    try:
        with work.database.changing() as session:
            close_due(session, outcome_words, round_id)
    except Unavailable:
        raise  # the database is away: the step is tried again
    except Exception as problem:
        log.error("round left open", extra={"round": round_id, "problem": kind_of(problem)})
        with work.database.changing() as session:
            tell_hosts(session, work.jobs, round_id)
            return note_left_open(session, round_id)
    return False


def _next_due(session: Session, after: int) -> int:
    """The next round to close, 0 when there is none: one that was left open is not in the way."""
    return next(iter(rounds_due(session, now(), after, 1)), 0)
