"""Opinion groups as they were last computed, and what they are computed from."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue.kinds import OpinionState, StatementState
from dialogue.models import Conversation, OpinionRun, Statement, Vote, Voter
from dialogue.opinion_groups.found import OpinionGroups
from dialogue.opinion_groups.kept import found_again
from dialogue.opinion_groups.renewal import is_due

READ_AT_A_TIME = 2
"""The results that stay read: one of a large conversation takes many megabytes."""
COMPUTED = (OpinionState.DONE, OpinionState.TOO_FEW)


@dataclass(frozen=True)
class Opinions:
    """What was found, with the table of declared groups (by id) and opinion groups; None is a count
    that is hidden."""

    found: OpinionGroups
    declared: Sequence[int]
    cells: Sequence[Sequence[int | None]]


@dataclass(frozen=True)
class Heard:
    """The votes of a conversation, by the numbers that its exports show too."""

    people: Sequence[int]
    statements: Sequence[int]
    sides: Sequence[int]
    offered: frozenset[int]
    rejected: frozenset[int]
    about_itself: frozenset[int]
    declared: Mapping[int, int]
    """The declared group of each voter that has one."""


def last_run(
    session: Session, conversation: Conversation, *states: OpinionState
) -> OpinionRun | None:
    """The newest run, or the newest in one of these states."""
    query = select(OpinionRun).where(OpinionRun.conversation_id == conversation.id)
    if states:
        query = query.where(OpinionRun.state.in_(states))
    return session.scalar(query.order_by(OpinionRun.id.desc()).limit(1))


def opinions_in(run: OpinionRun) -> Opinions:
    """What a run that is done found."""
    return _read(run.result)


@lru_cache(maxsize=READ_AT_A_TIME)
def _read(result: str) -> Opinions:
    said = json.loads(result)
    crossed = said["crossed"]
    return Opinions(found_again(said), crossed["declared"], crossed["cells"])


def extremities(opinions: OpinionGroups) -> Mapping[int, float]:
    """How far a single vote on each statement moves a person, by the statement's number."""
    return {one.statement: one.extremity for one in opinions.statements}


def conversations_due(session: Session) -> Sequence[Conversation]:
    """Those whose votes grew by a twentieth since opinion groups were last looked for."""
    newest = select(func.max(OpinionRun.id)).group_by(OpinionRun.conversation_id)
    known: dict[int, OpinionRun] = {
        one.conversation_id: one
        for one in session.scalars(select(OpinionRun).where(OpinionRun.id.in_(newest)))
    }
    asked = session.scalars(select(Conversation).where(Conversation.votes > 0)).all()
    return [one for one in asked if _waits_for_one(one, known.get(one.id))]


def _waits_for_one(conversation: Conversation, last: OpinionRun | None) -> bool:
    if last is None:
        return True
    return last.state is not OpinionState.QUEUED and is_due(last.votes, conversation.votes)


def votes_heard(session: Session, conversation: Conversation) -> Heard:
    """Every vote in the order in which they came: of several on one cell the last counts."""
    votes = session.execute(
        select(Voter.number, Statement.number, Vote.choice)
        .join(Voter, Voter.id == Vote.voter_id)
        .join(Statement, Statement.id == Vote.statement_id)
        .where(Vote.conversation_id == conversation.id)
        .order_by(Vote.id)
    ).all()
    people, statements, sides = zip(*votes, strict=True) if votes else ((), (), ())
    asked: list[Any] = [
        *session.execute(
            select(Statement.number, Statement.state, Statement.about_itself).where(
                Statement.conversation_id == conversation.id
            )
        )
    ]
    declared = select(Voter.number, Voter.group_id).where(
        Voter.conversation_id == conversation.id, Voter.group_id.is_not(None)
    )
    return Heard(
        people,
        statements,
        sides,
        frozenset(one for one, state, _about in asked if state is StatementState.ACCEPTED),
        frozenset(one for one, state, _about in asked if state is StatementState.REJECTED),
        frozenset(one for one, _state, about in asked if about),
        {number: group for number, group in session.execute(declared) if group is not None},
    )
