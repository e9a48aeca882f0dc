"""What a meeting promised is confirmed once its acta is sealed, and never if it was cancelled."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from commitments.models import Commitment
from dialogue.models import Process, Seat
from dialogue.queries.confirming import to_confirm_at
from kernel.clock import now
from kernel.database import Database
from kernel.jobs import Jobs
from kernel.policy import SYSTEM, Actor
from kernel.references import References
from kernel.vault import Vault
from meetings.jobs import DUTIES
from meetings.models import Meeting
from meetings.operations.minutes import amend, read_back, seal_acta
from tests.factories.accounts import new_office
from tests.factories.actas import READ, draft
from tests.factories.meetings import new_commitment
from tests.factories.tables import new_party, new_process, new_seat

VERIFIES = "Comunidad de Qollpa"


@pytest.fixture
def jobs(any_database: Database) -> Iterator[Jobs]:
    """Orders of work, which nobody does here."""
    made = Jobs(any_database, DUTIES)
    yield made
    made.close()


@pytest.fixture
def met(any_database: Database, vault: Vault) -> Database:
    """A session of a table that took place, and what was promised there."""
    with any_database.changing() as session:
        process = new_process(session, vault, new_office(session, vault))
        new_seat(session, process, new_party(session, process, VERIFIES))
        meeting = draft(session, vault, process.office, belongs_to=process.subject)
        promised(session, meeting, "Traer el medidor")
    return any_database


def promised(session: Session, meeting: Meeting, what: str, **facts: Any) -> None:
    """Something that a meeting promised and the group verifies."""
    known: dict[str, Any] = {"made_in": meeting.subject, "belongs_to": meeting.belongs_to}
    told = known | {"verifier_group": VERIFIES, "responsible_group": "Municipalidad"} | facts
    new_commitment(session, meeting.office, what=what, **told)


def asked(database: Database) -> list[str]:
    """What the group is asked to confirm."""
    with database.reading() as session:
        process = session.scalars(select(Process)).one()
        seat = session.scalars(select(Seat)).one()
        found = to_confirm_at(session, Actor(receipt_of=seat.subject), process)
        return [one.commitment.what for one in found]


def meeting_in(session: Session) -> Meeting:
    return session.scalars(select(Meeting)).one()


def seal(database: Database, jobs: Jobs) -> None:
    """Read the acta back and seal it."""
    with database.changing() as session:
        meeting = meeting_in(session)
        read_back(session, References(), SYSTEM, meeting, READ)
        seal_acta(session, References(), jobs, SYSTEM, meeting)


def test_what_a_draft_of_an_acta_says_binds_nobody_until_it_is_sealed(
    met: Database, jobs: Jobs
) -> None:
    assert asked(met) == []
    seal(met, jobs)
    assert asked(met) == ["Traer el medidor"]


def test_what_is_added_to_a_sealed_acta_waits_for_its_next_version(
    met: Database, jobs: Jobs
) -> None:
    seal(met, jobs)
    with met.changing() as session:
        meeting = meeting_in(session)
        amend(session, SYSTEM, meeting, "Faltaba un compromiso.")
        promised(session, meeting, "Abrir la compuerta")
    assert asked(met) == ["Traer el medidor"]
    seal(met, jobs)
    assert set(asked(met)) == {"Traer el medidor", "Abrir la compuerta"}


def test_what_a_cancelled_meeting_promised_is_not_confirmed(met: Database, jobs: Jobs) -> None:
    seal(met, jobs)
    with met.changing() as session:
        meeting_in(session).cancelled_at = now()
    assert asked(met) == []


def test_what_an_old_acta_on_paper_promised_is_confirmed(met: Database) -> None:
    with met.changing() as session:
        meeting_in(session).imported = True
    assert asked(met) == ["Traer el medidor"]


def test_what_names_a_meeting_that_is_not_there_is_not_confirmed(met: Database) -> None:
    with met.changing() as session:
        for one in session.scalars(select(Commitment)):
            one.made_in = "meeting:R-ZZZZZZ"
    assert asked(met) == []
