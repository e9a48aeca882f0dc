"""What is promised in an agreement comes in force with it, and goes with it.

The platform does it, for whoever signs last or makes it void may write nothing of a commitment.
"""

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from commitments.operations.binding import bind, let_lapse
from dialogue.models import Agreement, Process
from dialogue.queries.agreements.content import promises_to_change
from kernel.jobs import Jobs
from kernel.policy import SYSTEM


def bind_promises(session: Session, jobs: Jobs, process: Process, agreement: Agreement) -> None:
    """From now on they are kept, reminded of and counted."""
    on = agreement.in_force_on or today_at(process.office)
    bind(session, jobs, promises_to_change(session, agreement), agreement.subject, on)


def release_promises(
    session: Session,
    jobs: Jobs,
    process: Process,
    agreement: Agreement,
    by: Agreement,
    why: str = "",
) -> None:
    """Nobody owes any more what was promised in an agreement that counts no more.

    `by` is the agreement whose page says why: the void one itself, or the one that took its place.
    """
    let_lapse(
        session, jobs, SYSTEM, promises_to_change(session, agreement),
        by=by.subject, why=why, on=today_at(process.office),
    )  # fmt: skip
