"""Conversations of a process, their statements and votes, for tests."""

from itertools import count
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue.models import Conversation, Process, Statement, Vote, Voter
from dialogue.operations.conversations import Asked, make_conversation
from dialogue.operations.statements import Line, seed_statements
from dialogue.operations.voting import cast_vote
from dialogue.queries.conversations import Ballot
from dialogue.queries.statements import statements_in
from kernel.clock import now
from kernel.policy import SYSTEM

LINES = (
    Line("El agua es primero", "Yakuqa ñawpaqmi"),
    Line("La empresa informa a tiempo", "Empresaqa pachanpi willakun"),
    Line("El monitoreo debe ser de todos", ""),
)
_number = count(1)


def new_conversation(
    session: Session, process: Process, lines: tuple[Line, ...] = LINES, **facts: Any
) -> Conversation:
    """One that is open for the seats and has three statements, unless told otherwise."""
    later = {name: facts.pop(name) for name in [*facts] if name not in Asked.__dataclass_fields__}
    asked = Asked(**({"title": f"Conversación {next(_number)}"} | facts))
    made = make_conversation(session, SYSTEM, process, asked)
    if lines:
        seed_statements(session, SYSTEM, process, made, lines)
    for name, value in ({"opened_at": now()} | later).items():
        setattr(made, name, value)
    session.flush()
    return made


def numbers_in(session: Session, conversation: Conversation) -> list[int]:
    """The numbers of its statements."""
    return [one.number for one in statements_in(session, conversation)]


def vote(
    session: Session, conversation: Conversation, who: Any, choice: int, number: int = 1
) -> bool:
    """A seat or a browser (by a word) votes."""
    ballot = Ballot(key=who) if isinstance(who, str) else Ballot(who)
    return cast_vote(session, conversation, ballot, number, choice)


def cast_by(session: Session, statement: Statement, people: int = 5) -> None:
    """So many people voted on it, where a test writes the counts itself."""
    own = {"office_id": statement.office_id, "conversation_id": statement.conversation_id}
    query = select(func.coalesce(func.max(Voter.number), 0))
    first = session.scalar(query.where(Voter.conversation_id == statement.conversation_id)) or 0
    for number in range(first + 1, first + people + 1):
        voter = Voter(**own, number=number)
        session.add(voter)
        session.flush()
        session.add(Vote(**own, statement_id=statement.id, voter_id=voter.id, choice=0))


def statement_numbered(session: Session, conversation: Conversation, number: int) -> Statement:
    """One of its statements."""
    return next(one for one in statements_in(session, conversation) if one.number == number)
