"""The posts of a thread as one reader may see them, a page at a time.

A thread is flat: each post is followed by what answers it. A thousand posts are put in their order
by their numbers alone; the words of one page are read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, selectinload

from accounts.models import Person
from dialogue.kinds import ModerationAct, PostState
from dialogue.models import (
    Group,
    Mention,
    ModerationEntry,
    Post,
    PostTranslation,
    Process,
    Seat,
    Thread,
)
from dialogue.policy import TABLE, Action, is_of
from kernel.errors import NotFound
from kernel.policy import Actor, allowed

POSTS_A_PAGE = 50


@dataclass(frozen=True)
class Shown:
    """One post as its reader may see it. Names are empty for who does not sit at the table."""

    post: Post
    group: Group | None
    name: str
    """Who wrote or said it."""
    recorded_by: str
    """Who of the office wrote it down; empty where somebody wrote for themselves."""
    is_own: bool
    """Whether the reader wrote it."""
    words: str
    """Empty where a moderator hid them and the reader is neither moderator nor author."""
    reason: str
    """Why a moderator hid it."""
    translations: Sequence[PostTranslation] = ()
    """The newest one in each language."""
    named: Sequence[Seat] = ()
    """Whom it names; nobody where names are not shown."""

    @property
    def is_hidden(self) -> bool:
        """Whether a moderator took it out of sight."""
        return self.post.state is PostState.HIDDEN

    @property
    def can_be_read(self) -> bool:
        """Whether its words stand there for this reader."""
        return bool(self.words)


@dataclass(frozen=True)
class PageOfPosts:
    """One page of a thread."""

    rows: Sequence[Shown]
    number: int
    pages: int
    total: int
    newest: int | None
    """The post that came last, and the page on which it stands."""
    newest_page: int


@dataclass(frozen=True)
class Reader:
    """What one actor may see of the posts of a process."""

    process: Process
    names: bool
    """Whether they are at the table, where people know each other."""
    moderates: bool
    person_id: int | None
    seats: frozenset[int] = field(default=frozenset())
    """The seats that were or are theirs: what they wrote stays theirs."""

    def wrote(self, post: Post) -> bool:
        """Whether it is this reader's own post."""
        recorded = post.recorded_by_id is not None and post.recorded_by_id == self.person_id
        return recorded or post.seat_id in self.seats

    def visible(self) -> ColumnElement[bool]:
        """Which posts take a place in the thread: all but those that wait and are not theirs."""
        if self.moderates:
            return Post.id > 0
        own: list[ColumnElement[bool]] = [Post.seat_id.in_(self.seats)]
        if self.person_id is not None:
            own.append(Post.recorded_by_id == self.person_id)
        return or_(Post.state != PostState.WAITING, *own)


def reader_of(actor: Actor, process: Process) -> Reader:
    """What this actor may see."""
    inside = allowed(TABLE, actor, Action.READ, process)
    own = (one for one in process.seats if is_of(actor, one)) if inside else ()
    return Reader(
        process,
        names=inside,
        moderates=allowed(TABLE, actor, Action.MODERATE, process),
        person_id=actor.person_id if inside else None,
        seats=frozenset(one.id for one in own),
    )


