"""A table with the browsers of those who sit there, run it, and have nothing to do with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accounts.roles import Role
from dialogue.kinds import GroupKind, SeatKind, Visibility
from dialogue.models import Process, Proposal, Round, Seat
from kernel.vault import Vault
from tests.factories.accounts import new_office, new_person, send, signed_in
from tests.factories.rounds import new_proposal
from tests.factories.tables import browser_with, new_card, new_party, new_process, new_seat


@dataclass
class Working:
    """A process with a proposal; people by name, and a second process that makes noise."""

    app: Flask
    code: str
    proposal: str
    other: str
    groups: dict[str, int]
    people: dict[str, int]
    cards: dict[str, int]
    seats: dict[str, int] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The page of the proposal."""
        return f"/dialogue/{self.code}/proposals/{self.proposal}"

    def round_at(self, number: int = 1) -> str:
        """The page of a round."""
        return f"{self.address}/rounds/{number}"

    def browser(self, name: str = "facilitator") -> FlaskClient:
        """The browser of somebody: signed in, with a card, or of a stranger."""
        if name == "stranger":
            return self.app.test_client()
        if name in self.cards:
            return browser_with(self.app, self.cards[name])
        return signed_in(self.app, self.people[name])

    @contextmanager
    def changing(self) -> Iterator[Session]:
        """A change of its own."""
        with self.app.app_context(), self.app.extensions["database"].changing() as session:
            yield session

    def process(self, session: Session) -> Process:
        """The process as it is now."""
        return session.scalars(select(Process).where(Process.code == self.code)).one()

    def found(self, session: Session) -> tuple[Process, Proposal]:
        """The process and the proposal as they are now."""
        query = select(Proposal).where(Proposal.code == self.proposal)
        return self.process(session), session.scalars(query).one()

    def round(self, session: Session, number: int = 1) -> tuple[Process, Round]:
        """A round as it is now."""
        process, proposal = self.found(session)
        query = select(Round).where(Round.proposal_id == proposal.id, Round.number == number)
        return process, session.scalars(query).one()

    def seat(self, session: Session, name: str) -> Seat:
        """The seat of somebody."""
        return session.get_one(Seat, self.seats[name])


ANSWERS = {"reason": "Falta agua en mayo.", "language": "es"}


def at_table(app: Flask, **facts: Any) -> Working:
    """A community of four seats and a company of two, one of them with a card."""
    vault: Vault = app.extensions["vault"]
    with app.extensions["database"].changing() as session:
        office, elsewhere = new_office(session, vault), new_office(session, vault)
        process = new_process(session, vault, office, **facts)
        noise = new_process(session, vault, elsewhere, visibility=Visibility.PARTIES)
        community = new_party(session, process, "Comunidad Pastos", may_block=True)
        company = new_party(session, process, "Empresa Sal", kind=GroupKind.COMPANY)
        strangers = new_party(session, noise, "Comunidad ajena")
        people = {
            role.value: new_person(session, office, role)
            for role in (Role.FACILITATOR, Role.COORDINATOR, Role.NOTE_TAKER, Role.AUDITOR)
        }
        outside = new_person(session, elsewhere, Role.FACILITATOR)
        seats = {
            "rosa": _sits(session, process, community, people, "rosa"),
            "juana": _sits(session, process, community, people, "juana"),
            "alterna": _sits(session, process, community, people, "alterna",
                             kind=SeatKind.ALTERNATE),
            "asesor": _sits(session, process, community, people, "asesor", kind=SeatKind.ADVISER),
            "observa": _sits(session, process, community, people, "observa",
                             kind=SeatKind.OBSERVER),
            "gerente": _sits(session, process, company, people, "gerente"),
            "vecina": _sits(session, noise, strangers, people, "vecina"),
            "tarjeta": new_seat(session, process, community, name="Doña Tarjeta"),
        }  # fmt: skip
        seats["alterna"].stands_in_for_id = seats["rosa"].id
        card = new_card(session, seats["tarjeta"])
        proposal = new_proposal(session, process, "Bombear 20 % menos de mayo a octubre.")
        session.flush()
        return Working(
            app,
            process.code,
            proposal.code,
            noise.code,
            {"community": community.id, "company": company.id, "noise": strangers.id},
            {name: one.id for name, one in people.items()} | {"outside": outside.id},
            {"tarjeta": card.id},
            {name: one.id for name, one in seats.items()},
        )


def _sits(
    session: Session, process: Process, group: Any, people: dict[str, Any], name: str, **facts: Any
) -> Seat:
    person = new_person(session, None, name=name.title())
    people[name] = person
    return new_seat(session, process, group, person, **facts)


@pytest.fixture
def working(app: Flask) -> Working:
    """A table at work, read by its parties."""
    return at_table(app)


def ending_of(page: str, verb: str) -> str:
    """What is folded around the button that ends a round, as one reads it before pressing."""
    before, found = page.split(f"/do/{verb}", 1)[0], '<details class="confirm">'
    assert found in before
    folded = before.rsplit(found, 1)[1]
    assert "</details>" not in folded
    return folded


def sends(
    browser: FlaskClient, page: str, to: Any = "", status: Any = 303, **fields: Any
) -> TestResponse:
    """Send the form of a page and expect this answer."""
    answer = send(browser, page, to, **fields)
    assert answer.status_code == status, answer.text
    return answer
