"""The threads of a process, for whoever may read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from dialogue.kinds import PostState, ThreadVisibility
from dialogue.models import Post, Process, Thread
from dialogue.policy import TABLE, Action
from kernel.errors import NotFound
from kernel.policy import Actor, allowed

THREADS_A_PAGE = 25


@dataclass(frozen=True)
class Told:
    """A thread in the list: how many posts can be read, and when the last one came."""

    thread: Thread
    posts: int
    last_at: datetime | None
    waiting: int
    """Posts that wait for a moderator; 0 for who does not moderate."""


@dataclass(frozen=True)
class Threads:
    """A page of the list; `next_after` leads to the next one."""

    rows: Sequence[Told]
    next_after: int | None
    total: int


def may_see(actor: Actor, process: Process, visibility: ThreadVisibility) -> bool:
    """Whether the actor reads threads of this visibility there: strangers none but public ones."""
    if allowed(TABLE, actor, Action.READ, process):
        return True
    is_public = visibility is ThreadVisibility.PUBLIC
    return is_public and allowed(TABLE, actor, Action.READ_PUBLIC, process)


def thread_for(
    session: Session, actor: Actor, process: Process, code: str, *, for_change: bool = False
) -> Thread:
    """The thread of this process with this code, for somebody who may read it; else NotFound."""
    query = select(Thread).where(Thread.code == code.upper(), Thread.process_id == process.id)
    if for_change:
        query = query.with_for_update()
    found = session.scalar(query)
    if found is None or not may_see(actor, process, found.visibility):
        raise NotFound("not-found")
    return found


def threads_found(
    session: Session, actor: Actor, process: Process, after: int | None = None
) -> Threads:
    """The threads that the actor may read, the newest first."""
    wanted = [Thread.process_id == process.id, *_readable(actor, process)]
    total = session.scalar(select(func.count(Thread.id)).where(*wanted)) or 0
    if after is not None:
        wanted.append(Thread.id < after)
    query = select(Thread).where(*wanted).order_by(Thread.id.desc()).limit(THREADS_A_PAGE + 1)
    rows = session.scalars(query).all()
    page = rows[:THREADS_A_PAGE]
    counted = _counted(session, [one.id for one in page])
    moderates = allowed(TABLE, actor, Action.MODERATE, process)
    return Threads(
        [_told(one, counted.get(one.id, {}), moderates=moderates) for one in page],
        page[-1].id if len(rows) > THREADS_A_PAGE else None,
        total,
    )


def _readable(actor: Actor, process: Process) -> list[ColumnElement[bool]]:
    if may_see(actor, process, ThreadVisibility.PARTIES):
        return []
    return [Thread.visibility == ThreadVisibility.PUBLIC]


Counted = Mapping[PostState, tuple[int, datetime]]


def _counted(
    session: Session, ids: Sequence[int]
) -> dict[int, dict[PostState, tuple[int, datetime]]]:
    query = (
        select(Post.thread_id, Post.state, func.count(Post.id), func.max(Post.at))
        .where(Post.thread_id.in_(ids))
        .group_by(Post.thread_id, Post.state)
    )
    found: dict[int, dict[PostState, tuple[int, datetime]]] = {}
    for thread_id, state, how_many, last_at in session.execute(query):
        found.setdefault(thread_id, {})[state] = (how_many, last_at)
    return found


def _told(thread: Thread, counted: Counted, *, moderates: bool) -> Told:
    posts, last_at = counted.get(PostState.SHOWN, (0, None))
    waiting = counted[PostState.WAITING][0] if moderates and PostState.WAITING in counted else 0
    return Told(thread, posts, last_at, waiting)
