"""What somebody voted, and how the counts stand."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from dialogue.kinds import StatementState
from dialogue.models import Conversation, Statement, StatementCount, Vote, Voter
from dialogue.opinion_groups.tallies import Tally
from dialogue.queries.conversations import Ballot
from kernel.errors import NotFound
from kernel.statistics import SPLIT_FROM

Counts = dict[tuple[int, int], Tally]
"""By statement and group; group 0 are those who declared none."""


class Stand(NamedTuple):
    """How whoever holds a ballot stands on a statement now.

    `voter_id` is None before their first vote, `choice` before their first on this one.
    """

    statement_id: int
    choice: int | None
    voter_id: int | None
    group_id: int | None


def _stands(ballot: ColumnElement[bool]) -> Select[int, int, int, int | None]:
    last = select(Vote.choice).where(Vote.statement_id == Statement.id, Vote.voter_id == Voter.id)
    choice = last.order_by(Vote.id.desc()).limit(1).scalar_subquery()
    is_theirs = and_(Voter.conversation_id == Statement.conversation_id, ballot)
    return (
        select(Statement.id, choice, Voter.id, Voter.group_id)
        .outerjoin(Voter, is_theirs)
        .where(
            Statement.conversation_id == bindparam("conversation"),
            Statement.number == bindparam("number"),
            Statement.state == StatementState.ACCEPTED,
        )
    )


STANDS_BY_SEAT = _stands(Voter.seat_id == bindparam("seat"))
STANDS_BY_KEY = _stands(Voter.key == bindparam("key"))


def voter_of(session: Session, conversation: Conversation, ballot: Ballot) -> Voter | None:
    """Who votes by this ballot; None before their first vote."""
    query = select(Voter).where(Voter.conversation_id == conversation.id)
    if ballot.seat is not None:
        return session.scalar(query.where(Voter.seat_id == ballot.seat.id))
    return session.scalar(query.where(Voter.key == ballot.key)) if ballot.key else None


def stand_on(session: Session, conversation: Conversation, ballot: Ballot, number: int) -> Stand:
    """How they stand on the statement with this number; NotFound if people do not vote on it."""
    of = {"conversation": conversation.id, "number": number}
    if ballot.seat is not None:
        found = session.execute(STANDS_BY_SEAT, of | {"seat": ballot.seat.id}).first()
    else:
        found = session.execute(STANDS_BY_KEY, {**of, "key": ballot.key}).first()
    if found is None:
        raise NotFound("not-found")
    return Stand(*found)


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
