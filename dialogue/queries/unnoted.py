"""Closed rounds that stand in no acta yet."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dialogue.lifecycle.rounds import RoundState
from dialogue.models import Process, Round
from dialogue.policy import TABLE, Action
from kernel.policy import Actor, require
from meetings.models import Agreement, Meeting, SealedMinutes


def unnoted_for(
    session: Session, actor: Actor, process: Process, meeting: Meeting
) -> Sequence[Round]:
    """The rounds that wait for the acta of this meeting, the newest first: those that it closed in
    its room, and those that no room held, closed since the last acta of the process was sealed.

    What stands in the acta of any meeting waits for none.
    """
    require(TABLE, actor, Action.RECORD, process)
    last = last_acta_of(session, process, meeting)
    outside = Round.meeting == ""
    if last is not None:
        outside &= Round.closed_at > last
    query = select(Round).where(
        Round.process_id == process.id,
        Round.state == RoundState.CLOSED,
        or_(Round.meeting == meeting.subject, outside),
    )
    found = session.scalars(query.order_by(Round.closed_at.desc(), Round.id.desc())).all()
    noted = select(Agreement.entry).where(
        Agreement.office_id == process.office_id,
        Agreement.entry.in_([one.subject for one in found]),
    )
    there = set(session.scalars(noted))
    return [one for one in found if one.subject not in there]


def last_acta_of(session: Session, process: Process, but: Meeting) -> datetime | None:
    """When the newest acta of a meeting of this process was sealed, this one left out."""
    query = (
        select(func.max(SealedMinutes.sealed_at))
        .join(Meeting, Meeting.id == SealedMinutes.meeting_id)
        .where(
            Meeting.belongs_to == process.subject,
            Meeting.office_id == process.office_id,
            Meeting.id != but.id,
        )
    )
    return session.scalar(query)


def noted_in(session: Session, meeting: Meeting) -> dict[str, Agreement]:
    """What stands in the acta of a meeting as an agreement, by the entry that it was noted from."""
    query = select(Agreement).where(Agreement.meeting_id == meeting.id)
    return {one.entry: one for one in session.scalars(query)}
