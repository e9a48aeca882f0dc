"""Evidence beside posts."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from dialogue.kinds import PostState
from dialogue.models import Exhibit, Post, Process, Thread
from dialogue.queries.posts import reader_of
from kernel.errors import NotFound
from kernel.policy import Actor


def exhibit_for(
    session: Session, actor: Actor, process: Process, thread: Thread, number: int
) -> Exhibit:
    """Evidence beside a post of this thread whose words the actor can read; else NotFound."""
    reader = reader_of(actor, process)
    found = session.execute(
        select(Exhibit, Post)
        .join(Post, Post.id == Exhibit.post_id)
        .where(Exhibit.id == number, Post.thread_id == thread.id, reader.visible())
        .options(joinedload(Exhibit.file))
    ).first()
    if found is None:
        raise NotFound("not-found")
    exhibit, post = found
    if post.state is PostState.HIDDEN and not (reader.moderates or reader.wrote(post)):
        raise NotFound("not-found")
    laid: Exhibit = exhibit
    return laid
