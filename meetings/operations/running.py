"""A meeting is opened, closed, or does not take place; each with its hour."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.clock import now
from kernel.errors import RuleBroken
from kernel.policy import Actor, require
from meetings import events
from meetings.models import AgendaItem, Meeting
from meetings.policy import TABLE, Action


def open_meeting(session: Session, actor: Actor, meeting: Meeting) -> None:
    """The facilitator opens it, with an agenda that everybody can know; never without one."""
    require(TABLE, actor, Action.CHANGE, meeting)
    if meeting.opened_at is not None:
        raise RuleBroken("meeting-opened-already")
    if not _points(session, meeting):
        raise RuleBroken("agenda-missing")
    meeting.opened_at = now()
    record(session, events.MEETING_OPENED, actor, meeting.subject)


def close_meeting(session: Session, actor: Actor, meeting: Meeting) -> None:
    """The room empties; what was noted becomes the draft of the acta."""
    require(TABLE, actor, Action.CHANGE, meeting)
    if not meeting.is_open:
        raise RuleBroken("meeting-not-open")
    meeting.closed_at = now()
    record(session, events.MEETING_CLOSED, actor, meeting.subject)


def open_again(session: Session, actor: Actor, meeting: Meeting) -> None:
    """It was closed too early, or goes on tomorrow; the first opening stays."""
    require(TABLE, actor, Action.CHANGE, meeting)
    if meeting.closed_at is None:
        raise RuleBroken("meeting-not-closed")
    meeting.closed_at = None
    record(session, events.MEETING_OPENED, actor, meeting.subject)


def cancel_meeting(session: Session, actor: Actor, meeting: Meeting) -> None:
    """It does not take place. What took place already cannot be undone."""
    require(TABLE, actor, Action.CHANGE, meeting)
    if meeting.opened_at is not None:
        raise RuleBroken("meeting-opened-already")
    meeting.cancelled_at = now()
    record(session, events.MEETING_CANCELLED, actor, meeting.subject)


def _points(session: Session, meeting: Meeting) -> int:
    query = select(func.count(AgendaItem.id)).where(AgendaItem.meeting_id == meeting.id)
    return session.scalar(query) or 0
