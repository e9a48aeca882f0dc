"""Who follows a thread, and what is new to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from dialogue.kinds import ModerationAct, PostState
from dialogue.models import (
    Following,
    Mention,
    ModerationEntry,
    Post,
    Process,
    Seat,
    Silence,
    Thread,
)
from dialogue.policy import TABLE, Action
from kernel.policy import Actor, allowed


@dataclass(frozen=True)
class News:
    """What is new to somebody in one thread. `posts` counts, no words are carried."""

    thread: Thread
    process: Process
    posts: int
    newest: int
    following: Following | None
    mentions: Sequence[Mention]


def following_of(session: Session, actor: Actor, thread: Thread) -> Following | None:
    """That this person follows a thread; None where they do not, or have no account."""
    if actor.person_id is None:
        return None
    return session.scalar(
        select(Following).where(
            Following.thread_id == thread.id, Following.person_id == actor.person_id
        )
    )


def is_silenced(session: Session, person_id: int) -> bool:
    """Whether somebody wants no daily mail."""
    return session.scalar(select(exists().where(Silence.person_id == person_id))) or False


def people_to_tell(session: Session, after: int, limit: int) -> Sequence[int]:
    """Who follows something or was named and is not told yet, by their ids."""
    silent = select(Silence.person_id)
    follow = select(Following.person_id)
    named = (
        select(Seat.person_id)
        .join(Mention, Mention.seat_id == Seat.id)
        .where(Mention.told_at.is_(None), Seat.person_id.is_not(None))
    )
    both = follow.union(named).subquery()
    person = both.c.person_id
    query = select(person).where(person > after, person.not_in(silent)).order_by(person)
    return session.scalars(query.limit(limit)).all()


def news_of(session: Session, actor: Actor) -> list[News]:
    """What is new to this person in the threads that they may still read."""
    mentions = _mentions(session, actor)
    found = []
    for thread, process, following in _threads(session, actor, mentions):
        if not allowed(TABLE, actor, Action.READ, process):
            continue
        posts, newest = _counted(session, actor, thread, following) if following else (0, 0)
        named = mentions.get(thread.id, [])
        if posts or named:
            found.append(News(thread, process, posts, newest, following, named))
    return found


def _threads(
    session: Session, actor: Actor, mentions: dict[int, list[Mention]]
) -> list[tuple[Thread, Process, Following | None]]:
    mine = and_(Following.thread_id == Thread.id, Following.person_id == actor.person_id)
    query = (
        select(Thread, Process, Following)
        .join(Process, Process.id == Thread.process_id)
        .outerjoin(Following, mine)
        .where(or_(Following.id.is_not(None), Thread.id.in_(mentions)))
        .order_by(Thread.id)
    )
    return [(one[0], one[1], one[2]) for one in session.execute(query)]


def _mentions(session: Session, actor: Actor) -> dict[int, list[Mention]]:
    query = (
        select(Mention, Post.thread_id)
        .join(Post, Post.id == Mention.post_id)
        .join(Seat, Seat.id == Mention.seat_id)
        .where(
            Seat.person_id == actor.person_id,
            Mention.told_at.is_(None),
            Post.state == PostState.SHOWN,
        )
    )
    found: dict[int, list[Mention]] = {}
    for mention, thread_id in session.execute(query):
        found.setdefault(thread_id, []).append(mention)
    return found


def _counted(
    session: Session, actor: Actor, thread: Thread, following: Following
) -> tuple[int, int]:
    """How many posts of others are new, and the newest of all that are there."""
    own_seats = select(Seat.id).where(Seat.person_id == actor.person_id)
    others = and_(
        or_(Post.recorded_by_id.is_(None), Post.recorded_by_id != actor.person_id),
        or_(Post.seat_id.is_(None), Post.seat_id.not_in(own_seats)),
    )
    new = or_(Post.id > following.told_id, _shown_since(following))
    here = (Post.thread_id == thread.id, Post.state == PostState.SHOWN)
    posts = session.scalar(select(func.count(Post.id)).where(*here, new, others)) or 0
    newest = session.scalar(select(func.max(Post.id)).where(Post.thread_id == thread.id)) or 0
    return posts, newest


def _shown_since(following: Following) -> ColumnElement[bool]:
    """A post that waited for a moderator while younger ones were told of."""
    since = following.told_at or following.at
    return exists().where(
        ModerationEntry.what == literal("post:") + cast(Post.id, String),
        ModerationEntry.act == ModerationAct.SHOW,
        ModerationEntry.at > since,
    )
