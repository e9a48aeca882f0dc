"""Offices with meetings and the browsers of those who work there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accounts.models import Office
from accounts.roles import Role
from kernel.vault import Vault
from meetings.models import Meeting
from tests.factories.accounts import new_office, new_person, send, signed_in
from tests.factories.meetings import new_agenda_item, new_meeting


@dataclass
class Work:
    """An office, its people, and another office that makes noise."""

    app: Flask
    office_id: int
    other_id: int
    people: dict[Role, int]
    stranger_id: int

    @property
    def vault(self) -> Vault:
        """The vault of the application."""
        found: Vault = self.app.extensions["vault"]
        return found

    @contextmanager
    def changing(self) -> Iterator[Session]:
        """A change of its own."""
        with self.app.extensions["database"].changing() as session:
            yield session

    def browser(self, role: Role = Role.FACILITATOR) -> FlaskClient:
        """The browser of somebody of the office."""
        return signed_in(self.app, self.people[role])

    def stranger(self) -> FlaskClient:
        """The browser of somebody with the same work in the other office."""
        return signed_in(self.app, self.stranger_id)

    def plans(self, *points: str, elsewhere: bool = False, **facts: Any) -> str:
        """A meeting with these points on its agenda; its reference."""
        with self.changing() as session:
            office = session.get_one(Office, self.other_id if elsewhere else self.office_id)
            meeting = new_meeting(session, self.vault, office, **facts)
            for number, point in enumerate(points, 1):
                new_agenda_item(session, meeting, point, position=number)
            return meeting.reference

    def meeting(self, session: Session, reference: str) -> Meeting:
        """The meeting as it is now."""
        return session.scalars(select(Meeting).where(Meeting.reference == reference)).one()


def at_work(app: Flask) -> Work:
    """An office with somebody in each role of meetings, and another office."""
    vault = app.extensions["vault"]
    roles = (
        Role.COORDINATOR, Role.FACILITATOR, Role.NOTE_TAKER, Role.TRANSLATOR, Role.AUDITOR,
    )  # fmt: skip
    with app.extensions["database"].changing() as session:
        office, other = new_office(session, vault), new_office(session, vault)
        people = {role: new_person(session, office, role).id for role in roles}
        stranger = new_person(session, other, Role.FACILITATOR)
        return Work(app, office.id, other.id, people, stranger.id)


@pytest.fixture
def work(app: Flask) -> Work:
    """An office at work."""
    return at_work(app)


def sends(
    browser: FlaskClient, page: str, to: Any = "", status: Any = 303, **fields: Any
) -> TestResponse:
    """Send the form of a page and expect this answer."""
    answer = send(browser, page, to, **fields)
    assert answer.status_code == status, answer.text
    return answer
