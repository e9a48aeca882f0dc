"""The files of a meeting."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from meetings.models import Meeting, MeetingFile, SealedMinutes


def files_of(session: Session, meeting: Meeting) -> Sequence[MeetingFile]:
    """All files of a meeting, the first one first."""
    query = select(MeetingFile).where(MeetingFile.meeting_id == meeting.id)
    return session.scalars(query.order_by(MeetingFile.id)).all()


def file_of(session: Session, meeting: Meeting, number: int) -> MeetingFile:
    """One file of this meeting; NotFound for those of others."""
    row = session.get(MeetingFile, number)
    if row is None or row.meeting_id != meeting.id:
        raise NotFound("not-found")
    return row


def newest_minutes_id(session: Session, meeting: Meeting) -> int | None:
    """The sealed version of the acta that is signed now, if there is one."""
    return session.scalar(
        select(func.max(SealedMinutes.id)).where(SealedMinutes.meeting_id == meeting.id)
    )
