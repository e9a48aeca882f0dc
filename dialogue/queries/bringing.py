"""Conversations that were brought as files, and those that wait to be looked at."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.models import BroughtVotes, Conversation, Process
from kernel.errors import NotFound


def brought_as(session: Session, process: Process, files_hash: str) -> Conversation | None:
    """The conversation of this process that these very files are; None when they are new."""
    query = select(Conversation).where(
        Conversation.process_id == process.id, Conversation.files_hash == files_hash
    )
    return session.scalar(query)


def brought_at(session: Session, process: Process, number: int) -> BroughtVotes:
    """Files that wait in this process; else NotFound."""
    found = session.get(BroughtVotes, number)
    if found is None or found.process_id != process.id:
        raise NotFound("not-found")
    return found
