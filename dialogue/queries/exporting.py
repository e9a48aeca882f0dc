"""A conversation as the files in which others give theirs out: voters by number, never by name.

Of what was voted here, moments are cut to the hour and votes stand by number within it, so that
nobody who saw a person vote finds their number; who suggested a statement is left out, and so is
the declared group where a small one would be found out. What was brought goes out as it came.
"""

from collections import Counter
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.kinds import StatementState
from dialogue.models import Conversation, Process, Statement, Vote, Voter
from dialogue.policy import TABLE, Action
from dialogue.polis import Comment, Export, Summary, Votes
from dialogue.polis import Vote as Cast
from dialogue.protocols.privacy import hidden_among
from dialogue.queries.statements import statements_in
from kernel.policy import Actor, require

HOUR = 3_600_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MODERATED = {
    StatementState.ACCEPTED: 1,
    StatementState.REJECTED: -1,
    StatementState.WAITING: 0,
}


class Given(NamedTuple):
    """What is given out: the files of Polis, and ours beside them."""

    export: Export
    statements: list[Statement]
    groups: list[tuple[int, str]]
    """Voters and the name of their declared group."""


def given_out(
    session: Session, actor: Actor, process: Process, conversation: Conversation
) -> Given:
    """Everything of a conversation, for the office that leads it."""
    require(TABLE, actor, Action.REPORT, process)
    statements = [*statements_in(session, conversation)]
    authors = _authors(session, conversation) if conversation.was_brought else {}
    votes = Votes.of(_votes(session, conversation))
    sides = Counter(zip(votes.statements, votes.sides, strict=True))
    comments = tuple(
        Comment(
            id=one.number,
            author=authors.get(one.number, 0),
            time=_milliseconds(one.made_at, conversation),
            agrees=sides[one.number, 1],
            disagrees=sides[one.number, -1],
            moderated=MODERATED[one.state],
            text=one.words,
            about_itself=one.about_itself,
        )
        for one in statements
    )
    export = Export(
        votes, comments, _summary(conversation, votes, len(set(authors.values())), len(comments))
    )
    return Given(export, statements, _groups(session, process, conversation))


def _votes(session: Session, conversation: Conversation) -> list[Cast]:
    query = (
        select(Vote.at, Statement.number, Voter.number, Vote.choice)
        .join(Voter, Voter.id == Vote.voter_id)
        .join(Statement, Statement.id == Vote.statement_id)
        .where(Vote.conversation_id == conversation.id)
        .order_by(Vote.id)
    )
    found = [
        Cast(_milliseconds(at, conversation), statement, person, choice)
        for at, statement, person, choice in session.execute(query)
    ]
    if conversation.was_brought:
        return found
    # Stable: of two votes of a person on a statement in one hour the later one stands last.
    return sorted(found, key=lambda one: (one.time, one.person, one.statement))


def _milliseconds(at: datetime, conversation: Conversation) -> int:
    whole = round((at - _EPOCH).total_seconds() * 1000)
    return whole if conversation.was_brought else whole - whole % HOUR


def _authors(session: Session, conversation: Conversation) -> dict[int, int]:
    query = (
        select(Statement.number, Voter.number)
        .join(Voter, Voter.id == Statement.author_id)
        .where(Statement.conversation_id == conversation.id)
    )
    return {statement: author for statement, author in session.execute(query)}  # noqa: C416 - typed


def _summary(conversation: Conversation, votes: Votes, commenters: int, comments: int) -> Summary:
    voters = len(set(votes.people))
    return Summary(
        topic=conversation.title,
        url=conversation.code,
        description=conversation.about,
        views=0,
        voters=voters,
        in_conversation=voters,
        commenters=commenters,
        comments=comments,
        groups=0,
    )


def _groups(
    session: Session, process: Process, conversation: Conversation
) -> list[tuple[int, str]]:
    names = {one.id: one.name for one in process.groups}
    query = select(Voter.number, Voter.group_id).where(Voter.conversation_id == conversation.id)
    found = [(number, group) for number, group in session.execute(query.order_by(Voter.number))]
    sizes = Counter(str(group) for _number, group in found if group is not None)
    hidden = hidden_among(sizes)
    return [
        (number, "" if group is None or str(group) in hidden else names.get(group, ""))
        for number, group in found
    ]
