"""Who votes: made with their first vote, under a number that says nothing."""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.models import Conversation, Voter
from dialogue.queries.conversations import Ballot
from dialogue.queries.voting import voter_of

NUMBERS = 90_000


def voter_for(
    session: Session, conversation: Conversation, ballot: Ballot, group_id: int | None = None
) -> Voter:
    """Who votes by this ballot; made when they were not there yet.

    Their declared group is that of their seat on the day of their first vote, or `group_id`. Hold
    the conversation first.
    """
    found = voter_of(session, conversation, ballot)
    return found or make_voter(session, conversation, ballot, group_id)


def make_voter(
    session: Session, conversation: Conversation, ballot: Ballot, group_id: int | None = None
) -> Voter:
    """The same for who was not there yet."""
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
