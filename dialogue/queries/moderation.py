"""What waits for a moderator, and the log of what moderators did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from dialogue.kinds import Audience, ModerationAct, PostState, ThreadVisibility
from dialogue.models import (
    Conversation,
    ModerationEntry,
    Post,
    Process,
    Statement,
    Thread,
)
from dialogue.policy import TABLE, Action
from kernel.policy import Actor, allowed

ENTRIES_A_PAGE = 50
MOST_WAITING = 100
POST, STATEMENT = "post:", "statement:"


@dataclass(frozen=True)
class Line:
    """A line of the log. `thread` is where the post stands, where it is one that can be read."""

    entry: ModerationEntry
    thread: Thread | None
    post_id: int | None


@dataclass(frozen=True)
class Log:
    """A page of the log; `next_after` leads to the next one."""

    rows: Sequence[Line]
    next_after: int | None
    total: int


@dataclass(frozen=True)
class Waiting:
    """A post that nobody but its author and the moderators can read yet."""

    post: Post
    thread: Thread


def has_posts(session: Session, thread: Thread) -> bool:
    """Whether anybody ever said something in a thread."""
    return bool(session.scalar(select(exists().where(Post.thread_id == thread.id))))


def waiting_in(session: Session, process: Process) -> list[Waiting]:
    """The posts of a process that wait, the oldest first."""
    query = (
        select(Post, Thread)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Thread.process_id == process.id, Post.state == PostState.WAITING)
        .order_by(Post.id)
        .limit(MOST_WAITING)
    )
    return [Waiting(row[0], row[1]) for row in session.execute(query)]


def log_of(session: Session, actor: Actor, process: Process, after: int | None = None) -> Log:
    """What moderators did, the newest first: strangers see that of what they can read."""
    wanted = [ModerationEntry.process_id == process.id]
    if not allowed(TABLE, actor, Action.READ, process):
        wanted.append(_public(process))
    total = session.scalar(select(func.count(ModerationEntry.id)).where(*wanted)) or 0
    if after is not None:
        wanted.append(ModerationEntry.id < after)
    query = select(ModerationEntry).where(*wanted).order_by(ModerationEntry.id.desc())
    rows = session.scalars(query.limit(ENTRIES_A_PAGE + 1)).all()
    page = rows[:ENTRIES_A_PAGE]
    threads = _threads(session, [_post_id(one) or 0 for one in page])
    return Log(
        [Line(one, threads.get(_post_id(one) or 0), _post_id(one)) for one in page],
        page[-1].id if len(rows) > ENTRIES_A_PAGE else None,
        total,
    )


def last_hidden(
    session: Session, process: Process, of: Thread | Conversation | None = None
) -> datetime | None:
    """When a moderator last took something out of sight: there, or anywhere at this table."""
    wanted = [
        ModerationEntry.process_id == process.id,
        ModerationEntry.act == ModerationAct.HIDE,
    ]
    if isinstance(of, Thread):
        posts = select(literal(POST) + cast(Post.id, String)).where(Post.thread_id == of.id)
        wanted.append(ModerationEntry.what.in_(posts))
    elif of is not None:
        statements = select(literal(STATEMENT) + cast(Statement.id, String)).where(
            Statement.conversation_id == of.id
        )
        wanted.append(ModerationEntry.what.in_(statements))
    return session.scalar(select(func.max(ModerationEntry.at)).where(*wanted))


def _public(process: Process) -> ColumnElement[bool]:
    """Of posts in public threads, and of statements that everybody votes on."""
    posts = (
        select(literal(POST) + cast(Post.id, String))
        .join(Thread, Thread.id == Post.thread_id)
        .where(Thread.process_id == process.id, Thread.visibility == ThreadVisibility.PUBLIC)
    )
    statements = (
        select(literal(STATEMENT) + cast(Statement.id, String))
        .join(Conversation, Conversation.id == Statement.conversation_id)
        .where(Conversation.process_id == process.id, Conversation.audience == Audience.PUBLIC)
    )
    return or_(ModerationEntry.what.in_(posts), ModerationEntry.what.in_(statements))


def _threads(session: Session, ids: Sequence[int]) -> dict[int, Thread]:
    query = select(Post.id, Thread).join(Thread, Thread.id == Post.thread_id)
    rows = session.execute(query.where(Post.id.in_([one for one in ids if one])))
    return {row[0]: row[1] for row in rows}


def _post_id(entry: ModerationEntry) -> int | None:
    return int(entry.what.removeprefix(POST)) if entry.what.startswith(POST) else None
