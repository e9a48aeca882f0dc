"""Votes on paper are passed into the platform by the staff."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import events
from dialogue.kinds import Channel
from dialogue.models import Conversation, Process
from dialogue.operations.voters import stand_for
from dialogue.operations.voting import put_vote
from dialogue.policy import TABLE, Action
from dialogue.queries.conversations import AUDIENCES, Ballot
from dialogue.queries.turns import voted_on
from kernel.audit import record
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require


@dataclass(frozen=True)
class Sheet:
    """A sheet as it was filled in: the number on it, the group if it is no seat's, the votes."""

    number: int
    is_seat: bool
    votes: Mapping[int, int]
    """By the number of the statement."""
    group_id: int | None = None
    again: bool = False
    """Whether it takes the place of what this number voted before."""


def record_sheet(
    session: Session, actor: Actor, process: Process, conversation: Conversation, sheet: Sheet
) -> int:
    """Add the votes of one sheet; how many of them are new.

    A number that voted before, on paper or by telephone, is told first.
    """
    require(TABLE, actor, Action.RECORD, process)
    if not conversation.is_open:
        raise RuleBroken("conversation-not-open")
    if not sheet.votes:
        raise BadInput("sheet-blank")
    ballot = _ballot(process, conversation, sheet)
    if not sheet.again and voted_on(session, conversation, ballot):
        raise RuleBroken("sheet-entered-before")
    added = 0
    for number, choice in sheet.votes.items():
        stand = stand_for(session, conversation, ballot, number, sheet.group_id)
        added += put_vote(session, conversation, stand, choice, Channel.PAPER, actor)
    record(
        session, events.VOTES_RECORDED, actor, process.subject,
        conversation=conversation.code, votes=added,
    )  # fmt: skip
    return added


def _ballot(process: Process, conversation: Conversation, sheet: Sheet) -> Ballot:
    if not sheet.is_seat:
        if sheet.group_id is not None and sheet.group_id not in {one.id for one in process.groups}:
            raise BadInput("group-unknown")
        return Ballot(key=f"paper:{sheet.number}")
    kinds = AUDIENCES[conversation.audience]
    today = today_at(process.office)
    for seat in process.seats:
        if seat.id == sheet.number and seat.kind in kinds and seat.sits_on(today):
            return Ballot(seat)
    raise BadInput("seat-does-not-vote")
