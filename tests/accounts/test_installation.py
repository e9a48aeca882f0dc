"""What the administrator of the platform sees of durable work and of the post."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import Person
from kernel.audit import Entry
from kernel.clock import now
from kernel.database import Database
from kernel.jobs.enqueue import Run, RunState
from kernel.jobs.heartbeat import beat
from kernel.notices import Letter, Notice, NoticeState
from tests.accounts.conftest import House
from tests.factories.accounts import send


class Work:
    """Durable work as the page asks for it, without a worker."""

    def __init__(self) -> None:
        self.known = [
            Run(
                id=f"run-{number}", duty="kernel.send-notice", references=(number,), state=state,
                ordered_at=now() - timedelta(minutes=number), not_before=None, ended_at=None,
                tries=2, problem="ConnectionRefusedError" if state is RunState.FAILED else None,
            )
            for number, state in enumerate(RunState, 1)
        ]  # fmt: skip
        self.tried: list[str] = []

    def runs(self, states: list[RunState], *, limit: int, skip: int) -> list[Run]:
        return [run for run in self.known if run.state in states][skip : skip + limit]

    def run(self, run_id: str) -> Run | None:
        return next((run for run in self.known if run.id == run_id), None)

    def try_again(self, _session: object, run_id: str) -> None:
        self.tried.append(run_id)

    def close(self) -> None:
        pass


@pytest.fixture
def work(app: Flask) -> Iterator[Work]:
    """One run in each state."""
    real = app.extensions["jobs"]
    app.extensions["jobs"] = Work()
    yield app.extensions["jobs"]
    app.extensions["jobs"] = real


def test_what_failed_comes_first_with_its_kind_of_error(platform: FlaskClient, work: Work) -> None:
    text = platform.get("/admin/installation").text
    assert "kernel.send-notice" in text
    assert "ConnectionRefusedError" in text
    assert "Intentar otra vez" in text


@pytest.mark.parametrize("state", [RunState.WAITING, RunState.RUNNING, RunState.DONE])
def test_what_did_not_fail_offers_no_second_try(
    platform: FlaskClient, work: Work, state: RunState
) -> None:
    text = platform.get(f"/admin/installation?state={state}").text
    assert "kernel.send-notice" in text
    assert "Intentar otra vez" not in text


def test_a_failed_run_is_tried_again_and_the_trail_knows(
    platform: FlaskClient, work: Work, database: Database
) -> None:
    failed = next(run.id for run in work.known if run.state is RunState.FAILED)
    answer = send(platform, "/admin/installation", "/admin/installation/try-again", run=failed)
    assert answer.status_code == 303
    assert work.tried == [failed]
    with database.reading() as session:
        entry = session.scalars(select(Entry).where(Entry.subject == "installation")).one()
    assert entry.facts == {"run": failed}


@pytest.mark.parametrize("run", ["unknown", "run-1"])
def test_nothing_else_is_tried_again(platform: FlaskClient, work: Work, run: str) -> None:
    assert work.known[0].state is not RunState.FAILED
    answer = send(platform, "/admin/installation", "/admin/installation/try-again", run=run)
    assert answer.status_code == 404
    assert work.tried == []


def test_an_unknown_state_is_no_page(platform: FlaskClient, work: Work) -> None:
    assert platform.get("/admin/installation?state=x").status_code == 404


def test_a_silent_worker_is_said_aloud(
    platform: FlaskClient, work: Work, database: Database
) -> None:
    assert "no da señales" in platform.get("/admin/installation").text
    with database.changing() as session:
        beat(session)
    assert "está en marcha" in platform.get("/admin/installation").text


def test_the_outbox_shows_references_and_states(platform: FlaskClient, database: Database) -> None:
    assert "Todavía no hay avisos." in platform.get("/admin/outbox").text
    with database.changing() as session:
        for number in range(60):
            session.add(
                Notice(
                    key=f"k{number}", kind="grievances:new-case", recipient="person:3",
                    about={"case": number}, state=NoticeState.KEPT,
                )
            )  # fmt: skip
    first = platform.get("/admin/outbox").text
    assert first.count("grievances:new-case") == 50
    assert "no envía correos" in first
    assert platform.get("/admin/outbox?before=11").text.count("grievances:new-case") == 10


@pytest.fixture
def notice(app: Flask, house: House, database: Database) -> int:
    """A notice to the handler of the first office."""
    app.extensions["post"].writes("test:hello", lambda *_: Letter("Buenos días", "Hay algo nuevo."))
    with database.changing() as session:
        row = Notice(
            key="k", kind="test:hello", recipient=f"person:{house.here.handler}", about={},
            state=NoticeState.KEPT,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id


def test_a_demonstration_shows_the_words_of_its_mails(
    app: Flask, platform: FlaskClient, notice: int
) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], demo=True)
    assert f"/admin/outbox/{notice}" in platform.get("/admin/outbox").text
    text = platform.get(f"/admin/outbox/{notice}").text
    assert "Buenos días" in text
    assert "Hay algo nuevo." in text
    assert "hugo@cusco.example" in text
    assert platform.get("/admin/outbox/999").status_code == 404


def test_a_real_installation_never_does(platform: FlaskClient, notice: int) -> None:
    assert f"/admin/outbox/{notice}" not in platform.get("/admin/outbox").text
    assert platform.get(f"/admin/outbox/{notice}").status_code == 404


def test_a_notice_to_somebody_who_left_has_no_words(
    app: Flask, platform: FlaskClient, notice: int, house: House, database: Database
) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], demo=True)
    with database.changing() as session:
        session.get_one(Person, house.here.handler).active = False
    assert platform.get(f"/admin/outbox/{notice}").status_code == 404
