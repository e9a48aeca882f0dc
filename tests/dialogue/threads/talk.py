"""How tests of threads open one, say something in it and read what is there."""

import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.kinds import ThreadVisibility
from dialogue.models import Post, Seat, Thread
from tests.dialogue.at_table import AtTable
from tests.factories.accounts import send
from tests.factories.threads import new_post, new_thread

PUBLIC = ThreadVisibility.PUBLIC


def opens(table: AtTable, title: str = "El agua", **facts: Any) -> str:
    """A thread of the table; where its page is."""
    with table.changing() as session:
        thread = new_thread(session, table.process(session), title, **facts)
        return f"{table.home}/threads/{thread.code}"


def thread_at(session: Session, page: str) -> Thread:
    """The thread of a page."""
    query = select(Thread).where(Thread.code == page.rpartition("/")[2])
    return session.scalars(query).one()


def says(table: AtTable, page: str, words: str, who: str = "community", **facts: Any) -> int:
    """A post of this seat that lies there already; its number."""
    with table.changing() as session:
        seat = session.get_one(Seat, table.seats[who])
        return new_post(session, thread_at(session, page), words, seat, **facts).id


def writes(browser: FlaskClient, page: str, words: str, to: str = "", **fields: Any) -> Any:
    """Fill in the form of a page and send it."""
    known = {"words": words, "kind": "contribution", "language": "es", "group": "", "said_in": ""}
    return send(browser, page, to, **(known | fields))


def posts(table: AtTable) -> list[Post]:
    """Every post, the oldest first."""
    with table.reading() as session:
        found = list(session.scalars(select(Post).order_by(Post.id)))
        session.expunge_all()
        return found


def refused(answer: Any) -> str:
    """The text of a page that came back with what is wrong."""
    assert answer.status_code == 422, answer.status_code
    return re.sub(r"\s+", " ", answer.text)
