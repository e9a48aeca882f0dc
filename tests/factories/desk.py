"""The desk with people at it: a committed scene and a browser for each of them."""

import re
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from grievances.models import Case
from kernel.audit import Entry
from kernel.database import Database
from kernel.policy import Actor
from kernel.vault import Vault
from tests.factories.accounts import signed_in
from tests.factories.cases import make_scene

RATING = {"scale": "3", "scope": "2", "irremediability": "2"}


@dataclass
class Desk:
    """An office, its people, one case, and what a test does there through HTTP."""

    app: Flask
    database: Database
    office_id: int
    case_id: int
    reference: str
    people: dict[str, Actor]
    browsers: dict[int, FlaskClient] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The case page."""
        return f"/desk/cases/{self.reference}"

    def browser(self, who: str | Actor) -> FlaskClient:
        """The browser of one of the people, signed in once."""
        actor = self.people[who] if isinstance(who, str) else who
        number = actor.person_id
        assert number is not None
        if number not in self.browsers:
            self.browsers[number] = signed_in(self.app, number)
        return self.browsers[number]

    def page(self, who: str | Actor, address: str = "") -> str:
        """What the person reads at an address, by default the case page."""
        answer = self.browser(who).get(address or self.address)
        assert answer.status_code == 200, (answer.status_code, answer.text[-3000:])
        return answer.text

    def send(self, who: str | Actor, action: str, **fields: Any) -> TestResponse:
        """Open the page of an action of the case and send its form."""
        address = f"{self.address}/{action}"
        return self.browser(who).post(address, data={**self.hidden(who, address), **fields})

    def do(self, who: str | Actor, verb: str, **fields: Any) -> None:
        """Do a verb, as it ought to work."""
        answer = self.send(who, f"do/{verb}", **fields)
        assert answer.status_code == 303, (verb, answer.status_code, answer.text[-3000:])

    def write(self, who: str | Actor, to: str, **fields: Any) -> TestResponse:
        """Send one of the forms that stand on the case page itself."""
        return self.browser(who).post(
            f"{self.address}/{to}", data={**self.hidden(who, self.address), **fields}
        )

    def hidden(self, who: str | Actor, address: str) -> dict[str, str]:
        """The hidden fields of the last form on a page."""
        form = self.page(who, address).rpartition('<form method="post"')[2]
        inputs = [
            dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in re.findall("<input[^>]*>", form)
        ]
        return {one["name"]: one["value"] for one in inputs if one.get("type") == "hidden"}

    def case(self) -> Case:
        """The case as it stands."""
        with self.database.reading() as session:
            case = session.scalars(select(Case).where(Case.id == self.case_id)).one()
            session.expunge_all()
            return case

    def trail(self, subject: str = "") -> list[Entry]:
        """What the trail says about the case, or about another subject."""
        with self.database.reading() as session:
            wanted = select(Entry).where(Entry.subject == (subject or f"case:{self.case_id}"))
            entries = list(session.scalars(wanted.order_by(Entry.seq)))
            session.expunge_all()
            return entries


def make_desk(app: Flask, database: Database, vault: Vault, **answers: Any) -> Desk:
    """An office at work, with one fresh case."""
    with database.changing() as session:
        scene = make_scene(session, vault, **answers)
        people = {
            name: getattr(scene, name)
            for name in ("intake", "handler", "supervisor", "second_supervisor")
        }
        return Desk(app, database, scene.office.id, scene.case.id, scene.case.reference, people)
