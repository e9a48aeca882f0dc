"""Two offices with programmes: what one of them sees or does must not touch the other."""

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.roles import Role
from kernel.database import Database
from kernel.vault import Vault
from tests.factories.accounts import new_office, new_person, signed_in
from tests.factories.meetings import new_programme


@dataclass(frozen=True)
class Desk:
    """Two offices, a programme in each, and people of the first one."""

    office_id: int
    other_office_id: int
    programme: str
    other_programme: str
    coordinator: int
    note_taker: int
    auditor: int
    other_coordinator: int


@pytest.fixture
def desk(database: Database, vault: Vault) -> Desk:
    """People and programmes in the database of the test."""
    with database.changing() as session:
        here, there = new_office(session, vault), new_office(session, vault)
        return Desk(
            office_id=here.id,
            other_office_id=there.id,
            programme=new_programme(session, here, title="Territorio en diálogo").reference,
            other_programme=new_programme(session, there, title="Agua ajena").reference,
            coordinator=new_person(session, here, Role.COORDINATOR).id,
            note_taker=new_person(session, here, Role.NOTE_TAKER).id,
            auditor=new_person(session, here, Role.AUDITOR).id,
            other_coordinator=new_person(session, there, Role.COORDINATOR).id,
        )


@pytest.fixture
def coordinator(app: Flask, desk: Desk) -> FlaskClient:
    """The browser of who leads the programmes of the first office."""
    return signed_in(app, desk.coordinator)


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """Somebody without an account."""
    from tests.pages import CheckedClient

    app.test_client_class = CheckedClient
    return app.test_client()
