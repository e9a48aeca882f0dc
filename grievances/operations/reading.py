"""What the trail keeps of reading: every staff read of a case and of a queue page.

A complainant's own visits are never written down.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from grievances import events
from kernel.audit import record
from kernel.policy import Actor


def note_case_read(session: Session, actor: Actor, subject: str) -> None:
    """Somebody of the office opened this case ("case:17")."""
    record(session, events.CASE_READ, actor, subject)


def note_queue_read(session: Session, actor: Actor, office: str, cases: Sequence[int]) -> None:
    """Somebody saw the first words of these cases in the queue of this office ("office:3")."""
    record(session, events.QUEUE_READ, actor, office, cases=",".join(map(str, cases)))


def note_printed(session: Session, actor: Actor, subject: str, *, with_notes: bool) -> None:
    """Somebody of the office put this case on paper."""
    record(session, events.CASE_PRINTED, actor, subject, with_notes=with_notes)


def note_trail_read(session: Session, actor: Actor, subject: str) -> None:
    """Somebody looked at who read and changed this case."""
    record(session, events.TRAIL_READ, actor, subject)
