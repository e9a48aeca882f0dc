"""The parts of a meeting for which attendance is taken: they follow its days, and lose nobody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from kernel.audit import record
from kernel.errors import BadInput, NotFound, RuleBroken
from kernel.policy import Actor, require
from meetings import events
from meetings.models import AgendaItem, Attendance, Meeting, Sitting
from meetings.policy import TABLE, Action
from meetings.queries.meetings import sittings_of

MOST_SITTINGS = 62


@dataclass(frozen=True)
class Frame:
    """When a meeting begins and ends."""

    begins_on: date
    ends_on: date
    begins_at: time | None
    ends_at: time | None

    @classmethod
    def of(cls, meeting: Meeting) -> "Frame":
        """That of this meeting, as it is now."""
        return cls(meeting.begins_on, meeting.ends_on, meeting.begins_at, meeting.ends_at)


@dataclass(frozen=True)
class Part:
    """One sitting as somebody plans it."""

    on: date
    title: str = ""
    begins_at: time | None = None
    ends_at: time | None = None


def fit_sittings(session: Session, meeting: Meeting, before: Frame | None = None) -> None:
    """Let every day have a sitting and no sitting lie outside, as the meeting says now.

    Where nobody was noted yet, all of them move with the first day. RuleBroken when a sitting
    with attendance would fall outside.
    """
    sittings, kept = list(sittings_of(session, meeting)), with_attendance(session, meeting)
    if before and not kept:
        _move(sittings, meeting.begins_on - before.begins_on)
    if before:
        _follow_the_clock(sittings, meeting, before)
    for sitting in [one for one in sittings if not _inside(meeting, one.on)]:
        _drop(session, sitting, kept)
        sittings.remove(sitting)
    held = {one.on for one in sittings}
    for day in days_of(meeting):
        if day not in held:
            sittings.append(_new(meeting, Part(day, "", meeting.begins_at, meeting.ends_at)))
    _number(session, sittings)


def add_sitting(session: Session, actor: Actor, meeting: Meeting, part: Part) -> Sitting:
    """One more part: the afternoon of a day, an evening."""
    require(TABLE, actor, Action.CHANGE, meeting)
    _expect_sound(meeting, part)
    sittings = list(sittings_of(session, meeting))
    if len(sittings) >= MOST_SITTINGS:
        raise RuleBroken("sittings-too-many", most=MOST_SITTINGS)
    made = _new(meeting, part)
    _number(session, [*sittings, made])
    _changed(session, actor, meeting)
    return made


def change_sitting(
    session: Session, actor: Actor, meeting: Meeting, sitting_id: int, part: Part
) -> None:
    """Another title, day or hour. Whoever was noted for it stays noted."""
    require(TABLE, actor, Action.CHANGE, meeting)
    _expect_sound(meeting, part)
    sittings = sittings_of(session, meeting)
    sitting = _among(sittings, sitting_id)
    sitting.on, sitting.title = part.on, part.title
    sitting.begins_at, sitting.ends_at = part.begins_at, part.ends_at
    _number(session, sittings)
    _changed(session, actor, meeting)


def remove_sitting(session: Session, actor: Actor, meeting: Meeting, sitting_id: int) -> None:
    """This part does not take place. Never one with attendance, never the last of its day."""
    require(TABLE, actor, Action.CHANGE, meeting)
    sittings = list(sittings_of(session, meeting))
    sitting = _among(sittings, sitting_id)
    if sum(one.on == sitting.on for one in sittings) == 1:
        raise RuleBroken("day-without-sitting")
    _drop(session, sitting, with_attendance(session, meeting))
    sittings.remove(sitting)
    _number(session, sittings)
    _changed(session, actor, meeting)


def with_attendance(session: Session, meeting: Meeting) -> frozenset[int]:
    """The sittings for which somebody was noted as present or absent."""
    query = select(Attendance.sitting_id).where(Attendance.meeting_id == meeting.id)
    return frozenset(session.scalars(query.distinct()))


def days_of(meeting: Meeting) -> list[date]:
    """Every day of the meeting."""
    length = (meeting.ends_on - meeting.begins_on).days + 1
    return [meeting.begins_on + timedelta(days=number) for number in range(length)]


def _inside(meeting: Meeting, day: date) -> bool:
    return meeting.begins_on <= day <= meeting.ends_on


def _move(sittings: Sequence[Sitting], by: timedelta) -> None:
    for sitting in sittings:
        sitting.on += by


def _follow_the_clock(sittings: Sequence[Sitting], meeting: Meeting, before: Frame) -> None:
    for sitting in sittings:
        if sitting.begins_at == before.begins_at:
            sitting.begins_at = meeting.begins_at
        if sitting.ends_at == before.ends_at:
            sitting.ends_at = meeting.ends_at


def _drop(session: Session, sitting: Sitting, kept: Collection[int]) -> None:
    if sitting.id in kept:
        raise RuleBroken("sitting-has-attendance")
    session.execute(
        update(AgendaItem).where(AgendaItem.sitting_id == sitting.id).values(sitting_id=None)
    )
    session.delete(sitting)
    session.flush()  # its number becomes free


def _number(session: Session, sittings: Sequence[Sitting]) -> None:
    """Number them by day and hour; no two have one number at any moment."""
    ordered = sorted(sittings, key=lambda one: (one.on, one.begins_at or time(), one.position or 0))
    for number, sitting in enumerate(ordered, 1):
        sitting.position = -number
    session.add_all(ordered)
    session.flush()
    for number, sitting in enumerate(ordered, 1):
        sitting.position = number
    session.flush()  # whoever plans reads them at once


def _new(meeting: Meeting, part: Part) -> Sitting:
    return Sitting(office_id=meeting.office_id, meeting_id=meeting.id, **vars(part))


def _among(sittings: Sequence[Sitting], sitting_id: int) -> Sitting:
    for sitting in sittings:
        if sitting.id == sitting_id:
            return sitting
    raise NotFound("not-found")


def _expect_sound(meeting: Meeting, part: Part) -> None:
    if not _inside(meeting, part.on):
        raise BadInput("day-outside-the-meeting")
    if part.begins_at and part.ends_at and part.ends_at <= part.begins_at:
        raise BadInput("ends-before-it-begins")


def _changed(session: Session, actor: Actor, meeting: Meeting) -> None:
    flag_modified(meeting, "begins_on")  # whoever plans the meeting at this moment is told
    record(session, events.MEETING_CHANGED, actor, meeting.subject)
