"""A thread as a whole, for papers and tables: what anybody who has them may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue.kinds import PostState, ThreadVisibility
from dialogue.models import (
    Exhibit,
    Group,
    ModerationEntry,
    Post,
    PostTranslation,
    Process,
    Thread,
)
from dialogue.queries.posts import Reader, Shown, order_of, shown_of
from kernel.canonical import canonical_json

FEW = 200
"""So many posts are read at a time."""


@dataclass(frozen=True)
class WholeThread:
    """A thread to be taken along. A public copy has no names, and nothing else that only the
    parties read."""

    process: Process
    thread: Thread
    posts: Sequence[Shown]
    groups: Sequence[Group]
    is_public: bool
    read_at: datetime
    stamp: str


def whole_thread(
    session: Session, process: Process, thread: Thread, at: datetime, *, public: bool
) -> WholeThread:
    """Every post that is shown, and in place of those that are hidden the reason."""
    reader = Reader(process, names=not public, moderates=False, person_id=None)
    ids = order_of(session, reader, thread)
    posts: list[Shown] = []
    for start in range(0, len(ids), FEW):
        posts += shown_of(session, reader, ids[start : start + FEW])
    groups = {one.group.id: one.group for one in posts if one.group is not None}
    return WholeThread(
        process,
        thread,
        posts,
        sorted(groups.values(), key=lambda one: one.position),
        public,
        at,
        stamp_of(session, process, thread),
    )


def stamp_of(session: Session, process: Process, thread: Thread) -> str:
    """Another one whenever a paper of the thread would say something else: the sha256 of counts."""
    posts = select(Post.id).where(Post.thread_id == thread.id)
    what = select(func.count(ModerationEntry.id)).where(ModerationEntry.process_id == process.id)
    facts = [
        thread.code, thread.version, process.version,
        [[one.id, one.version] for one in process.groups],
        [[one.id, one.version] for one in process.seats],
        session.scalar(select(func.count(Post.id)).where(
            Post.thread_id == thread.id, Post.state == PostState.SHOWN)),
        session.scalar(select(func.max(Post.id)).where(Post.thread_id == thread.id)),
        session.scalar(select(func.max(Exhibit.id)).where(Exhibit.post_id.in_(posts))),
        session.scalar(select(func.max(PostTranslation.id)).where(
            PostTranslation.post_id.in_(posts))),
        session.scalar(what),
    ]  # fmt: skip
    return sha256(canonical_json(facts).encode()).hexdigest()


def is_public(thread: Thread) -> bool:
    """Whether everybody reads it once the process is public."""
    return thread.visibility is ThreadVisibility.PUBLIC
