"""What threads and posts are to somebody who meets their public references elsewhere.

`thread:T-7K2M9Q` and `post:12`.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.models import Post, Process, Thread
from dialogue.policy import READERS
from dialogue.queries.posts import post_for
from dialogue.queries.threads import may_see
from kernel.errors import NotFound
from kernel.policy import Actor
from kernel.references import Referred
from kernel.text import number_in

THREAD, POST = "thread", "post"


def referred_thread(session: Session, actor: Actor, key: str) -> Referred | None:
    """The thread as this actor may know of it; None as for one that does not exist."""
    thread = session.scalar(select(Thread).where(Thread.code == key.upper()))
    return _referred(session, actor, thread) if thread else None


def referred_post(session: Session, actor: Actor, key: str) -> Referred | None:
    """The thread in which a post stands, for who may see the post."""
    number = number_in(key)
    post = session.get(Post, number) if number else None
    if post is None:
        return None
    thread = session.get_one(Thread, post.thread_id)
    process = session.get_one(Process, thread.process_id)
    try:
        post_for(session, actor, process, thread, post.id)
    except NotFound:
        return None
    return _referred(session, actor, thread, f"/posts/{post.id}")


def _referred(session: Session, actor: Actor, thread: Thread, more: str = "") -> Referred | None:
    process = session.get_one(Process, thread.process_id)
    if not may_see(actor, process, thread.visibility):
        return None
    roles = frozenset(role for role in READERS if actor.holds(role, process.office_id))
    address = f"/dialogue/{process.code}/threads/{thread.code}{more}"
    return Referred(thread.title, address, roles)
