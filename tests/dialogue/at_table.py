"""A table of dialogue and the browsers of everybody around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.roles import Role
from dialogue.kinds import GroupKind, SeatKind, Visibility
from dialogue.models import Process
from kernel.policy import Actor, Grant
from kernel.vault import Vault
from tests.factories.accounts import new_office, new_person, signed_in
from tests.factories.tables import browser_with, new_card, new_party, new_process, new_seat

ROLES = (
    Role.COORDINATOR, Role.FACILITATOR, Role.NOTE_TAKER, Role.TRANSLATOR, Role.AUDITOR,
)  # fmt: skip


@dataclass
class AtTable:
    """An office with a table where a community and a company sit; another office makes noise."""

    app: Flask
    office_id: int = 0
    other_id: int = 0
    code: str = ""
    people: dict[Role, int] = field(default_factory=dict)
    seats: dict[str, int] = field(default_factory=dict)
    """Seat ids: `community` with an account, `company` with a card, `observer` with an account."""
    accounts: dict[str, int] = field(default_factory=dict)
    card: int = 0
    groups: dict[str, int] = field(default_factory=dict)
    stranger_id: int = 0

    @property
    def vault(self) -> Vault:
        """The vault of the application."""
        found: Vault = self.app.extensions["vault"]
        return found

    @property
    def home(self) -> str:
        """Where the pages of the process begin."""
        return f"/dialogue/{self.code}"

    @contextmanager
    def changing(self) -> Iterator[Session]:
        """A change of its own."""
        with self.app.extensions["database"].changing() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Reads alone."""
        with self.app.extensions["database"].reading() as session:
            yield session

    def process(self, session: Session) -> Process:
        """The process as it is now."""
        return session.scalars(select(Process).where(Process.code == self.code)).one()

    def becomes(self, **facts: Any) -> None:
        """Let the process be otherwise."""
        with self.changing() as session:
            for name, value in facts.items():
                setattr(self.process(session), name, value)

    def browser(self, role: Role = Role.FACILITATOR) -> FlaskClient:
        """The browser of somebody of the office."""
        return signed_in(self.app, self.people[role])

    def seat(self, name: str = "community") -> FlaskClient:
        """The browser of somebody who sits there: with an account, or with a card."""
        if name == "company":
            return browser_with(self.app, self.card)
        return signed_in(self.app, self.accounts[name])

    def elsewhere(self) -> FlaskClient:
        """The browser of a facilitator of the other office."""
        return signed_in(self.app, self.stranger_id)

    def nobody(self) -> FlaskClient:
        """The browser of anybody at all."""
        return self.app.test_client()

    def actor(self, name: str) -> Actor:
        """A seat or a role as the policy sees it."""
        if name == "company":
            return Actor(receipt_of=f"seat:{self.seats[name]}")
        if name in self.accounts:
            return Actor(person_id=self.accounts[name])
        role = Role(name)
        return Actor(self.people[role], frozenset({Grant(role, self.office_id)}))


def at_table(app: Flask, **facts: Any) -> AtTable:
    """Seats for everybody, at a table that its parties read unless told otherwise."""
    vault, made = app.extensions["vault"], AtTable(app)
    with app.extensions["database"].changing() as session:
        office, other = new_office(session, vault), new_office(session, vault)
        made.office_id, made.other_id = office.id, other.id
        made.people = {role: new_person(session, office, role).id for role in ROLES}
        made.stranger_id = new_person(session, other, Role.FACILITATOR).id
        new_process(session, vault, other, title="Mesa de otra oficina")
        process = new_process(session, vault, office, **facts)
        made.code = process.code
        community = new_party(session, process, "Comunidad de Qollpa")
        company = new_party(session, process, "Minera Cobre Alto", kind=GroupKind.COMPANY)
        made.groups = {"community": community.id, "company": company.id}
        for name, kind, group in (
            ("community", SeatKind.TITULAR, community),
            ("observer", SeatKind.OBSERVER, company),
        ):
            person = new_person(session, None, name=f"Persona {name.title()} Inventada")
            made.accounts[name] = person.id
            made.seats[name] = new_seat(session, process, group, person, kind=kind).id
        seat = new_seat(session, process, company, name="Carlos Tarjeta Inventado")
        made.seats["company"], made.card = seat.id, new_card(session, seat).id
    return made


@pytest.fixture
def table(app: Flask) -> AtTable:
    """A table that the office and the parties read."""
    return at_table(app)


@pytest.fixture
def public_table(app: Flask) -> AtTable:
    """A table whose public part everybody reads."""
    return at_table(app, visibility=Visibility.PUBLIC)
