"""What a meeting promises is written and corrected while its acta is a draft, and nowhere else."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.roles import Role
from commitments.lifecycle import Verb
from commitments.models import Commitment
from commitments.operations.making import Promise
from kernel.database import Database
from kernel.errors import BadInput, Forbidden, NotFound
from kernel.policy import SYSTEM
from kernel.vault import Vault
from meetings.lifecycle import State
from meetings.models import Meeting
from meetings.operations.promises import correct_promise, promise_in
from tests.factories.accounts import new_office, new_person, send, signed_in
from tests.factories.commitments import day, told
from tests.factories.meetings import new_commitment, new_group, new_meeting

PROMISE = Promise(
    what="Limpiar el canal", made_on=date(2026, 8, 23), responsible_group="Municipalidad",
    verifier_group="Comité de riego", due_on=date(2026, 10, 31),
)  # fmt: skip
SENT: dict[str, Any] = {
    "what": "Reparar el puente",
    "responsible_group": "Municipalidad",
    "verifier_group": "Comunidad",
    "priority": "normal",
    "recurrence": "",
    "agreement": "",
    **day("made_on", date(2026, 8, 23)),
    **day("due_on", date(2026, 12, 1)),
}


def test_a_promise_belongs_to_what_its_meeting_belongs_to(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        meeting = new_meeting(
            session, vault, new_office(session, vault), belongs_to="programme:P-77"
        )
        made = promise_in(session, SYSTEM, meeting, PROMISE)
        assert (made.made_in, made.belongs_to) == (meeting.subject, "programme:P-77")


@pytest.mark.parametrize("state", [State.READ_BACK, State.SEALED])
def test_what_was_read_back_promises_nothing_more(
    database: Database, vault: Vault, state: State
) -> None:
    with database.changing() as session:
        meeting = new_meeting(session, vault, new_office(session, vault))
        made = promise_in(session, SYSTEM, meeting, PROMISE)
        session.flush()
        meeting.state = state
        with pytest.raises(Forbidden):
            promise_in(session, SYSTEM, meeting, PROMISE)
        with pytest.raises(Forbidden):
            correct_promise(session, SYSTEM, meeting, made, PROMISE, seen=made.version)


def test_a_meeting_corrects_its_own_promises_only(database: Database, vault: Vault) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        meeting, other = new_meeting(session, vault, office), new_meeting(session, vault, office)
        made = promise_in(session, SYSTEM, meeting, PROMISE)
        session.flush()
        with pytest.raises(NotFound):
            correct_promise(session, SYSTEM, other, made, PROMISE, seen=made.version)
        stray = Promise(**(vars(PROMISE) | {"agreement": "agreement:NADA2222"}))
        with pytest.raises(BadInput, match="agreement-unknown"):
            promise_in(session, SYSTEM, meeting, stray)


@pytest.fixture
def met(app: Flask, database: Database, vault: Vault) -> tuple[str, FlaskClient, FlaskClient]:
    """A meeting, somebody who writes its acta, and an auditor who reads it."""
    with database.changing() as session:
        office = new_office(session, vault)
        new_group(session, office, "Ronda campesina")
        meeting = new_meeting(session, vault, office)
        new_commitment(session, office, what="De ninguna reunión")
        taker = new_person(session, office, Role.NOTE_TAKER).id
        auditor = new_person(session, office, Role.AUDITOR).id
        address = f"/meetings/{meeting.reference}/commitments"
    return address, signed_in(app, taker), signed_in(app, auditor)


def test_the_page_writes_corrects_and_leads_to_the_register(
    met: tuple[str, FlaskClient, FlaskClient], database: Database
) -> None:
    address, taker, auditor = met
    assert "Todavía no se anotó ningún compromiso." in auditor.get(address).text
    assert "Ronda campesina" in taker.get(f"{address}/new").text
    lacking = send(taker, f"{address}/new", **(SENT | {"verifier_group": "", "risks": "No borrar"}))
    assert lacking.status_code == 400
    assert "Falta quién comprueba" in lacking.text
    assert "No borrar" in lacking.text
    assert send(taker, f"{address}/new", **SENT).status_code == 303
    page = auditor.get(address).text
    assert "Reparar el puente" in page
    assert "De ninguna reunión" not in page
    assert "/new" not in page, "an auditor writes nothing"
    with database.reading() as session:
        code = session.query(Commitment).filter_by(what="Reparar el puente").one().code
    better = SENT | {"what": "Reparar los dos puentes", "version": 1}
    assert send(taker, f"{address}/{code}", **better).status_code == 303
    stale = send(taker, f"{address}/{code}", **(better | {"what": "Otra cosa"}))
    assert stale.status_code == 409
    assert "Otra persona cambió esto" in stale.text
    assert "Otra cosa" in stale.text
    elsewhere = taker.get(f"/commitments/{code}/change")
    assert elsewhere.status_code == 200
    refused = send(taker, f"/commitments/{code}/change", **(better | {"version": 2}))
    assert refused.status_code == 409
    assert "se corrige en su reunión" in refused.text


def test_a_sealed_meeting_shows_and_writes_nothing(
    met: tuple[str, FlaskClient, FlaskClient], database: Database, vault: Vault
) -> None:
    address, taker, _auditor = met
    assert send(taker, f"{address}/new", **SENT).status_code == 303
    with database.changing() as session:
        session.query(Meeting).one().state = State.SEALED
        one = session.query(Commitment).filter_by(what="Reparar el puente").one()
        told(session, vault, one, Verb.START, date(2026, 9, 1))
        code = one.code
    page = taker.get(address).text
    assert "Reparar el puente" in page
    assert "/new" not in page
    for path in ("new", code):
        assert taker.get(f"{address}/{path}").status_code == 403
        assert send(taker, "/account", to=f"{address}/{path}", **SENT).status_code == 403


def test_another_office_is_told_that_there_is_no_such_meeting(
    met: tuple[str, FlaskClient, FlaskClient], app: Flask, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        person = new_person(session, new_office(session, vault), Role.NOTE_TAKER).id
    stranger = signed_in(app, person)
    unknown = stranger.get("/meetings/M-NADA22/commitments")
    for path in ("", "/new"):
        answer = stranger.get(met[0] + path)
        assert (answer.status_code, answer.data) == (404, unknown.data)
