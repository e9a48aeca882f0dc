"""Who votes: made with their first vote, under a number that says nothing."""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.models import Conversation, Voter
from dialogue.queries.conversations import Ballot
from dialogue.queries.voting import Stand, stand_on, voter_of

NUMBERS = 90_000


def voter_for(
    session: Session, conversation: Conversation, ballot: Ballot, group_id: int | None = None
) -> Voter:
    """Who votes by this ballot; made when they were not there yet.

    Their declared group is that of their seat on the day of their first vote, or `group_id`. Hold
    the conversation first.
    """
    found = voter_of(session, conversation, ballot)
    return found or _make(session, conversation, ballot, group_id)


def stand_for(
    session: Session,
    conversation: Conversation,
    ballot: Ballot,
    number: int,
    group_id: int | None = None,
) -> Stand:
    """How they stand on the statement with this number, as voters; NotFound if people do not vote
    on it. Who was not there yet is made as by `voter_for`.
    """
    stand = stand_on(session, conversation, ballot, number)
    if stand.voter_id is not None:
        return stand
    made = _make(session, conversation, ballot, group_id)
    return stand._replace(voter_id=made.id, group_id=made.group_id)


def _make(
    session: Session, conversation: Conversation, ballot: Ballot, group_id: int | None
) -> Voter:
    made = Voter(
        office_id=conversation.office_id,
        conversation_id=conversation.id,
        number=_free_number(session, conversation),
        seat_id=ballot.seat.id if ballot.seat else None,
        group_id=ballot.seat.group_id if ballot.seat else group_id,
        key=ballot.key or None,
    )
    session.add(made)
    session.flush()  # votes refer to its id
    return made


def _free_number(session: Session, conversation: Conversation) -> int:
    """By chance: numbers in the order of coming would tell who came first."""
    many = NUMBERS
    while True:
        number = 10_000 + secrets.randbelow(many)
        query = select(Voter.id).where(
            Voter.conversation_id == conversation.id, Voter.number == number
        )
        if session.scalar(query) is None:
            return number
        many *= 2
