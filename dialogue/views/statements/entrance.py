"""Who meets a conversation, and by what they vote there."""

from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from dialogue.models import Conversation, Process
from dialogue.policy import TABLE, Action
from dialogue.queries.conversations import (
    Ballot,
    conversation_for,
    is_for_public,
    process_known,
    voting_seat,
)
from dialogue.views import voter_cookie
from kernel.errors import Forbidden
from kernel.policy import require
from web.actor import actor
from web.floods import Limit, wait_for_turn
from web.formats import use_zone
from web.transaction import db

SENT = Limit("dialogue:voted", 600)
"""Votes from one address: forty telephones behind one router, each with a vote every four seconds.
"""
SUGGESTED = Limit("dialogue:suggested", 20)
"""Statements of strangers from one address: a person writes one in a few minutes."""
CAME = Limit("dialogue:new-voter", 60)
"""Browsers of one address that vote for the first time: a room full in two minutes."""


class Met(NamedTuple):
    """A conversation and its process."""

    process: Process
    conversation: Conversation

    def words(self) -> dict[str, Any]:
        """What all its pages show."""
        return {"process": self.process, "conversation": self.conversation, "tab": "statements"}


def table_at(code: str) -> Process:
    """The process in this address, for who reads it or votes in it."""
    process = process_known(db(), actor(), code)
    use_zone(process.office.time_zone)
    return process


def met(code: str, conversation: str) -> Met:
    """The conversation in this address, as the reader may know of it."""
    return _met(conversation_for(db(), actor(), code, conversation))


def met_for(code: str, conversation: str, action: Action) -> Met:
    """The same for who may do this at that table."""
    found = met(code, conversation)
    require(TABLE, actor(), action, found.process)
    return found


def held(session: Session, code: str, conversation: str) -> Met:
    """The same, held until this change ends."""
    return _met(conversation_for(session, actor(), code, conversation, for_change=True))


def _met(found: tuple[Process, Conversation]) -> Met:
    process, _conversation = found
    use_zone(process.office.time_zone)
    return Met(*found)


def ballot_for(found: Met) -> Ballot | None:
    """By what the reader votes there; None for who only reads."""
    seat = voting_seat(actor(), found.process, found.conversation)
    if seat is not None:
        return Ballot(seat)
    if is_for_public(actor(), found.process, found.conversation):
        return Ballot(key=voter_cookie.key_in(found.conversation))
    return None


def own_ballot(found: Met) -> Ballot:
    """The same; Forbidden for who only reads."""
    ballot = ballot_for(found)
    if ballot is None:
        raise Forbidden("not-allowed")
    return ballot


def slow_floods(ballot: Ballot, *, is_new: bool) -> None:
    """Strangers who send very much from one address wait for the others; seats never wait."""
    if ballot.seat is None:
        wait_for_turn(SENT)
        if is_new:
            wait_for_turn(CAME)
