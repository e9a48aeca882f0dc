"""Threads and what is said in them, for tests."""

from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from dialogue.kinds import PostKind, PostState, ThreadVisibility, Tongue
from dialogue.models import Post, Process, Seat, Thread

_number = count(1)


def new_thread(session: Session, process: Process, title: str = "", **facts: Any) -> Thread:
    """A topic that only the parties read, unless told otherwise; nobody said anything yet."""
    number = next(_number)
    known: dict[str, Any] = {
        "title": title or f"Tema {number}",
        "code": f"T-{number:06d}",
        "visibility": ThreadVisibility.PARTIES,
    }
    thread = Thread(office_id=process.office_id, process_id=process.id, **(known | facts))
    session.add(thread)
    session.flush()
    return thread


def new_post(
    session: Session, thread: Thread, words: str = "", seat: Seat | None = None, **facts: Any
) -> Post:
    """A post that is shown, of a seat or from elsewhere, unless told otherwise."""
    known: dict[str, Any] = {
        "kind": PostKind.CONTRIBUTION,
        "language": Tongue.ES,
        "words": words or f"Aporte {next(_number)}",
        "state": PostState.SHOWN,
        "seat_id": seat.id if seat else None,
        "group_id": seat.group_id if seat else None,
        "imported": seat is None and "recorded_by_id" not in facts,
    }
    post = Post(office_id=thread.office_id, thread_id=thread.id, **(known | facts))
    session.add(post)
    session.flush()
    return post
