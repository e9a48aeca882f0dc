"""Meetings, groups, participants, programmes and commitments, for tests."""

from datetime import date, time
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from accounts.models import Office
from commitments.models import Commitment
from commitments.operations.making import Promise, make_commitment
from kernel.policy import SYSTEM
from kernel.vault import Vault
from meetings.kinds import GroupKind, MeetingKind
from meetings.models import AgendaItem, Group, Meeting, Participant
from meetings.operations.planning import Plan, plan_meeting
from trainings.models import Programme
from trainings.operations.programmes import Outline, make_programme

_number = count(1)


def new_group(session: Session, office: Office, name: str = "", **facts: Any) -> Group:
    """A stakeholder group of an office."""
    known: dict[str, Any] = {
        "name": name or f"Comunidad {next(_number)}",
        "kind": GroupKind.COMMUNITY,
    }
    group = Group(office_id=office.id, **(known | facts))
    session.add(group)
    session.flush()
    return group


def new_meeting(session: Session, vault: Vault, office: Office, **facts: Any) -> Meeting:
    """A one-day workshop in Santo Tomás, unless told otherwise; without an agenda."""
    known: dict[str, Any] = {
        "kind": MeetingKind.WORKSHOP,
        "title": f"Taller {next(_number)}",
        "begins_on": date(2026, 8, 23),
        "ends_on": date(2026, 8, 23),
        "begins_at": time(9, 0),
        "ends_at": time(17, 0),
        "place": "Salón comunal",
        "district": "Santo Tomás",
        "province": "Chumbivilcas",
        "department": "Cusco",
        "languages": ("es", "qu"),
        "convened_by": "Oficina de prueba",
        "facilitator": "Facilitadora de prueba",
    }
    later = {name: facts.pop(name) for name in [*facts] if name not in Plan.__dataclass_fields__}
    meeting = plan_meeting(session, vault, SYSTEM, office, Plan(**(known | facts)))
    for name, value in later.items():
        setattr(meeting, name, value)
    session.flush()
    return meeting


def new_agenda_item(
    session: Session, meeting: Meeting, title: str = "", **facts: Any
) -> AgendaItem:
    """One more point of the agenda."""
    number = next(_number)
    item = AgendaItem(
        office_id=meeting.office_id,
        meeting_id=meeting.id,
        title=title or f"Punto {number}",
        **({"position": number} | facts),
    )
    session.add(item)
    session.flush()
    return item


def new_participant(
    session: Session, meeting: Meeting, name: str = "", **facts: Any
) -> Participant:
    """Somebody on the list of a meeting."""
    person = Participant(
        office_id=meeting.office_id,
        meeting_id=meeting.id,
        name=name or f"Asistente {next(_number)}",
        **facts,
    )
    session.add(person)
    session.flush()
    return person


def new_programme(session: Session, office: Office, **facts: Any) -> Programme:
    """A programme of an office."""
    known: dict[str, Any] = {"title": f"Territorio en diálogo {next(_number)}"}
    return make_programme(session, SYSTEM, office, Outline(**(known | facts)))


def new_commitment(session: Session, office: Office, **facts: Any) -> Commitment:
    """A whole promise, due at the end of October 2026 unless told otherwise."""
    known: dict[str, Any] = {
        "what": f"Limpiar el canal {next(_number)}",
        "made_on": date(2026, 8, 23),
        "indicator": "Caudal de 12 L/s",
        "responsible_group": "Municipalidad",
        "verifier_group": "Comité de riego",
        "due_on": date(2026, 10, 31),
    }
    return make_commitment(session, SYSTEM, office, Promise(**(known | facts)))
