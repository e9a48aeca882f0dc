"""The phases and topics of a programme."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from trainings.models import Phase, Programme, Topic, WorkshopTopic


def phases_of(session: Session, programme: Programme) -> Sequence[Phase]:
    """The phases in their order."""
    query = select(Phase).where(Phase.programme_id == programme.id)
    return session.scalars(query.order_by(Phase.position)).all()


def phase_of(session: Session, programme: Programme, phase_id: int) -> Phase:
    """One phase of this very programme; NotFound for others."""
    for phase in phases_of(session, programme):
        if phase.id == phase_id:
            return phase
    raise NotFound("not-found")


def topics_of(session: Session, programme: Programme) -> Sequence[Topic]:
    """What the programme teaches, in its order."""
    query = select(Topic).where(Topic.programme_id == programme.id)
    return session.scalars(query.order_by(Topic.position)).all()


def topic_of(session: Session, programme: Programme, topic_id: int) -> Topic:
    """One topic of this very programme; NotFound for others."""
    for topic in topics_of(session, programme):
        if topic.id == topic_id:
            return topic
    raise NotFound("not-found")


def topic_is_treated(session: Session, topic: Topic) -> bool:
    """Whether some workshop treats it."""
    query = select(WorkshopTopic.topic_id).where(WorkshopTopic.topic_id == topic.id).limit(1)
    return session.scalar(query) is not None
