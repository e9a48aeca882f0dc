"""Who sits at the table with an account is told when an agreement moves. References only."""

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue.models import Agreement, Process
from dialogue.policy import PARTIES
from kernel.jobs import Jobs
from kernel.notices import notify

AGREEMENT_MOVED = "dialogue.agreement-moved"


def tell_parties(
    session: Session, jobs: Jobs, process: Process, agreement: Agreement, what: str
) -> None:
    """Each of them once for each `what`; who holds only a card has no mail."""
    today = today_at(process.office)
    people = {
        seat.person_id
        for seat in process.seats
        if seat.person_id is not None and seat.kind in PARTIES and seat.sits_on(today)
    }
    for person in sorted(people):
        notify(
            session, jobs, AGREEMENT_MOVED, f"person:{person}",
            key=f"{AGREEMENT_MOVED}:{agreement.code}:{what}:{person}", agreement=agreement.code,
        )  # fmt: skip
