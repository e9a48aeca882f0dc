"""Rounds whose time is over are closed and sealed, also those that fell due while nobody worked."""

from sqlalchemy.orm import Session

from dialogue.documents.outcomes import outcome_words
from dialogue.jobs.duties import DUTIES
from dialogue.operations.closing import close_next_due
from kernel.jobs import Work


@DUTIES.duty("close-rounds", every="* * * * *", at_start=True)
def close_rounds(work: Work) -> None:
    """Every minute, and when the worker begins: one round in each transaction."""
    last = work.change(_close_next, 0)
    while last:
        last = work.change(_close_next, last)


def _close_next(session: Session, after: int) -> int:
    return close_next_due(session, outcome_words, after)
