"""A study at work: its office, its table, its council, and the browsers of them all."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from accounts.roles import Role
from basin.kinds import Side, Visibility
from basin.models import Study
from kernel.database import Database
from kernel.vault import Vault
from tests.factories.accounts import new_office, new_person, send, signed_in
from tests.factories.basin import new_evidence, new_expert, new_member, new_study

COORDINATOR, MODELLER, AUDITOR = "coordinator", "modeller", "auditor"
MEMBER, COMPANY, EXPERT = "member", "company", "expert"
LEFT, ELSEWHERE, NEIGHBOUR, STRANGER = "left", "elsewhere", "neighbour", "stranger"

STAFF = (COORDINATOR, MODELLER, AUDITOR)
SEATED = (MEMBER, COMPANY, EXPERT)
OUTSIDE = (LEFT, ELSEWHERE, NEIGHBOUR, STRANGER)
"""Who left, staff of another office, a member of another study, and nobody."""

MODEL = {"model": "salar-demo", "model_version": "1.0.0", "model_sha256": "a1" * 32}
NEWER = {"model": "salar-demo", "model_version": "1.1.0", "model_sha256": "b2" * 32}
MEMBERS_NAME, EXPERTS_NAME = "Zenobia Qanaripuy", "Inés Ñawirina"


@dataclass(frozen=True)
class Table:
    """A study, and the browsers of those who meet it."""

    app: Flask
    database: Database
    office_id: int
    code: str
    evidence: str
    people: dict[str, int]
    browsers: dict[str, FlaskClient]

    @property
    def address(self) -> str:
        """The page of the study."""
        return f"/studies/{self.code}"

    def get(self, who: str, path: str = "") -> TestResponse:
        """What a page of the study answers somebody."""
        return self.browsers[who].get(self.address + path)

    def open(self, who: str, path: str = "") -> str:
        """The same where it must open."""
        answer = self.get(who, path)
        assert answer.status_code == 200, (who, path, answer.status_code)
        return answer.text

    def send(self, who: str, path: str, to: str = "", **fields: Any) -> TestResponse:
        """Fill in a form of the study and send it, to its own address or `to`."""
        there = self.address + to if to else ""
        return send(self.browsers[who], self.address + path, there, **fields)

    def be(self, **facts: Any) -> None:
        """Let the study be otherwise."""
        with self.database.changing() as session:
            study = session.query(Study).filter_by(code=self.code).one()
            for name, value in facts.items():
                setattr(study, name, value)


def make_table(app: Flask, database: Database, vault: Vault, **facts: Any) -> Table:
    """A study with evidence of one version of a model, and everybody who meets it."""
    with database.changing() as session:
        here, there = new_office(session, vault), new_office(session, vault)
        people = {
            COORDINATOR: new_person(session, here, Role.COORDINATOR),
            MODELLER: new_person(session, here, Role.MODELLER),
            AUDITOR: new_person(session, here, Role.AUDITOR),
            MEMBER: new_person(session, None),
            COMPANY: new_person(session, None),
            EXPERT: new_person(session, None),
            LEFT: new_person(session, None),
            ELSEWHERE: new_person(session, there, Role.COORDINATOR),
            NEIGHBOUR: new_person(session, None),
        }
        study = new_study(session, here, **facts)
        new_member(session, study, people[MEMBER], name=MEMBERS_NAME, group="Comité de agua")
        new_member(session, study, people[COMPANY], side=Side.COMPANY, group="Litio Andino")
        gone = new_member(session, study, people[LEFT])
        gone.left_on = gone.since
        new_expert(session, study, people[EXPERT], name=EXPERTS_NAME)
        new_member(session, new_study(session, there), people[NEIGHBOUR])
        evidence = new_evidence(session, study, title="Con mina, 30 L/s", **MODEL).code
        code, office_id = study.code, here.id
        ids = {who: person.id for who, person in people.items()}
    browsers = {who: signed_in(app, number) for who, number in ids.items()}
    return Table(
        app, database, office_id, code, evidence, ids, browsers | {STRANGER: app.test_client()}
    )


VISIBLE_TO: dict[Visibility, tuple[str, ...]] = {
    Visibility.OFFICE: STAFF,
    Visibility.MEMBERS: (*STAFF, *SEATED),
    Visibility.PUBLIC: (*STAFF, *SEATED, *OUTSIDE),
}
"""Who reads a study, signed by hand: the policy is tested against it through the pages."""
