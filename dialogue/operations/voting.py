"""Votes are cast, and the counts that stand beside them move in the same transaction.

Whoever calls holds the conversation (`conversation_for(…, for_change=True)`): its votes come one
after the other, so that the last one of a person counts and no count is lost.
"""

from sqlalchemy import update
from sqlalchemy.orm import Session

from dialogue.kinds import Channel
from dialogue.models import Conversation, Statement, StatementCount, Vote, Voter
from dialogue.operations.voters import voter_for
from dialogue.queries.conversations import Ballot
from dialogue.queries.statements import accepted_statement
from dialogue.queries.voting import last_choice
from kernel.errors import RuleBroken
from kernel.policy import Actor

SIDES = {1: StatementCount.agree, -1: StatementCount.disagree, 0: StatementCount.passed}


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
    session.add(
        Vote(
            office_id=conversation.office_id,
            conversation_id=conversation.id,
            statement_id=statement.id,
            voter_id=voter.id,
            choice=choice,
            channel=channel,
            recorded_by_id=recorder.person_id if recorder else None,
        )
    )
    _move(session, conversation, statement.id, voter.group_id or 0, before, choice)
    if before is None:
        # Not through the row: a vote is no change of what somebody wrote about the conversation.
        session.execute(
            update(Conversation)
            .where(Conversation.id == conversation.id)
            .values(votes=Conversation.votes + 1)
            .execution_options(synchronize_session=False)
        )
    return True


def _move(
    session: Session,
    conversation: Conversation,
    statement_id: int,
    group_key: int,
    before: int | None,
    choice: int,
) -> None:
    steps = {SIDES[choice].key: SIDES[choice] + 1}
    if before is not None:
        steps[SIDES[before].key] = SIDES[before] - 1
    moved = session.execute(
        update(StatementCount)
        .where(StatementCount.statement_id == statement_id, StatementCount.group_key == group_key)
        .values(steps)
        .execution_options(synchronize_session=False)
    )
    if not moved.rowcount:  # type: ignore[attr-defined]  # an UPDATE tells how many
        session.add(
            StatementCount(
                office_id=conversation.office_id,
                conversation_id=conversation.id,
                statement_id=statement_id,
                group_key=group_key,
                **{SIDES[choice].key: 1},
            )
        )
        session.flush()  # the next vote of this request finds it
