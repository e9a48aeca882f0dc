"""What somebody voted, what they are asked next, and how the counts stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from dialogue.kinds import StatementState
from dialogue.models import Conversation, Statement, StatementCount, Vote, Voter
from dialogue.opinion_groups.drawing import Candidate, drawn
from dialogue.opinion_groups.tallies import Tally
from dialogue.queries.conversations import Ballot
from kernel.statistics import SPLIT_FROM

Counts = dict[tuple[int, int], Tally]
"""By statement and group; group 0 are those who declared none."""


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


def voter_of(session: Session, conversation: Conversation, ballot: Ballot) -> Voter | None:
    """Who votes by this ballot; None before their first vote."""
    query = select(Voter).where(Voter.conversation_id == conversation.id)
    if ballot.seat is not None:
        return session.scalar(query.where(Voter.seat_id == ballot.seat.id))
    return session.scalar(query.where(Voter.key == ballot.key)) if ballot.key else None


def turn_of(session: Session, conversation: Conversation, ballot: Ballot) -> Turn:
    """The next statement for whoever holds this ballot, by priority."""
    voter = voter_of(session, conversation, ballot)
    voted = voted_on(session, voter) if voter else set()
    candidates = candidates_in(session, conversation)
    left = [one for one in candidates if one.statement not in voted]
    picked = drawn(left, ballot.seed)
    statement = session.get_one(Statement, picked) if picked is not None else None
    return Turn(statement, len(candidates) - len(left), len(candidates))


def voted_on(session: Session, voter: Voter) -> set[int]:
    """The ids of the statements on which somebody voted."""
    query = select(Vote.statement_id).where(Vote.voter_id == voter.id).distinct()
    return set(session.scalars(query))


def candidates_in(session: Session, conversation: Conversation) -> Sequence[Candidate]:
    """Every statement that is voted on, with everybody's votes."""
    counts = and_(
        StatementCount.statement_id == Statement.id,
        StatementCount.conversation_id == conversation.id,
    )
    query = (
        select(
            Statement.id,
            func.coalesce(func.sum(StatementCount.agree), 0),
            func.coalesce(func.sum(StatementCount.disagree), 0),
            func.coalesce(func.sum(StatementCount.passed), 0),
            Statement.extremity,
            Statement.about_itself,
        )
        .outerjoin(StatementCount, counts)
        .where(
            Statement.conversation_id == conversation.id,
            Statement.state == StatementState.ACCEPTED,
        )
        .group_by(Statement.id)
    )
    return [
        Candidate(number, Tally(int(agree), int(disagree), int(passed)), extremity, about)
        for number, agree, disagree, passed, extremity, about in session.execute(query)
    ]


def many_voted(session: Session, conversation: Conversation) -> bool:
    """Whether so many voted, or changed a vote, since the conversation was opened, that results
    tell nothing of one of them: five people or more, and once there were votes before, five of
    each group of theirs, since results that were public before can be held against these.
    """
    if conversation.opened_at is None:
        return False
    cast = Vote.at >= conversation.opened_at
    query = select(Voter.id).where(Voter.conversation_id == conversation.id, _has_cast(cast))
    if len(session.scalars(query.limit(SPLIT_FROM)).all()) < SPLIT_FROM:
        return False
    earlier = select(Voter.id).where(
        Voter.conversation_id == conversation.id, Voter.made_at < conversation.opened_at
    )
    may_be_known = session.scalar(earlier.limit(1)) is not None
    return not may_be_known or _moved_together(_moved(session, conversation, cast))


def _moved(
    session: Session, conversation: Conversation, cast: ColumnElement[bool]
) -> list[tuple[int, int]]:
    """Of each declared group, and of who declared none: how many voted, how many of them now."""
    query = (
        select(func.count(Voter.id), func.sum(case((_has_cast(cast), 1), else_=0)))
        .where(Voter.conversation_id == conversation.id)
        .group_by(Voter.group_id)
    )
    return [(people, int(moved)) for people, moved in session.execute(query)]


def _moved_together(groups: Sequence[tuple[int, int]]) -> bool:
    """Whether in no group that may be shown fewer than five moved. Small groups are hidden all
    together; where fewer than five of theirs moved, every other group must hide them."""
    large = [moved for people, moved in groups if people >= SPLIT_FROM]
    small = sum(moved for people, moved in groups if people < SPLIT_FROM)
    if any(0 < moved < SPLIT_FROM for moved in large):
        return False
    return not 0 < small < SPLIT_FROM or (bool(large) and all(large))


def _has_cast(cast: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Vote.voter_id == Voter.id, cast)


def last_choice(session: Session, voter_id: int, statement_id: int) -> int | None:
    """How this voter stands on this statement now; None without a vote."""
    query = select(Vote.choice).where(Vote.statement_id == statement_id, Vote.voter_id == voter_id)
    return session.scalar(query.order_by(Vote.id.desc()).limit(1))


def choices_of(session: Session, conversation: Conversation, voter: Voter) -> dict[int, int]:
    """How a voter stands on each statement that they voted on, by its id."""
    last = select(func.max(Vote.id)).where(Vote.voter_id == voter.id).group_by(Vote.statement_id)
    query = select(Vote.statement_id, Vote.choice).where(
        Vote.id.in_(last), Vote.conversation_id == conversation.id
    )
    return dict(session.execute(query).all())


def counts_kept(session: Session, conversation: Conversation) -> Counts:
    """The counts that are kept with each vote."""
    one = StatementCount
    query = select(one.statement_id, one.group_key, one.agree, one.disagree, one.passed)
    rows = session.execute(query.where(one.conversation_id == conversation.id))
    return {(statement, group): Tally(*sides) for statement, group, *sides in rows}


def counts_anew(session: Session, conversation: Conversation) -> Counts:
    """The same counted anew from the votes themselves."""
    later = aliased(Vote)
    is_last = ~(
        select(later.id)
        .where(
            later.statement_id == Vote.statement_id,
            later.voter_id == Vote.voter_id,
            later.id > Vote.id,
        )
        .exists()
    )
    group = func.coalesce(Voter.group_id, 0)
    sides = [func.sum(case((Vote.choice == side, 1), else_=0)) for side in (1, -1, 0)]
    query = (
        select(Vote.statement_id, group, *sides)
        .join(Voter, Voter.id == Vote.voter_id)
        .where(Vote.conversation_id == conversation.id, is_last)
        .group_by(Vote.statement_id, group)
    )
    return {
        (statement, key): Tally(int(agree), int(disagree), int(passed))
        for statement, key, agree, disagree, passed in session.execute(query)
    }
