"""Single points of an agenda, and what hangs on them."""

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from meetings.models import (
    AgendaItem,
    Agreement,
    Contribution,
    Meeting,
    MeetingFile,
    SpeakingTurn,
)


def point_of(session: Session, meeting: Meeting, item_id: int) -> AgendaItem:
    """One point of this meeting's agenda; NotFound for those of others."""
    item = session.get(AgendaItem, item_id)
    if item is None or item.meeting_id != meeting.id:
        raise NotFound("not-found")
    return item


def what_hangs_on(session: Session, item: AgendaItem) -> bool:
    """Whether something was said, decided or shown at this point, or it was dealt with."""
    if item.summary or item.summary_qu or item.begun_at:
        return True
    tables = (Agreement, Contribution, MeetingFile, SpeakingTurn)
    tied = [exists().where(table.agenda_item_id == item.id) for table in tables]
    return bool(session.scalar(select(or_(*tied))))
