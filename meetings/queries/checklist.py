"""What an acta still lacks before it can be sealed."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from meetings.lifecycle import State
from meetings.models import AgendaItem, Attendance, Meeting, Signatory
from meetings.queries.following import followed, is_unsealed


class Need(StrEnum):
    """What a whole acta has. `PREVIOUS` is asked of a meeting that follows another one only."""

    PREVIOUS = "previous"
    AGENDA = "agenda"
    PLACE = "place"
    OPENED = "opened"
    ATTENDANCE = "attendance"
    SUMMARIES = "summaries"
    CLOSED = "closed"
    SIGNATORIES = "signatories"
    READ_BACK = "read_back"


MAY_LACK = frozenset({Need.PREVIOUS, Need.PLACE, Need.ATTENDANCE, Need.SUMMARIES})
"""An acta without these can be sealed all the same; whoever seals it is reminded."""


@dataclass(frozen=True)
class Check:
    """One line of the list."""

    need: Need
    done: bool

    @property
    def must_be(self) -> bool:
        """Whether the acta cannot be sealed without it."""
        return self.need not in MAY_LACK


def checklist(session: Session, meeting: Meeting) -> list[Check]:
    """Everything that an acta needs, in the order of the work, and what of it is there."""
    points = _count(session, AgendaItem, meeting)
    untold = session.scalar(
        select(func.count(AgendaItem.id)).where(
            AgendaItem.meeting_id == meeting.id, AgendaItem.summary == ""
        )
    )
    came = session.scalar(
        select(func.count(Attendance.id)).where(
            Attendance.meeting_id == meeting.id,
            Attendance.present.is_(True),
            Attendance.confirmed_at.is_not(None),
        )
    )
    done = {
        Need.AGENDA: points > 0,
        Need.PLACE: bool(meeting.place or meeting.community or meeting.district),
        Need.OPENED: meeting.opened_at is not None,
        Need.ATTENDANCE: bool(came),
        Need.SUMMARIES: points > 0 and not untold,
        Need.CLOSED: meeting.closed_at is not None,
        Need.SIGNATORIES: _count(session, Signatory, meeting) > 0,
        Need.READ_BACK: meeting.state is not State.DRAFT,
    }
    if before := followed(session, meeting):
        done[Need.PREVIOUS] = not is_unsealed(before)
    return [Check(need, done[need]) for need in Need if need in done]


def lacks(session: Session, meeting: Meeting) -> list[Need]:
    """What keeps the acta from being sealed."""
    listed = checklist(session, meeting)
    return [check.need for check in listed if not check.done and check.must_be]


def _count(session: Session, table: type[AgendaItem] | type[Signatory], meeting: Meeting) -> int:
    query = select(func.count(table.id)).where(table.meeting_id == meeting.id)
    return session.scalar(query) or 0
