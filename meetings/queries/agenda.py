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


def next_untold(session: Session, meeting: Meeting, after: int) -> int | None:
    """The first point behind this one of which the acta tells nothing yet; None at the end."""
    told = session.get(AgendaItem, after)
    query = (
        select(AgendaItem.id)
        .where(AgendaItem.meeting_id == meeting.id, AgendaItem.summary == "")
        .where(AgendaItem.position > (told.position if told else 0))
    )
    return session.scalar(query.order_by(AgendaItem.position).limit(1))


def what_hangs_on(session: Session, item: AgendaItem) -> bool:
    """Whether something was said, decided or shown at this point, or it was dealt with."""
    if item.summary or item.summary_qu or item.begun_at:
        return True
    tables = (Agreement, Contribution, MeetingFile, SpeakingTurn)
    tied = [exists().where(table.agenda_item_id == item.id) for table in tables]
    return bool(session.scalar(select(or_(*tied))))
