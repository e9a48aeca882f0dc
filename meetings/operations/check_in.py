"""People write themselves down at the door with their own telephone; the facilitator confirms.

The address behind the QR carries a secret and the number of the sitting. Closing the door forgets
the secret: the address is dead. Whoever uses it sees no name but their own.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.clock import now
from kernel.codes import new_code
from kernel.errors import RuleBroken
from kernel.policy import Actor, require
from meetings import events
from meetings.kinds import Signing, Source
from meetings.models import Attendance, Meeting, Participant, Sitting
from meetings.operations.arriving import hour_of_arrival
from meetings.operations.attendance import (
    Mark,
    Who,
    begin,
    expect_recording,
    expect_sound,
    next_position,
    write_mark,
)
from meetings.operations.attendance_lines import merge, remove
from meetings.policy import TABLE, Action
from meetings.queries.attendance import counts, mark_of
from meetings.queries.check_in import Waiting, checking_in

SECRET_SIGNS = 16
MOST_WAITING = 500


def open_check_in(session: Session, actor: Actor, meeting: Meeting, sitting: Sitting) -> str:
    """Let people check in to a sitting; the secret of a fresh address, any older one is dead."""
    require(TABLE, actor, Action.PLAN, meeting.office_id)
    expect_recording(actor, meeting)
    meeting.check_in_secret = f"{sitting.id}-{new_code(SECRET_SIGNS)}"
    record(session, events.CHECK_IN_OPENED, actor, meeting.subject, sitting_id=sitting.id)
    return meeting.check_in_secret


def close_check_in(session: Session, actor: Actor, meeting: Meeting) -> None:
    """Let nobody check in any more; those who wait go on waiting."""
    require(TABLE, actor, Action.PLAN, meeting.office_id)
    if meeting.check_in_secret:
        meeting.check_in_secret = ""
        record(session, events.CHECK_IN_CLOSED, actor, meeting.subject)


def check_in(session: Session, reference: str, secret: str, who: Who) -> Participant:
    """Somebody at the door writes themselves down. Nothing counts before it is confirmed."""
    meeting, sitting = checking_in(session, reference, secret)
    expect_sound(session, meeting, who)
    if _waiting(session, meeting) >= MOST_WAITING:
        raise RuleBroken("check-in-full")
    person = Participant(
        office_id=meeting.office_id,
        meeting_id=meeting.id,
        source=Source.CHECK_IN,
        **vars(who),
    )
    session.add(person)
    session.flush()  # the mark refers to it
    session.add(
        Attendance(
            office_id=meeting.office_id,
            meeting_id=meeting.id,
            sitting_id=sitting.id,
            participant_id=person.id,
            present=True,
            arrived_at=hour_of_arrival(meeting, sitting, now()),
            source=Source.CHECK_IN,
        )
    )
    session.flush()  # whoever asks for those who wait finds it
    return person


def confirm(
    session: Session, actor: Actor, meeting: Meeting, waiting: Iterable[Waiting],
    choices: Mapping[int, int | None],
) -> int:  # fmt: skip
    """Somebody of the staff says that these are there; how many.

    `choices` tells by the id of a waiting line which line of the list it is, None for somebody
    new. Lines without a choice go on waiting.
    """
    expect_recording(actor, meeting)
    begin(session, meeting)
    known = {one.person.id: one for one in waiting}
    done = 0
    for person_id, into_id in choices.items():
        one = known.get(person_id)
        into = None if into_id is None else session.get(Participant, into_id)
        if one is None or (into is not None and into.meeting_id != meeting.id):
            continue  # somebody else confirmed it, or took the other line off, a moment ago
        _confirm(session, actor, meeting, one, into)
        done += 1
    if done:
        record(
            session, events.ATTENDANCE_NOTED, actor, meeting.subject,
            lines=done, source=Source.CHECK_IN,
        )  # fmt: skip
    return done


def reject(session: Session, actor: Actor, meeting: Meeting, person: Participant) -> None:
    """They are not in the room: the line stands among the removed ones, and may come back."""
    remove(session, actor, meeting, person)


def reject_all(
    session: Session, actor: Actor, meeting: Meeting, waiting: Iterable[Waiting], last: int
) -> int:
    """None of those who wait up to this line is in the room: somebody played with the address."""
    gone = [one.person for one in waiting if one.person.id <= last]
    for person in gone:
        remove(session, actor, meeting, person)
    return len(gone)


def _confirm(
    session: Session, actor: Actor, meeting: Meeting, one: Waiting, into: Participant | None
) -> None:
    mark = mark_of(session, one.person.id, one.sitting.id)
    if mark is None or mark.confirmed_at is not None:
        return
    mark.confirmed_at, mark.confirmed_by_id = now(), actor.person_id
    one.person.position = next_position(session, meeting)
    session.flush()  # the next position, and the marks that a merging looks at
    if into is None:
        return
    there = mark_of(session, into.id, one.sitting.id)
    if there is not None and not counts(there):
        present = Mark(present=True, signing=Signing.NONE, arrived_at=mark.arrived_at)
        write_mark(session, actor, meeting, into, one.sitting, present, Source.CHECK_IN)
    merge(session, actor, meeting, into, one.person)


def _waiting(session: Session, meeting: Meeting) -> int:
    """How many wait; who was rejected takes nobody's place."""
    query = (
        select(func.count(Attendance.id))
        .join(Participant, Participant.id == Attendance.participant_id)
        .where(
            Attendance.meeting_id == meeting.id,
            Attendance.confirmed_at.is_(None),
            Participant.removed_at.is_(None),
        )
    )
    return session.scalar(query) or 0
