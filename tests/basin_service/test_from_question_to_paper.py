"""What all of it is for: a question of the table becomes a paper that anybody can check."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import func, select

from accounts.roles import Role
from app import create_app
from basin.jobs import looking, submitting, watching
from basin.jobs.installed import services
from basin.kinds import RunProblem
from basin.lifecycle import RunState
from basin.models import Evidence, Run
from kernel.database import Database
from kernel.jobs import Work
from tests.basin.test_verify import one_byte_on, unguarded
from tests.basin_service.serviced import Start
from tests.factories.accounts import new_office, new_person, signed_in
from tests.factories.basin import new_study
from tests.trainings.people import hidden
from tests.working import wait_until
from web.settings import Settings

pytestmark = pytest.mark.full

ASKED = {"in0": ["baseline", "with-mine"], "in4": "30", "why": "Para la vertiente"}


def asked_from_the_page(app: Flask, database: Database, work: Work) -> int:
    """A facilitator fills in the form of the real model, looks it over and starts it."""
    with app.app_context():
        [url] = services().urls
        looking.look_at(work, url)
    with database.changing() as session:
        office = new_office(session, app.extensions["vault"])
        study = new_study(session, office).code
        who = new_person(session, office, Role.FACILITATOR).id
    browser, page = signed_in(app, who), f"/studies/{study}/runs/new"
    seen = browser.post(page, data=hidden(browser.get(page).text) | ASKED).text
    assert browser.post(page, data=hidden(seen) | ASKED | {"start": "1"}).status_code == 303
    with database.reading() as session:
        return session.scalars(select(Run.id)).one()


def run_of(database: Database, run_id: int) -> tuple[RunState, RunProblem | None]:
    with database.reading() as session:
        run = session.get_one(Run, run_id)
        return run.state, run.problem


def test_thirty_litres_are_asked_answered_printed_and_one_byte_is_found(
    start: Start, database: Database, tmp_path: Path
) -> None:
    service = start(BASIN_FAULTS="0")
    app = create_app(
        Settings.for_tests(
            tmp_path / "var",
            DATABASE_URL=str(database.url),
            BASIN_URL=f"http://127.0.0.1:{service.port}/",
            BASIN_ALLOW_LOOPBACK="yes",
        )
    )
    app.testing = True
    work = Work("", app.extensions["database"], app.extensions["vault"], app.extensions["jobs"])
    try:
        run_id = asked_from_the_page(app, database, work)
        with app.app_context():
            submitting.submit_once(work, run_id, 0)
            service.kill()
            watching.watch_once(work, run_id, 0)
            assert run_of(database, run_id) == (RunState.RUNNING, RunProblem.DOWN)
            service.start()
            wait_until(lambda: watched(work, run_id) is RunState.STORED, 120)
        printed_and_checked(app, database)
    finally:
        app.extensions["jobs"].close()
        app.extensions["database"].dispose()


def watched(work: Work, run_id: int) -> RunState:
    """Where the run stands after one more question."""
    watching.watch_once(work, run_id, 1)
    return run_of(work.database, run_id)[0]


def printed_and_checked(app: Flask, database: Database) -> None:
    """The sheet carries the fingerprint, the register knows it, and no byte changes unnoticed."""
    with database.reading() as session:
        evidence = session.scalars(select(Evidence)).one()
        code, fingerprint = evidence.code, evidence.fingerprint
        blob = next(part.sha256 for part in evidence.parts if part.name == "timeseries")
        who = session.get_one(Run, evidence.run_id).proposed_by_id
        assert session.scalar(select(func.count(Run.id))) == 1
    assert who is not None
    sheet = f"/studies/evidence/{code}/sheet.pdf"
    browser = signed_in(app, who)
    paper = browser.get(sheet)
    assert paper.status_code == 200
    pages = PdfReader(io.BytesIO(paper.data)).pages
    said = re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))
    assert len(pages) == 2
    assert fingerprint in said
    assert "30L/s" in said
    assert app.test_client().get(f"/v/{fingerprint}").status_code == 200
    run: Callable[..., Any] = app.test_cli_runner().invoke
    assert run(args=["evidence", "verify"]).exit_code == 0
    with unguarded(database) as raw:
        raw.exec_driver_sql("BEGIN")
        [[data]] = raw.exec_driver_sql("SELECT data FROM basin_blob WHERE sha256 = ?", (blob,))
        change = "UPDATE basin_blob SET data = ? WHERE sha256 = ?"
        raw.exec_driver_sql(change, (one_byte_on(data), blob))
        raw.exec_driver_sql("COMMIT")
        answer = run(args=["evidence", "verify"])
        assert answer.exit_code == 1
        assert f"evidence {code} part timeseries: column data of its blob" in answer.output
        assert browser.get(sheet).status_code == 409
