"""Who does what for a process."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.models import Appointment, Process
from kernel.errors import NotFound


def appointments_of(session: Session, process: Process) -> Sequence[Appointment]:
    """Everybody who does, or did, something for a process, in the order in which they began."""
    query = select(Appointment).where(Appointment.process_id == process.id)
    return session.scalars(query.order_by(Appointment.since, Appointment.id)).all()


def appointment_of(session: Session, process: Process, number: int) -> Appointment:
    """One of them; NotFound for those of other processes."""
    found = session.get(Appointment, number)
    if found is None or found.process_id != process.id:
        raise NotFound("not-found")
    return found
