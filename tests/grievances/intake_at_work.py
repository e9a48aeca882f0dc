"""Somebody takes a case down at the desk, as they do in a browser without a script."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts.models import Office
from accounts.roles import Role
from grievances.models import Assistance, Case, OfficeDraft
from kernel.database import Database
from kernel.policy import Actor
from kernel.vault import Vault
from tests.factories.accounts import signed_in
from tests.factories.cases import make_office, make_staff

STORY = "Wichaypi yarqhata wichq'arqanku. Chakraykuman unu mana chayamunchu."
TOLD: dict[str, Any] = {
    "spoken": "quechua",
    "language": "qu",
    "topics": ["water", "animals"],
    "track": "queja",
    "story": STORY,
    "where": "PE-CUS",
    "place": "Sector Qollpa",
    "for_whom": "me",
    "respondent": "La empresa",
    "tier": "anonymous",
}


@dataclass
class Counter:
    """The place where people come to, and one of those who take down what they tell."""

    app: Flask
    database: Database
    office_id: int
    people: dict[Role, Actor]
    browsers: dict[Role, FlaskClient]

    def begin(self, role: Role, channel: str = "visit") -> int:
        """Begin a draft; its number."""
        sent = self.send(role, "/desk/intake", "/desk/intake", channel=channel)
        assert sent.status_code == 303, sent.text[-3000:]
        return int(sent.location.rpartition("/")[2])

    def page(self, role: Role, address: str) -> str:
        """What somebody reads there."""
        answer = self.browsers[role].get(address)
        assert answer.status_code == 200, (answer.status_code, answer.text[-3000:])
        return unescape(answer.text)

    def anew(self, role: Role) -> FlaskClient:
        """The same person signs in again: hours have passed."""
        self.browsers[role] = signed_in(self.app, self.people[role].person_id or 0)
        return self.browsers[role]

    def send(self, role: Role, page: str, to: str, **fields: Any) -> TestResponse:
        """Open a page and send its form that goes to an address."""
        return self.browsers[role].post(to, data={**self.hidden(role, page, to), **fields})

    def hidden(self, role: Role, page: str, to: str) -> dict[str, str]:
        """The hidden fields of the form on a page that goes to an address."""
        html = self.browsers[role].get(page).get_data(as_text=True)
        forms = re.findall(r'<form[^>]*method="post"[^>]*>.*?</form>', html, re.S)
        form = next(one for one in forms if _address(one, page) == to)
        tags = re.findall(r"<input[^>]*>", form)
        inputs = [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in tags]
        return {
            one["name"]: unescape(one["value"]) for one in inputs if one.get("type") == "hidden"
        }

    def keep(self, role: Role, number: int, **changed: Any) -> TestResponse:
        """Save the page of all questions; None is a choice that nobody took."""
        address = f"/desk/intake/{number}"
        told = {name: words for name, words in (TOLD | changed).items() if words is not None}
        return self.send(role, address, address, **told)

    def register(self, role: Role, number: int, **fields: Any) -> TestResponse:
        """Read it back, declare, register."""
        said = {"agreed": "y", "read_back": "y", "tie": "no"} | fields
        address = f"/desk/intake/{number}"
        return self.send(role, f"{address}/review", f"{address}/register", **said)

    def take_down(self, role: Role, channel: str = "visit", **changed: Any) -> str:
        """The whole way; the reference of the case."""
        number = self.begin(role, channel)
        assert self.keep(role, number, **changed).status_code == 303
        registered = self.register(role, number)
        assert registered.status_code == 303, registered.text[-3000:]
        return self.cases()[-1].reference

    def cases(self) -> list[Case]:
        """The cases there are, first to last."""
        with self.database.reading() as session:
            found = list(session.scalars(select(Case).order_by(Case.id)))
            session.expunge_all()
            return found

    def drafts(self) -> list[OfficeDraft]:
        """The drafts there are."""
        with self.database.reading() as session:
            found = list(session.scalars(select(OfficeDraft).order_by(OfficeDraft.id)))
            session.expunge_all()
            return found

    def assistance(self) -> Assistance:
        """How the one case came."""
        with self.database.reading() as session:
            found = session.scalars(select(Assistance)).one()
            session.expunge_all()
            return found

    def add(self, role: Role) -> Actor:
        """One more person of the office, who becomes the one in this role."""
        with self.database.changing() as session:
            office = session.get_one(Office, self.office_id)
            actor = make_staff(session, office, role)
        assert actor.person_id is not None
        self.browsers[role] = signed_in(self.app, actor.person_id)
        return actor


def _address(form: str, page: str) -> str:
    """Where a form goes; without an address to its own page."""
    found = re.match(r'<form[^>]*action="([^"]*)"', form)
    return found[1] if found else page


ROLES = (Role.INTAKE, Role.HANDLER, Role.SUPERVISOR, Role.CUSTODIAN, Role.MONITOR)


def open_counter(app: Flask, database: Database, vault: Vault, **facts: Any) -> Counter:
    """An office with somebody in each role."""
    with database.changing() as session:
        office = make_office(session, vault, **facts)
        people = {role: make_staff(session, office, role) for role in ROLES}
        office_id = office.id
    browsers = {role: signed_in(app, who.person_id or 0) for role, who in people.items()}
    return Counter(app, database, office_id, people, browsers)


def without_tokens(html: str) -> str:
    """A page without what is random in it each time."""
    return re.sub(r'(name="(?:csrf_token|key)"[^>]*value=)"[^"]*"', r"\1", html)


def code_on(html: str) -> str:
    """The 16 digits that a receipt page shows."""
    shown = re.search(r'<p class="code">(.*?)</p>', html, re.S)
    assert shown, html
    return re.sub(r"\D", "", shown[1])
