"""Studies, their tables and their model service, for tests."""

from datetime import date
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from accounts.models import Office, Person
from basin.kinds import EvidenceKind, Origin, Side
from basin.models import Evidence, Expert, Member, Process, Provider, Study
from basin.operations.evidence import Exhibit, PartOf, put_in_evidence
from basin.operations.studies import Outline, Seat, make_study, seat
from kernel.policy import SYSTEM

_number = count(1)
PROCESS = "salar-demo"


def new_study(session: Session, office: Office, **facts: Any) -> Study:
    """A study of a salar that its members may read, unless told otherwise."""
    known: dict[str, Any] = {
        "title": f"Estudio {next(_number)}",
        "basin": "Salar de prueba",
        "process": PROCESS,
    }
    return make_study(session, SYSTEM, office, Outline(**(known | facts)))


def new_member(
    session: Session, study: Study, person: Person | None = None, **facts: Any
) -> Member:
    """Somebody of the community at the table, with the account of `person` if any."""
    known: dict[str, Any] = {
        "name": person.name if person else f"Miembro {next(_number)}",
        "side": Side.COMMUNITY,
        "group": "Comunidad de prueba",
        "person_id": person.id if person else None,
    }
    return seat(session, SYSTEM, study, Seat(**(known | facts)), date(2026, 3, 2))


def new_expert(
    session: Session, study: Study, person: Person | None = None, **facts: Any
) -> Expert:
    """An expert of the council, with the account of `person` if any."""
    known: dict[str, Any] = {
        "name": person.name if person else f"Experta {next(_number)}",
        "institution": "Universidad de prueba",
        "discipline": "Hidrogeología",
        "person_id": person.id if person else None,
        "since": date(2026, 3, 2),
    }
    expert = Expert(office_id=study.office_id, **(known | facts))
    study.experts.append(expert)
    session.flush()
    return expert


def new_provider(session: Session, **facts: Any) -> Provider:
    """A model service that answered when it was last asked."""
    known: dict[str, Any] = {"url": f"http://127.0.0.1:{next(_number) + 20000}/"}
    provider = Provider(**(known | facts))
    session.add(provider)
    session.flush()
    return provider


def new_process(session: Session, provider: Provider, description: dict[str, Any]) -> Process:
    """A model that this service offers; `description` as `contract.processes.plain` writes it."""
    process = Process(
        provider_id=provider.id,
        name=description.get("id", PROCESS),
        version=description.get("version", "1.0.0"),
        description=description,
    )
    session.add(process)
    session.flush()
    return process


def new_evidence(session: Session, study: Study, **facts: Any) -> Evidence:
    """Evidence that somebody loaded by hand, with one part."""
    known: dict[str, Any] = {
        "kind": EvidenceKind.FILE,
        "origin": Origin.HAND,
        "title": f"Serie {next(_number)}",
        "body": {"why": "Para la mesa"},
        "parts": (PartOf("original", "text/csv", b"fecha;caudal\n2020-01;29,8\n"),),
    }
    return put_in_evidence(session, SYSTEM, study, Exhibit(**(known | facts)))