def page_of(
    session: Session, actor: Actor, process: Process, thread: Thread, number: int = 1
) -> PageOfPosts:
    """A page of a thread, counted from one; one that is not there is the nearest."""
    reader = reader_of(actor, process)
    order = order_of(session, reader, thread)
    pages = max(1, -(-len(order) // POSTS_A_PAGE))
    number = min(max(number, 1), pages)
    ids = order[(number - 1) * POSTS_A_PAGE : number * POSTS_A_PAGE]
    newest = max(order, default=None)
    return PageOfPosts(
        shown_of(session, reader, ids),
        number,
        pages,
        len(order),
        newest,
        order.index(newest) // POSTS_A_PAGE + 1 if newest else 1,
    )


def page_with(
    session: Session, actor: Actor, process: Process, thread: Thread, post_id: int
) -> int:
    """On which page a post stands for this reader; NotFound where they may not see it."""
    order = order_of(session, reader_of(actor, process), thread)
    if post_id not in order:
        raise NotFound("not-found")
    return order.index(post_id) // POSTS_A_PAGE + 1


def post_for(
    session: Session,
    actor: Actor,
    process: Process,
    thread: Thread,
    post_id: int,
    *,
    for_change: bool = False,
) -> Post:
    """A post of this thread that the actor may see, its words or that they are hidden."""
    query = select(Post).where(
        Post.id == post_id, Post.thread_id == thread.id, reader_of(actor, process).visible()
    )
    if for_change:
        query = query.with_for_update()
    found = session.scalar(query.options(selectinload(Post.evidence)))
    if found is None:
        raise NotFound("not-found")
    return found


def shown_of(session: Session, reader: Reader, ids: Sequence[int]) -> list[Shown]:
    """These posts in this order, with all that stands beside them."""
    query = select(Post).where(Post.id.in_(ids))
    query = query.options(selectinload(Post.evidence), selectinload(Post.translations))
    posts = {one.id: one for one in session.scalars(query)}
    beside = _Beside(
        reader,
        groups={one.id: one for one in reader.process.groups},
        seats={one.id: one for one in reader.process.seats},
        staff=_staff(session, posts.values()) if reader.names else {},
        reasons=reasons_of(session, [one.id for one in posts.values() if _hidden(one)]),
        named=_named(session, ids) if reader.names else {},
    )
    return [beside.shown(posts[one]) for one in ids if one in posts]


def reasons_of(session: Session, ids: Sequence[int]) -> Mapping[int, str]:
    """Why each of these posts is hidden, as the log says."""
    if not ids:
        return {}
    query = (
        select(ModerationEntry.what, ModerationEntry.reason)
        .where(
            ModerationEntry.what.in_([f"post:{one}" for one in ids]),
            ModerationEntry.act == ModerationAct.HIDE,
        )
        .order_by(ModerationEntry.id)
    )
    return {int(what.partition(":")[2]): reason for what, reason in session.execute(query)}


@dataclass(frozen=True)
class _Beside:
    """What stands beside the posts of one page."""

    reader: Reader
    groups: Mapping[int, Group]
    seats: Mapping[int, Seat]
    staff: Mapping[int, str]
    reasons: Mapping[int, str]
    named: Mapping[int, Sequence[int]]

    def shown(self, post: Post) -> Shown:
        own = self.reader.wrote(post)
        readable = not _hidden(post) or own or self.reader.moderates
        return Shown(
            post=post,
            group=self.groups.get(post.group_id or 0) if readable else None,
            name=self._name(post) if readable else "",
            recorded_by=self.staff.get(post.recorded_by_id or 0, "") if readable else "",
            is_own=own,
            words=post.words if readable else "",
            reason=self.reasons.get(post.id, ""),
            translations=_newest(post.translations) if readable else (),
            named=[]
            if not readable
            else [self.seats[one] for one in self.named.get(post.id, ()) if one in self.seats],
        )

    def _name(self, post: Post) -> str:
        if not self.reader.names:
            return ""
        seat = self.seats.get(post.seat_id or 0)
        return post.spoken_by or (seat.name if seat else "")


def _hidden(post: Post) -> bool:
    return post.state is PostState.HIDDEN


def _newest(translations: Sequence[PostTranslation]) -> list[PostTranslation]:
    return [*{one.language: one for one in translations}.values()]


def order_of(session: Session, reader: Reader, thread: Thread) -> list[int]:
    """The ids of all posts that take a place for this reader, in the order of the thread."""
    query = (
        select(Post.id)
        .where(Post.thread_id == thread.id, reader.visible())
        .order_by(func.coalesce(Post.answers_id, Post.id), Post.id)
    )
    return [*session.scalars(query)]


def _staff(session: Session, posts: Iterable[Post]) -> dict[int, str]:
    ids = {one.recorded_by_id for one in posts if one.recorded_by_id}
    if not ids:
        return {}
    query = select(Person.id, Person.name).where(Person.id.in_(ids))
    return {row.id: row.name for row in session.execute(query)}


def _named(session: Session, ids: Sequence[int]) -> dict[int, list[int]]:
    query = select(Mention.post_id, Mention.seat_id).where(Mention.post_id.in_(ids))
    found: dict[int, list[int]] = {}
    for post_id, seat_id in session.execute(query.order_by(Mention.id)):
        found.setdefault(post_id, []).append(seat_id)
    return found
