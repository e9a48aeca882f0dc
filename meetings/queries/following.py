"""What the meeting that follows another has to take up."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from commitments.models import Commitment
from commitments.queries.open import open_promises
from kernel.policy import Actor
from meetings.lifecycle import State
from meetings.models import Meeting


def promises_open(session: Session, actor: Actor, meeting: Meeting) -> Sequence[Commitment]:
    """What was promised in this meeting, or in what it is part of, and is not done yet."""
    references = {meeting.subject, meeting.belongs_to} - {""}
    return open_promises(session, actor, references)


def followed_by(session: Session, meeting: Meeting) -> Sequence[Meeting]:
    """The meetings that take up this one."""
    query = select(Meeting).where(Meeting.follows_id == meeting.id)
    return session.scalars(query.order_by(Meeting.begins_on, Meeting.id)).all()


def followed(session: Session, meeting: Meeting) -> Meeting | None:
    """The meeting that this one takes up."""
    return session.get(Meeting, meeting.follows_id) if meeting.follows_id else None


def is_unsealed(meeting: Meeting) -> bool:
    """Whether its acta can still change; an old one that was brought in is as it is."""
    return not meeting.imported and meeting.state is not State.SEALED
