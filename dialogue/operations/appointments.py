"""Who does what for a process: convenes, facilitates, interprets, observes, follows up."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import events
from dialogue.kinds import ProcessRole
from dialogue.models import Appointment, Process
from dialogue.policy import TABLE, Action
from dialogue.queries.appointments import appointment_of
from dialogue.queries.parties import group_of
from kernel.audit import record
from kernel.errors import BadInput
from kernel.policy import Actor, require


@dataclass(frozen=True)
class Appointed:
    """Who does what. `group_id`: of which party they are, where they are of one."""

    role: ProcessRole
    name: str
    since: date
    institution: str = ""
    group_id: int | None = None


def appoint(session: Session, actor: Actor, process: Process, who: Appointed) -> Appointment:
    """Write down that somebody does something for the process from a day on."""
    require(TABLE, actor, Action.CHANGE, process)
    if not who.name.strip():
        raise BadInput("seat-without-name")
    if who.group_id is not None:
        group_of(process, who.group_id)
    made = Appointment(office_id=process.office_id, process_id=process.id, **vars(who))
    session.add(made)
    session.flush()  # the trail names it
    record(
        session, events.APPOINTED, actor, process.subject,
        appointment_id=made.id, does=made.role,
    )  # fmt: skip
    return made


def end_appointment(session: Session, actor: Actor, process: Process, number: int) -> None:
    """They do it no more from today on."""
    require(TABLE, actor, Action.CHANGE, process)
    one = appointment_of(session, process, number)
    if one.left_on is None:
        one.left_on = max(today_at(process.office), one.since)
        record(
            session, events.APPOINTMENT_ENDED, actor, process.subject, appointment_id=one.id
        )  # fmt: skip
