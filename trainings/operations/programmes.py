"""Making a programme."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office
from kernel.audit import record
from kernel.codes import new_code
from kernel.errors import BadInput
from kernel.policy import Actor, require
from trainings import events
from trainings.models import Programme
from trainings.policy import TABLE, Action

REFERENCE_SIGNS = 5


@dataclass(frozen=True)
class Outline:
    """What is known of a programme when it begins."""

    title: str
    title_qu: str = ""
    objectives: str = ""
    objectives_qu: str = ""
    territory: str = ""
    partners: tuple[str, ...] = ()
    donors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("es",)
    attendance_for_certificate: int = 80


def make_programme(session: Session, actor: Actor, office: Office, outline: Outline) -> Programme:
    """Put a programme on the list of an office."""
    require(TABLE, actor, Action.MAKE, office.id)
    programme = Programme(
        office_id=office.id,
        office=office,
        reference=_new_reference(session),
        made_by_id=actor.person_id,
    )
    write_outline(programme, outline)
    session.add(programme)
    session.flush()  # the trail names it
    record(session, events.PROGRAMME_MADE, actor, programme.subject, office_id=office.id)
    return programme


def write_outline(programme: Programme, outline: Outline) -> None:
    """Let a programme be as the outline says; BadInput when it has no title."""
    if not outline.title.strip():
        raise BadInput("title-missing")
    for name, value in vars(outline).items():
        setattr(programme, name, list(value) if isinstance(value, tuple) else value)


def _new_reference(session: Session) -> str:
    while True:
        reference = f"P-{new_code(REFERENCE_SIGNS)}"
        if session.scalar(select(Programme.id).where(Programme.reference == reference)) is None:
            return reference
