"""Who speaks for how long, and which point of the agenda the room is at."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.clock import now
from kernel.errors import BadInput
from kernel.policy import Actor, require
from meetings import events
from meetings.kinds import Sex
from meetings.models import AgendaItem, Meeting, SpeakingTurn
from meetings.policy import TABLE, Action
from meetings.queries.meetings import agenda_of
from meetings.queries.noted import expect_known, turn_of_entry

LONGEST_TURN = timedelta(hours=3)


@dataclass(frozen=True)
class Turn:
    """Somebody spoke for so many seconds. `entry` is the key that makes it one row only."""

    entry: str
    seconds: int
    group_id: int | None = None
    sex: Sex = Sex.UNSAID
    participant_id: int | None = None
    agenda_item_id: int | None = None
    spoke_at: datetime = field(default_factory=now)


def note_turn(session: Session, actor: Actor, meeting: Meeting, turn: Turn) -> SpeakingTurn:
    """Note how long somebody spoke. The same `entry` again is the row that it made before."""
    require(TABLE, actor, Action.RECORD, meeting)
    if noted := turn_of_entry(session, meeting, turn.entry):
        return noted
    if not 0 < turn.seconds <= LONGEST_TURN.total_seconds():
        raise BadInput("turn-not-possible")
    expect_known(
        session,
        meeting,
        agenda_item_id=turn.agenda_item_id,
        group_id=turn.group_id,
        participant_id=turn.participant_id,
    )
    spoken = SpeakingTurn(office_id=meeting.office_id, meeting_id=meeting.id, **vars(turn))
    session.add(spoken)
    session.flush()  # the trail names it
    record(
        session, events.TURN_NOTED, actor, meeting.subject,
        turn_id=spoken.id, seconds=spoken.seconds,
    )  # fmt: skip
    return spoken


def withdraw_turn(session: Session, actor: Actor, meeting: Meeting, turn: SpeakingTurn) -> None:
    """A turn that was noted by mistake counts no more."""
    require(TABLE, actor, Action.RECORD, meeting)
    if turn.withdrawn_at is None:
        turn.withdrawn_at = now()
        record(session, events.TURN_WITHDRAWN, actor, meeting.subject, turn_id=turn.id)


def begin_item(
    session: Session, actor: Actor, meeting: Meeting, item: AgendaItem, at: datetime
) -> None:
    """The room turns to this point; the one that it was at has ended. Begun already: no change."""
    require(TABLE, actor, Action.RECORD, meeting)
    if item.begun_at is not None and item.ended_at is None:
        return
    for other in agenda_of(session, meeting):
        if other.begun_at is not None and other.ended_at is None:
            end_item(session, actor, meeting, other, at)
    item.begun_at, item.ended_at = item.begun_at or at, None
    record(session, events.ITEM_BEGUN, actor, meeting.subject, item_id=item.id)


def end_item(
    session: Session, actor: Actor, meeting: Meeting, item: AgendaItem, at: datetime
) -> None:
    """The room has done with this point."""
    require(TABLE, actor, Action.RECORD, meeting)
    if item.begun_at is None or item.ended_at is not None:
        return
    item.ended_at = max(at, item.begun_at)
    record(session, events.ITEM_ENDED, actor, meeting.subject, item_id=item.id)
