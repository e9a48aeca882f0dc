"""Threads are opened, changed and closed."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dialogue import events
from dialogue.kinds import ThreadVisibility, Visibility
from dialogue.models import Process, Thread
from dialogue.policy import TABLE, Action
from dialogue.queries.moderation import has_posts
from kernel.audit import record
from kernel.clock import now
from kernel.codes import free_code
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from kernel.references import References

CODE_SIGNS = 6


@dataclass(frozen=True)
class Topic:
    """What an office says of a thread."""

    title: str
    title_qu: str = ""
    about: str = ""
    about_qu: str = ""
    visibility: ThreadVisibility = ThreadVisibility.PARTIES


def open_thread(
    session: Session,
    actor: Actor,
    references: References,
    process: Process,
    topic: Topic,
    came_from: str = "",
) -> Thread:
    """Put a topic on the table; `came_from` is something that the actor may know of."""
    require(TABLE, actor, Action.TOPIC, process)
    _expect_sound(process, topic)
    if came_from and references.resolve(session, actor, came_from) is None:
        raise BadInput("reference-unknown")
    thread = Thread(
        office_id=process.office_id,
        process_id=process.id,
        code=free_code(session, Thread.code, "T", CODE_SIGNS),
        came_from=came_from,
        made_by_id=actor.person_id,
    )
    _write(thread, topic)
    session.add(thread)
    session.flush()  # the trail names it
    record(session, events.THREAD_OPENED, actor, process.subject, thread=thread.code)
    return thread


def change_thread(
    session: Session, actor: Actor, process: Process, thread: Thread, topic: Topic, seen: int
) -> None:
    """Say it in other words, or let others read it; what was said among the parties stays there."""
    require(TABLE, actor, Action.TOPIC, process)
    _expect_seen(thread, seen)
    _expect_sound(process, topic)
    opens = topic.visibility is ThreadVisibility.PUBLIC
    if opens and thread.visibility is not topic.visibility and has_posts(session, thread):
        raise RuleBroken("thread-said-among-parties")
    _write(thread, topic)
    _tell(session, actor, process, thread)


def close_thread(
    session: Session, actor: Actor, process: Process, thread: Thread, seen: int, *, closed: bool
) -> None:
    """No more posts, or posts again; who asks twice changes nothing."""
    require(TABLE, actor, Action.TOPIC, process)
    if closed is (thread.closed_at is not None):
        return
    _expect_seen(thread, seen)
    thread.closed_at = now() if closed else None
    _tell(session, actor, process, thread)


def _expect_sound(process: Process, topic: Topic) -> None:
    if not topic.title.strip():
        raise BadInput("title-missing")
    is_public = topic.visibility is ThreadVisibility.PUBLIC
    if is_public and process.visibility is not Visibility.PUBLIC:
        raise BadInput("thread-of-closed-process")


def _expect_seen(thread: Thread, seen: int) -> None:
    if thread.version != seen:
        raise RuleBroken("changed-meanwhile")


def _write(thread: Thread, topic: Topic) -> None:
    for name, value in vars(topic).items():
        setattr(thread, name, value.strip() if type(value) is str else value)


def _tell(session: Session, actor: Actor, process: Process, thread: Thread) -> None:
    record(
        session, events.THREAD_CHANGED, actor, process.subject,
        thread=thread.code, visibility=thread.visibility,
    )  # fmt: skip
