"""Votes are cast, and the counts that stand beside them move in the same transaction.

Whoever calls holds the conversation (`conversation_for(…, for_change=True)`): its votes come one
after the other, so that the last one of a person counts and no count is lost.
"""

from typing import cast

from sqlalchemy import Connection, Table, insert, update
from sqlalchemy.orm import Session

from dialogue.kinds import Channel
from dialogue.models import Conversation, Statement, StatementCount, Vote, Voter
from dialogue.operations.voters import voter_for
from dialogue.queries.conversations import Ballot
from dialogue.queries.statements import accepted_statement
from dialogue.queries.voting import last_choice
from kernel.clock import now
from kernel.errors import RuleBroken
from kernel.policy import Actor

SIDES = {1: "agree", -1: "disagree", 0: "passed"}
CONVERSATIONS, COUNTS, VOTES = (
    cast(Table, one.__table__) for one in (Conversation, StatementCount, Vote)
)


def cast_vote(
    session: Session, conversation: Conversation, ballot: Ballot, number: int, choice: int
) -> bool:
    """Vote on a statement, or vote anew; False when they stood there already.

    Nothing of it goes to the trail, which would say who voted when.
    """
    if not conversation.is_open:
        raise RuleBroken("conversation-not-open")
    statement = accepted_statement(session, conversation, number)
    voter = voter_for(session, conversation, ballot)
    return put_vote(session, conversation, voter, statement, choice)


def put_vote(
    session: Session,
    conversation: Conversation,
    voter: Voter,
    statement: Statement,
    choice: int,
    channel: Channel = Channel.WEB,
    recorder: Actor | None = None,
) -> bool:
    """Add one vote and move the counts; False when the voter stood there already."""
    before = last_choice(session, voter.id, statement.id)
    if before == choice:
        return False
    connection = session.connection()  # a vote is no object of anybody: rows alone are quicker
    connection.execute(
        insert(VOTES),
        {
            "office_id": conversation.office_id,
            "conversation_id": conversation.id,
            "statement_id": statement.id,
            "voter_id": voter.id,
            "choice": choice,
            "channel": channel,
            "recorded_by_id": recorder.person_id if recorder else None,
            "cast_at": now(),
        },
    )
    _move(connection, conversation, statement.id, voter.group_id or 0, before, choice)
    if before is None:
        # Not through the row: a vote is no change of what somebody wrote about the conversation.
        known = CONVERSATIONS.c.id == conversation.id
        more = CONVERSATIONS.c.votes_cast + 1
        connection.execute(update(CONVERSATIONS).where(known).values(votes_cast=more))
    return True


def _move(
    connection: Connection,
    conversation: Conversation,
    statement_id: int,
    group_key: int,
    before: int | None,
    choice: int,
) -> None:
    steps = {SIDES[choice]: COUNTS.c[SIDES[choice]] + 1}
    if before is not None:
        steps[SIDES[before]] = COUNTS.c[SIDES[before]] - 1
    cell = (COUNTS.c.statement_id == statement_id) & (COUNTS.c.group_key == group_key)
    if not connection.execute(update(COUNTS).where(cell).values(steps)).rowcount:
        own = {"office_id": conversation.office_id, "conversation_id": conversation.id}
        sides = dict.fromkeys(SIDES.values(), 0) | {SIDES[choice]: 1}
        cells = {"statement_id": statement_id, "group_key": group_key}
        connection.execute(insert(COUNTS), own | cells | sides)
