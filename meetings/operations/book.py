"""Where the acta stands in the libro de actas. The book is what counts before the registry."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.clock import now
from kernel.policy import Actor, require
from meetings import events
from meetings.models import BookEntry, Meeting
from meetings.policy import TABLE, Action


@dataclass(frozen=True)
class Entered:
    """What stands in the book."""

    book: str
    folios: str = ""
    signatures: int | None = None
    certified_by: str = ""
    certified_on: date | None = None


def note_book_entry(session: Session, actor: Actor, meeting: Meeting, entered: Entered) -> None:
    """Note where the acta was written into the book; it changes nothing of what was sealed."""
    require(TABLE, actor, Action.ATTACH, meeting)
    entry = session.get(BookEntry, meeting.id)
    if entry is None:
        entry = BookEntry(meeting_id=meeting.id, office_id=meeting.office_id)
        session.add(entry)
    for name, value in vars(entered).items():
        setattr(entry, name, value)
    entry.noted_by_id, entry.noted_at = actor.person_id, now()
    record(session, events.BOOK_ENTRY_NOTED, actor, meeting.subject)
