"""Whoever runs the rounds of a table is told of one that stayed open. References only."""

from sqlalchemy.orm import Session

from accounts.queries.people import people_in_role
from dialogue.models import Process, Round
from dialogue.policy import HOSTS
from kernel.jobs import Jobs
from kernel.notices import notify

LEFT_OPEN = "dialogue.round-left-open"


def tell_hosts(session: Session, jobs: Jobs, round_id: int) -> None:
    """Each of them once for each round; the clock goes on trying."""
    process = session.get_one(Process, session.get_one(Round, round_id).process_id)
    hosts = {one.id for role in HOSTS for one in people_in_role(session, role, process.office_id)}
    for person in sorted(hosts):
        notify(
            session, jobs, LEFT_OPEN, f"person:{person}",
            key=f"{LEFT_OPEN}:{round_id}:{person}", number=round_id,
        )  # fmt: skip
