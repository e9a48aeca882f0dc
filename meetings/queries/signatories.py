"""Who signs the acta."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings.models import Meeting, Signatory


def signatories_of(session: Session, meeting: Meeting) -> Sequence[Signatory]:
    """Those who sign the acta of a meeting on paper, in their order."""
    query = select(Signatory).where(Signatory.meeting_id == meeting.id)
    return session.scalars(query.order_by(Signatory.position, Signatory.id)).all()
