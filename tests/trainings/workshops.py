"""Workshops with open doors, for tests."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office
from kernel.policy import SYSTEM
from kernel.vault import Vault
from meetings.queries.meetings import key_of
from tests.factories.meetings import new_meeting, new_programme
from trainings.kinds import Admission, RegistrationState
from trainings.models import Phase, Programme, Registration, Workshop
from trainings.operations.outline import PhasePlan, add_phase
from trainings.operations.programmes import publish_programme
from trainings.operations.registrations import Registrant, register
from trainings.operations.workshops import Share, Terms, set_terms
from trainings.queries.workshops import Found, public_workshop


@dataclass(frozen=True)
class Open:
    """A workshop that people may register for."""

    programme: str
    meeting: str

    @property
    def public(self) -> str:
        """Its page for everybody."""
        return f"/workshops/{self.meeting}"

    @property
    def desk(self) -> str:
        """Its page for the staff."""
        return f"/trainings/{self.programme}/workshops/{self.meeting}"


def new_workshop(session: Session, vault: Vault, programme: Programme, **facts: Any) -> Workshop:
    """A workshop in a phase of its own, far ahead unless told otherwise."""
    phase: Phase = add_phase(session, SYSTEM, programme, PhasePlan("Formación"))
    meeting = new_meeting(session, vault, programme.office, belongs_to=programme.subject, **facts)
    workshop = Workshop(
        office_id=programme.office_id, phase_id=phase.id, meeting_id=meeting.id, meeting=meeting
    )
    session.add(workshop)
    session.flush()
    return workshop


def open_workshop(
    session: Session,
    vault: Vault,
    office: Office,
    *,
    capacity: int | None = None,
    shares: tuple[Share, ...] = (),
    admission: Admission = Admission.OPEN,
    published: bool = True,
    **facts: Any,
) -> Open:
    """A workshop of a published programme with these places."""
    programme = new_programme(session, office)
    publish_programme(session, SYSTEM, programme, is_public=published)
    workshop = new_workshop(session, vault, programme, **ahead(facts))
    terms = Terms(admission=admission, capacity=capacity, shares=shares)
    set_terms(session, SYSTEM, programme, workshop, terms, workshop.version)
    session.flush()
    return Open(programme.reference, workshop.meeting.reference)


def ahead(facts: dict[str, Any]) -> dict[str, Any]:
    """Far enough in the future, whatever the day of the test."""
    from datetime import timedelta

    from kernel.clock import now

    day = now().date() + timedelta(days=30)
    return {"begins_on": day, "ends_on": day, **facts}


def found(session: Session, workshop: Open) -> Found:
    """The workshop, held for a change."""
    return public_workshop(session, SYSTEM, workshop.meeting, for_change=True)


def come(session: Session, vault: Vault, workshop: Open, name: str, **facts: Any) -> str:
    """Somebody registers; in which state they are."""
    of = found(session, workshop)
    key = key_of(session, vault, of.workshop.meeting)
    return register(session, key, SYSTEM, of, Registrant(name, **facts), None).state


def states(session: Session) -> dict[str, RegistrationState]:
    """In which state everybody is, by name."""
    return {one.name: one.state for one in session.scalars(select(Registration))}
