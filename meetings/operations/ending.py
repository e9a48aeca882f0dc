"""What is noted of a meeting as it ends: the next one, observations, what its kind has."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.errors import BadInput
from kernel.policy import Actor, require
from meetings import events
from meetings.models import Meeting
from meetings.operations.planning import expect_version
from meetings.particulars import own_of
from meetings.policy import TABLE, Action


@dataclass(frozen=True)
class Ending:
    """What the room agreed on for the next time, and what must be said besides."""

    observations: str = ""
    next_on: date | None = None
    next_at: time | None = None
    next_place: str = ""
    next_agenda: str = ""


def note_ending(
    session: Session, actor: Actor, meeting: Meeting, ending: Ending, seen: int
) -> None:
    """Write down when and where the next meeting is, and the observations."""
    require(TABLE, actor, Action.RECORD, meeting)
    expect_version(meeting, seen)
    if ending.next_on and ending.next_on < meeting.begins_on:
        raise BadInput("next-before-this")
    for name, value in vars(ending).items():
        setattr(meeting, name, value)
    record(session, events.MEETING_CHANGED, actor, meeting.subject)


def note_particulars(
    session: Session, actor: Actor, meeting: Meeting, told: dict[str, Any], seen: int
) -> None:
    """Write down what only this kind of meeting has; what other kinds have stays as it was."""
    require(TABLE, actor, Action.RECORD, meeting)
    expect_version(meeting, seen)
    own = set(own_of(meeting.kind))
    kept = {name: value for name, value in meeting.particulars.items() if name not in own}
    meeting.particulars = kept | {name: value for name, value in told.items() if name in own}
    record(session, events.MEETING_CHANGED, actor, meeting.subject)
