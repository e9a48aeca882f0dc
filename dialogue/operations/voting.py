"""Votes are cast, and the counts that stand beside them move in the same transaction.

Whoever calls holds the conversation (`conversation_for(…, for_change=True)`): its votes come one
after the other, so that the last one of a person counts and no count is lost.
"""

from typing import cast

from sqlalchemy import Connection, Table, bindparam, insert, update
from sqlalchemy.orm import Session

from dialogue.kinds import Channel
from dialogue.models import Conversation, StatementCount, Vote
from dialogue.operations.voters import stand_for
from dialogue.queries.conversations import Ballot
from dialogue.queries.voting import Stand
from kernel.clock import now
from kernel.errors import RuleBroken
from kernel.policy import Actor

SIDES = {1: "agree", -1: "disagree", 0: "passed"}
CONVERSATIONS, COUNTS, VOTES = (
    cast(Table, one.__table__) for one in (Conversation, StatementCount, Vote)
)
ADD_VOTE, ADD_CELL = insert(VOTES), insert(COUNTS)
MOVE_CELL = (
    update(COUNTS)
    .where(
        COUNTS.c.statement_id == bindparam("on_statement"),
        COUNTS.c.group_key == bindparam("of_group"),
    )
    .values({side: COUNTS.c[side] + bindparam(f"more_{side}") for side in SIDES.values()})
)
# Not through the row: a vote is no change of what somebody wrote about the conversation.
ONE_MORE = (
    update(CONVERSATIONS)
    .where(CONVERSATIONS.c.id == bindparam("voted_in"))
    .values(votes_cast=CONVERSATIONS.c.votes_cast + 1)
)


def cast_vote(
    session: Session, conversation: Conversation, ballot: Ballot, number: int, choice: int
) -> bool:
    """Vote on a statement, or vote anew; False when they stood there already.

    Nothing of it goes to the trail, which would say who voted when.
    """
    if not conversation.is_open:
        raise RuleBroken("conversation-not-open")
    stand = stand_for(session, conversation, ballot, number)
    return put_vote(session, conversation, stand, choice)


def put_vote(
    session: Session,
    conversation: Conversation,
    stand: Stand,
    choice: int,
    channel: Channel = Channel.WEB,
    recorder: Actor | None = None,
) -> bool:
    """Add one vote and move the counts; False when the voter stood there already.

    `stand` is that of a voter, see `stand_for`.
    """
    if stand.choice == choice:
        return False
    connection = session.connection()  # a vote is no object of anybody: rows alone are quicker
    cell = {
        "office_id": conversation.office_id,
        "conversation_id": conversation.id,
        "statement_id": stand.statement_id,
    }
    connection.execute(
        ADD_VOTE,
        {
            **cell,
            "voter_id": stand.voter_id,
            "choice": choice,
            "channel": channel,
            "recorded_by_id": recorder.person_id if recorder else None,
            "cast_at": now(),
        },
    )
    _move(connection, cell | {"group_key": stand.group_id or 0}, stand.choice, choice)
    if stand.choice is None:
        connection.execute(ONE_MORE, {"voted_in": conversation.id})
    return True


def _move(connection: Connection, cell: dict[str, int], before: int | None, choice: int) -> None:
    """One more stands at `choice`, and one less at `before`."""
    moved = connection.execute(
        MOVE_CELL,
        {
            "on_statement": cell["statement_id"],
            "of_group": cell["group_key"],
            **{f"more_{side}": (one == choice) - (one == before) for one, side in SIDES.items()},
        },
    )
    if not moved.rowcount:
        sides = {side: int(one == choice) for one, side in SIDES.items()}
        connection.execute(ADD_CELL, cell | sides)
