"""Statements are written by the facilitator, suggested by who votes, and moderated."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from dialogue import events
from dialogue.kinds import Moderation, ModerationAct, StatementState, Tongue
from dialogue.models import Conversation, ModerationEntry, Process, Statement
from dialogue.operations.voters import voter_for
from dialogue.policy import TABLE, Action
from dialogue.queries.conversations import Ballot
from dialogue.queries.statements import (
    how_many_statements,
    next_number,
    waiting_of,
    words_said,
)
from kernel.audit import record
from kernel.errors import BadInput, RuleBroken
from kernel.policy import STRANGER, Actor, require
from kernel.text import fold
from meetings.operations.seeing import expect_seen

LETTERS = 280
"""So long may a statement be: it is read in one breath."""
MOST = 1000
"""So many statements a conversation holds, besides those that were taken out: `web.floods` slows
down who writes many of these."""
MOST_WAITING = 5
"""So many of one voter may wait for moderation at a time."""


class Line(NamedTuple):
    """A statement in Spanish and, where it is known, in Quechua."""

    es: str
    qu: str = ""


def seed_statements(
    session: Session,
    actor: Actor,
    process: Process,
    conversation: Conversation,
    lines: Sequence[Line],
    *,
    about_itself: bool = False,
) -> int:
    """Add statements of the facilitator; those that stand there already are left out.

    How many were added.
    """
    require(TABLE, actor, Action.CONVERSE, process)
    _takes_more(session, conversation, len(lines))
    said, number = words_said(session, conversation), next_number(session, conversation)
    added = 0
    for line in lines:
        if fold(line.es) in said:
            continue
        said.add(fold(line.es))
        one = _statement(conversation, number + added, Tongue.ES, line.es)
        one.words_qu, one.seeded, one.about_itself = line.qu.strip(), True, about_itself
        one.state, one.made_by_id = StatementState.ACCEPTED, actor.person_id
        session.add(one)
        added += 1
    record(
        session, events.STATEMENTS_SEEDED, actor, process.subject,
        conversation=conversation.code, statements=added,
    )  # fmt: skip
    return added


def suggest_statement(
    session: Session,
    process: Process,
    conversation: Conversation,
    ballot: Ballot,
    words: str,
    language: Tongue,
) -> Statement:
    """Somebody who votes adds a statement of their own.

    The trail says that it was made and not by whom: votes are nobody's business.
    """
    if not (conversation.is_open and conversation.takes_statements):
        raise RuleBroken("conversation-takes-none")
    _takes_more(session, conversation, 1)
    voter = voter_for(session, conversation, ballot)
    if waiting_of(session, voter.id) >= MOST_WAITING:
        raise RuleBroken("statements-waiting")
    if fold(words) in words_said(session, conversation):
        raise RuleBroken("statement-there")
    one = _statement(conversation, next_number(session, conversation), language, words)
    one.author_id = voter.id
    if conversation.moderation is Moderation.AFTER:
        one.state = StatementState.ACCEPTED
    session.add(one)
    session.flush()  # the trail names its id
    record(session, events.STATEMENT_MADE, STRANGER, process.subject, statement_id=one.id)
    return one


def moderate_statement(
    session: Session,
    actor: Actor,
    process: Process,
    statement: Statement,
    *,
    accept: bool,
    reason: str = "",
    seen: int,
) -> None:
    """Let people vote on a statement, or take it out and say why; the log keeps both."""
    require(TABLE, actor, Action.MODERATE, process)
    expect_seen(statement, seen)
    state = StatementState.ACCEPTED if accept else StatementState.REJECTED
    if statement.state is state:
        raise RuleBroken("moderated-already")
    if not accept and not reason.strip():
        raise BadInput("moderation-without-reason")
    was_out = statement.state is StatementState.REJECTED
    if was_out:
        _has_room(session, statement.conversation_id, 1)
    act = (ModerationAct.RESTORE if was_out else ModerationAct.SHOW) if accept else (
        ModerationAct.HIDE
    )  # fmt: skip
    statement.state = state
    session.add(
        ModerationEntry(
            office_id=process.office_id,
            process_id=process.id,
            what=statement.subject,
            act=act,
            reason=reason.strip(),
            person_id=actor.person_id,
        )
    )
    record(
        session, events.MODERATED, actor, process.subject, what=statement.subject, act=act
    )  # fmt: skip


def say_in_other_language(
    session: Session, actor: Actor, process: Process, statement: Statement, words: str, seen: int
) -> None:
    """Put the words in the other language beside a statement; its own words stay."""
    require(TABLE, actor, Action.TRANSLATE, process)
    expect_seen(statement, seen)
    if len(words) > LETTERS:
        raise BadInput("statement-too-long")
    if statement.language is Tongue.QU:
        statement.words_es = words.strip()
    else:
        statement.words_qu = words.strip()


def _statement(conversation: Conversation, number: int, tongue: Tongue, words: str) -> Statement:
    if not words.strip():
        raise BadInput("statement-missing")
    if len(words) > LETTERS:
        raise BadInput("statement-too-long")
    return Statement(
        office_id=conversation.office_id,
        conversation_id=conversation.id,
        number=number,
        language=tongue,
        words=words.strip(),
    )


def _takes_more(session: Session, conversation: Conversation, many: int) -> None:
    if conversation.was_brought:
        raise RuleBroken("conversation-was-brought")
    _has_room(session, conversation.id, many)


def _has_room(session: Session, conversation_id: int, many: int) -> None:
    if how_many_statements(session, conversation_id) + many > MOST:
        raise RuleBroken("statements-too-many")
