"""What was promised and is not done yet, to be taken up again."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from commitments.lifecycle import AT_REST
from commitments.models import Commitment
from commitments.policy import READERS
from kernel.policy import Actor


def open_promises(
    session: Session, actor: Actor, references: Collection[str]
) -> Sequence[Commitment]:
    """The open commitments that were made in or belong to any of these, the soonest due first."""
    query = select(Commitment).where(
        Commitment.status.not_in(AT_REST),
        or_(Commitment.made_in.in_(references), Commitment.belongs_to.in_(references)),
    )
    if not actor.system:
        query = query.where(Commitment.office_id.in_(actor.offices(*READERS)))
    undated_last = Commitment.due_on.is_(None)
    return session.scalars(query.order_by(undated_last, Commitment.due_on, Commitment.id)).all()
