"""A study with a model that answers, its people, and another office that makes noise."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office, Person
from accounts.roles import Role
from basin.jobs import installed, looking, submitting, watching
from basin.lifecycle import RunState
from basin.models import Run, Study
from basin.operations import runs
from basin.operations.runs import Ask
from kernel.clock import now
from kernel.database import Database
from kernel.jobs import Work
from kernel.jobs.enqueue import RunState as WorkState
from kernel.policy import Actor
from tests.basin.fake_service import URL, FakeService, FakeServices
from tests.factories.accounts import actor_of, new_office, new_person, signed_in
from tests.factories.basin import new_expert, new_member, new_study

VALUES: dict[str, Any] = {"scenarios": ["baseline", "with-mine"], "mine_fresh_l_s": 30}
WHY = "Para saber qué pasa con el manantial"


@dataclass(frozen=True)
class Proposed:
    """What came of a proposal."""

    id: int
    code: str
    is_new: bool


@dataclass
class Table:
    """An office with a study, the people at its table, and the service of its model."""

    app: Flask
    service: FakeService
    office_id: int
    study: str
    other_study: str
    people: dict[str, int]

    @property
    def database(self) -> Database:
        """The database of the application."""
        found: Database = self.app.extensions["database"]
        return found

    @property
    def work(self) -> Work:
        """What a duty works with, without a worker."""
        return Work("", self.database, self.app.extensions["vault"], self.app.extensions["jobs"])

    @contextmanager
    def changing(self) -> Iterator[Session]:
        """A change of its own, in the application."""
        with self.app.app_context(), self.database.changing() as session:
            yield session

    def browser(self, who: str) -> FlaskClient:
        """The browser of one of the people."""
        return signed_in(self.app, self.people[who])

    def actor(self, session: Session, who: str) -> Actor:
        """One of the people as the policy sees them."""
        return actor_of(session, session.get_one(Person, self.people[who]))

    def the_study(self, session: Session, code: str = "") -> Study:
        """The study, as it stands now."""
        return session.scalars(select(Study).where(Study.code == (code or self.study))).one()

    def looks(self) -> None:
        """The worker looks at the service."""
        with self.app.app_context():
            looking.look_at(self.work, URL)

    def proposes(
        self, who: str = "member", values: Mapping[str, Any] | None = None, **facts: Any
    ) -> Proposed:
        """Somebody proposes a run of the model as it is."""
        with self.changing() as session:
            known = {"values": values or VALUES, "why": WHY, "seen": self.service.model.version}
            actor, study = self.actor(session, who), self.the_study(session)
            asked = runs.propose(session, actor, study, Ask(**(known | facts)))
            return Proposed(asked.run.id, asked.run.code, asked.is_new)

    def starts(self, values: Mapping[str, Any] | None = None) -> int:
        """A run that the worker has to send; its id."""
        asked = self.proposes("coordinator", values)
        with self.changing() as session:
            run = session.get_one(Run, asked.id)
            runs.start(session, self.work.jobs, self.actor(session, "coordinator"), run)
        return asked.id

    def submits(self, run_id: int, tried: int = 0) -> None:
        """The worker sends the question."""
        with self.app.app_context():
            submitting.submit_once(self.work, run_id, tried)

    def watches(self, run_id: int, asked: int = 0) -> None:
        """The worker asks how far it is."""
        with self.app.app_context():
            watching.watch_once(self.work, run_id, asked)

    def run(self, run_id: int) -> Run:
        """A run as it stands now."""
        with self.database.reading() as session:
            found = session.get_one(Run, run_id)
            session.expunge_all()
            return found

    def state(self, run_id: int) -> RunState:
        """Where a run stands."""
        return self.run(run_id).state

    def ordered(self, duty: str) -> list[tuple[Any, ...]]:
        """The references of what is ordered of a duty and not done."""
        found = self.work.jobs.runs([WorkState.WAITING], limit=200)
        return sorted(each.references for each in found if each.duty == f"basin.{duty}")


def at_the_model(app: Flask, *, looked: bool = True) -> Table:
    """A study whose model was seen by the worker, unless told otherwise."""
    vault, fake = app.extensions["vault"], FakeServices()
    app.extensions[installed.EXTENSION] = fake
    with app.extensions["database"].changing() as session:
        office, other = new_office(session, vault), new_office(session, vault)
        study = new_study(session, office, title="Salar de la prueba")
        people = {role.value: new_person(session, office, role) for role in _ROLES}
        people |= {name: new_person(session, None) for name in ("member", "left", "expert")}
        people["elsewhere"] = new_person(session, other, Role.COORDINATOR)
        people["platform"] = new_person(session, None, Role.PLATFORM_ADMIN)
        new_member(session, study, people["member"], name="Rosa Mamani")
        new_member(session, study, people["left"]).left_on = now().date()
        new_member(session, study, None, name="Don Julio", group="Comunidad de arriba")
        new_expert(session, study, people["expert"])
        noise = new_study(session, other, title="Otro salar")
        table = Table(
            app, fake.service, office.id, study.code, noise.code,
            {name: person.id for name, person in people.items()},
        )  # fmt: skip
    if looked:
        table.looks()
    return table


_ROLES = (Role.COORDINATOR, Role.FACILITATOR, Role.MODELLER, Role.NOTE_TAKER, Role.AUDITOR)


@pytest.fixture
def table(app: Flask) -> Table:
    """A study at work."""
    return at_the_model(app)


def office_of(session: Session, table: Table) -> Office:
    """The office of the study."""
    return session.get_one(Office, table.office_id)
