"""What a voter is asked next."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import Session

from dialogue.kinds import StatementState
from dialogue.models import Conversation, Statement, StatementCount, Vote, Voter
from dialogue.opinion_groups.drawing import Candidate, drawn
from dialogue.opinion_groups.tallies import Tally
from dialogue.queries.conversations import Ballot


@dataclass(frozen=True)
class Turn:
    """What a voter is asked next (None when nothing is left), and how far they came."""

    statement: Statement | None
    done: int
    total: int

    @property
    def number(self) -> int:
        """Which one it is, counted from 1."""
        return min(self.done + 1, self.total)


# The counts are found by their statement alone: by the conversation too, SQLite would go through
# all of them again for each statement.
CANDIDATES = (
    select(
        Statement.id,
        func.coalesce(func.sum(StatementCount.agree), 0),
        func.coalesce(func.sum(StatementCount.disagree), 0),
        func.coalesce(func.sum(StatementCount.passed), 0),
        Statement.extremity,
        Statement.about_itself,
    )
    .outerjoin(StatementCount, StatementCount.statement_id == Statement.id)
    .where(
        Statement.conversation_id == bindparam("conversation"),
        Statement.state == StatementState.ACCEPTED,
    )
    .group_by(Statement.id)
)


def _voted(ballot: ColumnElement[bool]) -> Select[int]:
    of_voter = select(Vote.statement_id).join(Voter, Voter.id == Vote.voter_id).distinct()
    return of_voter.where(Voter.conversation_id == bindparam("conversation"), ballot)


VOTED_BY_SEAT = _voted(Voter.seat_id == bindparam("seat"))
VOTED_BY_KEY = _voted(Voter.key == bindparam("key"))


def turn_of(session: Session, conversation: Conversation, ballot: Ballot) -> Turn:
    """The next statement for whoever holds this ballot, by priority."""
    voted = voted_on(session, conversation, ballot)
    candidates = candidates_in(session, conversation)
    left = [one for one in candidates if one.statement not in voted]
    picked = drawn(left, ballot.seed)
    statement = session.get_one(Statement, picked) if picked is not None else None
    return Turn(statement, len(candidates) - len(left), len(candidates))


def voted_on(session: Session, conversation: Conversation, ballot: Ballot) -> set[int]:
    """The ids of the statements on which whoever holds this ballot voted."""
    of = {"conversation": conversation.id}
    if ballot.seat is not None:
        return set(session.scalars(VOTED_BY_SEAT, of | {"seat": ballot.seat.id}))
    return set(session.scalars(VOTED_BY_KEY, {**of, "key": ballot.key}))


def candidates_in(session: Session, conversation: Conversation) -> Sequence[Candidate]:
    """Every statement that is voted on, with everybody's votes."""
    return [
        Candidate(number, Tally(int(agree), int(disagree), int(passed)), extremity, about)
        for number, agree, disagree, passed, extremity, about in session.execute(
            CANDIDATES, {"conversation": conversation.id}
        )
    ]
