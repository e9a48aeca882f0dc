"""What a daily mail may still say when it is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.queries import grants_of, person_with_grants
from dialogue.models import Process, Thread
from dialogue.policy import TABLE, Action
from kernel.policy import Actor, allowed


@dataclass(frozen=True)
class Noted:
    """One thread in a mail."""

    thread: Thread
    process: Process
    posts: int
    mentions: int


def still_told(session: Session, person_id: int, news: str) -> Sequence[Noted]:
    """The threads of a notice that this person may still read: a seat may have ended meanwhile."""
    person, _grants = person_with_grants(session, person_id)
    actor = Actor(person.id, grants_of(person))
    found = []
    for one in news.split("+"):
        code, posts, mentions = one.split(":")
        row = session.execute(
            select(Thread, Process)
            .join(Process, Process.id == Thread.process_id)
            .where(Thread.code == code)
        ).first()
        if row and allowed(TABLE, actor, Action.READ, row[1]):
            found.append(Noted(row[0], row[1], int(posts), int(mentions)))
    return found
