"""Who checked in with their own telephone, and whom of the list they may be."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.codes import same_secret
from kernel.errors import NotFound
from meetings.kinds import Source
from meetings.lifecycle import State
from meetings.models import Attendance, Meeting, Participant, Sitting
from meetings.queries.attendance import people_of


@dataclass(frozen=True)
class Waiting:
    """Somebody who checked in, until somebody of the staff says that they are there."""

    person: Participant
    sitting: Sitting
    like: Sequence[Participant]
    """Those on the list who are called so; a proposal, no more."""


def checking_in(session: Session, reference: str, secret: str) -> tuple[Meeting, Sitting]:
    """The sitting for which this address takes people; NotFound when it takes nobody (any more)."""
    query = select(Meeting).where(Meeting.reference == reference.strip().upper())
    meeting = session.scalar(query)
    if meeting is None or not meeting.check_in_secret or meeting.cancelled_at is not None:
        raise NotFound("not-found")
    if meeting.state is not State.DRAFT or not same_secret(meeting.check_in_secret, secret):
        raise NotFound("not-found")
    sitting = sitting_of_secret(session, meeting)
    if sitting is None:
        raise NotFound("not-found")
    return meeting, sitting


def sitting_of_secret(session: Session, meeting: Meeting) -> Sitting | None:
    """The sitting for which people check in now, if they can."""
    number = meeting.check_in_secret.partition("-")[0]
    sitting = session.get(Sitting, int(number)) if number.isdecimal() else None
    return sitting if sitting is not None and sitting.meeting_id == meeting.id else None


def waiting_of(session: Session, meeting: Meeting) -> list[Waiting]:
    """Those who checked in and whom nobody has confirmed yet, first come first."""
    rows = session.execute(
        select(Participant, Sitting)
        .join(Attendance, Attendance.participant_id == Participant.id)
        .join(Sitting, Sitting.id == Attendance.sitting_id)
        .where(
            Participant.meeting_id == meeting.id,
            Participant.source == Source.CHECK_IN,
            Participant.removed_at.is_(None),
            Participant.merged_into_id.is_(None),
            Attendance.confirmed_at.is_(None),
        )
        .order_by(Attendance.id)
    )
    known = people_of(session, meeting)
    return [Waiting(row.Participant, row.Sitting, alike(row.Participant, known)) for row in rows]


def alike(person: Participant, known: Sequence[Participant]) -> list[Participant]:
    """Those whose name is the same, or holds all words of a shorter one; the same ones first."""
    same = [one for one in known if one.folded == person.folded]
    words = set(person.folded.split())
    near = [one for one in known if one not in same and _holds(set(one.folded.split()), words)]
    return same + near


def _holds(one: set[str], other: set[str]) -> bool:
    shorter = min(one, other, key=len)
    return len(shorter) >= 2 and (one <= other or other <= one)
