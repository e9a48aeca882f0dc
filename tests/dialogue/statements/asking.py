"""A table where people are asked: an office, two parties, a conversation, and another table."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accounts.roles import Role
from dialogue.kinds import Audience, SeatKind, Visibility
from dialogue.models import Conversation, Process
from kernel.database import Database
from tests.factories.accounts import new_office, new_person, signed_in
from tests.factories.conversations import new_conversation
from tests.factories.tables import browser_with, new_card, new_party, new_process, new_seat
from tests.grievances.people import hidden


@dataclass
class Table:
    """A process in the application's database and who comes to it."""

    app: Flask
    process: str
    people: dict[str, int]
    cards: dict[str, int]
    groups: dict[str, int]
    elsewhere: str
    """The code of another process, of another office."""
    strange: str
    """A conversation there."""

    @property
    def database(self) -> Database:
        """The database of the application."""
        found: Database = self.app.extensions["database"]
        return found

    @contextmanager
    def changing(self) -> Iterator[tuple[Session, Process]]:
        """The process, to change it."""
        with self.database.changing() as session:
            yield session, session.scalars(self._query()).one()

    @contextmanager
    def reading(self) -> Iterator[tuple[Session, Process]]:
        """The process, to look at it."""
        with self.database.reading() as session:
            yield session, session.scalars(self._query()).one()

    def _query(self) -> Any:
        return select(Process).where(Process.code == self.process)

    def ask(self, **facts: Any) -> str:
        """A conversation that is open; its code."""
        with self.changing() as (session, process):
            return new_conversation(session, process, **facts).code

    def find(self, session: Session, code: str) -> Conversation:
        """A conversation by its code."""
        return session.scalars(select(Conversation).where(Conversation.code == code)).one()

    def browser(self, who: str) -> FlaskClient:
        """The browser of somebody by name: signed in, with a card, or nobody."""
        if who in self.people:
            return signed_in(self.app, self.people[who])
        return browser_with(self.app, self.cards[who]) if who in self.cards else self.stranger()

    def stranger(self) -> FlaskClient:
        """A browser of the public."""
        return self.app.test_client()

    def at(self, code: str, end: str = "") -> str:
        """An address of a conversation of this table."""
        return f"/dialogue/{self.process}/statements/{code}{'/' if end else ''}{end}"


def open_table(app: Flask, **facts: Any) -> Table:
    """A public mesa of a community and a company; the community has an account and cards."""
    vault = app.extensions["vault"]
    known: dict[str, Any] = {"visibility": Visibility.PUBLIC}
    with app.extensions["database"].changing() as session:
        office, other = new_office(session, vault), new_office(session, vault)
        strange = new_process(session, vault, other, **known)
        asked = new_conversation(session, strange, audience=Audience.PUBLIC, is_public=True)
        process = new_process(session, vault, office, **(known | facts))
        community = new_party(session, process, "Comunidad")
        company = new_party(session, process, "Empresa")
        people = {
            "host": new_person(session, office, Role.FACILITATOR),
            "auditor": new_person(session, office, Role.AUDITOR),
            "host-elsewhere": new_person(session, other, Role.FACILITATOR),
            "rosa": new_person(session, None),
            "nobody": new_person(session, None),
        }
        new_seat(session, process, community, people["rosa"])
        seats = {
            "card": new_seat(session, process, company),
            "invited": new_seat(session, process, community, kind=SeatKind.INVITED),
            "observer": new_seat(session, process, community, kind=SeatKind.OBSERVER),
            "elsewhere-card": new_seat(session, strange, new_party(session, strange)),
        }
        return Table(
            app=app,
            process=process.code,
            people={name: one.id for name, one in people.items()},
            cards={name: new_card(session, seat).id for name, seat in seats.items()},
            groups={"community": community.id, "company": company.id},
            elsewhere=strange.code,
            strange=asked.code,
        )


@pytest.fixture
def table(app: Flask) -> Table:
    """A table in the application's database."""
    return open_table(app)


def press(browser: FlaskClient, page: str, to: str = "", **fields: Any) -> TestResponse:
    """Send a form of a page as a person would: its first one, or the one that goes to `to`."""
    shown = browser.get(page)
    assert shown.status_code == 200, (shown.status_code, page)
    form = form_on(shown.get_data(as_text=True), to)
    assert form, f"no form to {to} on {page}"
    return browser.post(to or page, data=form | fields)


def form_on(html: str, to: str = "") -> dict[str, str]:
    """The hidden fields of the form to this address, else of the first one that is sent once."""
    forms = re.findall(r'<form[^>]*method="post".*?</form>', html, re.S)
    wanted = f'action="{escape(to)}"'
    mine = [one for one in forms if to and wanted in one]
    return hidden((mine or [one for one in forms if 'name="key"' in one] or [""])[0])


def press_choice(browser: FlaskClient, page: str, choice: str) -> TestResponse:
    """Vote on whatever the page asks."""
    shown = browser.get(page).get_data(as_text=True)
    to = _action(shown)
    return browser.post(to, data=hidden(shown, to) | {"choice": choice})


def _action(html: str) -> str:
    found = re.search(r'<form class="ballot" method="post" action="([^"]+)"', html)
    assert found, "nothing is asked"
    return unescape(found[1])
