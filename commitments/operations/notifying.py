"""Who is named with a commitment learns when it moves. References only, no content."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from commitments.models import Commitment, Named, Update
from kernel.jobs import Jobs
from kernel.notices import notify
from kernel.policy import Actor

MOVED = "commitments.moved"


def recipient_of(named: Named) -> str:
    """How a notice names somebody who is told of a commitment."""
    return f"commitment-named:{named.id}"


def tell_moved(
    session: Session, jobs: Jobs, actor: Actor, commitment: Commitment, update: Update
) -> None:
    """Everybody named learns that there is news; nobody is told of what they wrote themselves."""
    query = select(Named).where(Named.commitment_id == commitment.id, Named.ended_at.is_(None))
    for named in session.scalars(query):
        if named.person_id is None or named.person_id != actor.person_id:
            notify(
                session, jobs, MOVED, recipient_of(named), key=f"{MOVED}:{update.id}:{named.id}",
                commitment=commitment.code, named=str(named.id),
            )  # fmt: skip
