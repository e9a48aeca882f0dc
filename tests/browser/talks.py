"""The pages of threads: one that everybody reads, at the table of `tables.py`."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Person
from dialogue.kinds import PostState
from dialogue.models import Post, Process, Thread
from dialogue.operations.following import stop_token
from tests.browser import tables
from tests.browser.house import House
from tests.factories.talks import talk

HOST, DELEGATE = tables.HOST, tables.DELEGATE
NOT_PAGES = {
    "dialogue.exhibit_part": "a file",
    "dialogue.paper_file": "a file",
    "dialogue.post_page": "leads to the page of its thread",
    "dialogue.thread_csv": "a file",
}


def talked(house: House) -> dict[str, str]:
    """What addresses need."""
    code = tables.named(house)["process"]
    with house.database.changing() as session:
        process = session.scalars(select(Process).where(Process.code == code)).one()
        thread = session.scalar(select(Thread).where(Thread.process_id == process.id))
        thread = thread or _talk(house, session, process)
        post = select(Post.id).where(Post.thread_id == thread.id, Post.state == PostState.SHOWN)
        return {
            "process": code, "thread": thread.code, "post": str(session.scalars(post).first()),
        }  # fmt: skip


def _talk(house: House, session: Session, process: Process) -> Thread:
    community = next(one for one in process.seats if one.person_id)
    company = next(one for one in process.seats if one.group_id != community.group_id)
    staff = session.get_one(Person, house.people[HOST])
    return talk(session, process, community, company, staff)


def address(house: House, end: str = "") -> str:
    """A page of the process; `end` may ask for {thread} and {post}."""
    known = talked(house)
    return f"/dialogue/{known['process']}{end.format(**known)}"


def by(who: str, end: str) -> tables.Scene:
    """Somebody who opens a page."""
    return lambda house: (who, address(house, end))


def to(end: str) -> Callable[[House], str]:
    """A page for everybody."""
    return lambda house: address(house, end)


def _stop(house: House) -> str:
    person = house.people[DELEGATE] if talked(house) else 0
    return f"/dialogue/stop/{person}/{stop_token(house.app.extensions['vault'], person)}"


POST = "/threads/{thread}/posts/{post}"
PAGES: dict[str, tuple[str, tables.Scene]] = {
    "new thread": ("dialogue.new_thread_page", by(HOST, "/threads/new")),
    "thread for its host": ("dialogue.thread_page", by(HOST, "/threads/{thread}")),
    "thread for a party": ("dialogue.thread_page", by(DELEGATE, "/threads/{thread}")),
    "change a thread": ("dialogue.change_thread_page", by(HOST, "/threads/{thread}/change")),
    "answer a post": ("dialogue.answer_page", by(DELEGATE, f"{POST}/answer")),
    "translate a post": ("dialogue.translate_page", by(HOST, f"{POST}/translate")),
    "moderate a post": ("dialogue.moderate_post_page", by(HOST, f"{POST}/moderate")),
    "evidence for a post": ("dialogue.lay_page", by(HOST, f"{POST}/evidence")),
    "moderation for its host": ("dialogue.moderation_page", by(HOST, "/moderation")),
    "papers of a thread": ("dialogue.papers_page", by(HOST, "/papers/thread/{thread}")),
}
PUBLIC: dict[str, tuple[str, Callable[[House], str]]] = {
    "threads": ("dialogue.threads_page", to("/threads")),
    "thread": ("dialogue.thread_page", to("/threads/{thread}")),
    "moderation": ("dialogue.moderation_page", to("/moderation")),
    "no more mails of tables": ("dialogue.stop_page", _stop),
}
