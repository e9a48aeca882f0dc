"""Commitments at work: an office with its people, a promise, browsers that press buttons."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accounts.models import Office
from accounts.roles import Role
from commitments.lifecycle import Verb
from commitments.models import Commitment, Update
from commitments.operations.telling import News, tell
from kernel.database import Database
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.factories.accounts import new_office, new_person, send, signed_in
from tests.factories.meetings import new_commitment

ROLES = (Role.COORDINATOR, Role.NOTE_TAKER, Role.AUDITOR)


@dataclass(frozen=True)
class Promised:
    """A commitment of an office, and the browsers of its people by role."""

    app: Flask
    database: Database
    office_id: int
    code: str
    browsers: dict[str, FlaskClient]

    @property
    def address(self) -> str:
        """The page of the commitment."""
        return f"/commitments/{self.code}"

    def open(self, role: Role, path: str = "") -> str:
        """What a page of the commitment says to somebody."""
        answer = self.browsers[role].get(self.address + path)
        assert answer.status_code == 200, answer.status_code
        return answer.text

    def send(self, role: Role, path: str, **fields: Any) -> TestResponse:
        """Fill in a form of the commitment and send it, with what the page had filled in."""
        return send(self.browsers[role], self.address + path, **fields)

    def now(self) -> Commitment:
        """The commitment as it stands."""
        with self.database.reading() as session:
            found = session.query(Commitment).filter_by(code=self.code).one()
            session.expunge_all()
            return found


def make_promised(app: Flask, database: Database, vault: Vault, **facts: Any) -> Promised:
    """A coordinator, a note-taker and an auditor of an office, and what was promised there."""
    with database.changing() as session:
        office = new_office(session, vault)
        people = {role: new_person(session, office, role).id for role in ROLES}
        code = new_commitment(session, office, **facts).code
        office_id = office.id
    browsers = {role.value: signed_in(app, person) for role, person in people.items()}
    return Promised(app, database, office_id, code, browsers)


def told(
    session: Session, vault: Vault, commitment: Commitment, verb: Verb, on: date, **facts: Any
) -> Update:
    """One piece of news, told by the platform itself."""
    known: dict[str, Any] = {"told_by": "Comité de riego"} if verb is Verb.VERIFY else {}
    news = News(happened_on=on, **(known | facts))
    session.flush()  # the version that was seen
    update = tell(session, vault, SYSTEM, commitment, verb, news, seen=commitment.version)
    session.flush()
    return update


def day(name: str, when: date) -> dict[str, str]:
    """A day as its three fields are sent."""
    parts = (("day", when.day), ("month", when.month), ("year", when.year))
    return {f"{name}-{part}": str(value) for part, value in parts}


def other_office(session: Session, vault: Vault, **facts: Any) -> Office:
    """Noise: another office with a promise of its own."""
    office = new_office(session, vault)
    new_commitment(session, office, **facts)
    return office
