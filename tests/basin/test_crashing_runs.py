"""Kill -9 at any step of a run loses nothing, invents nothing, and asks the model once."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office
from app import create_app
from basin.client.service import Configured
from basin.jobs.installed import Services
from basin.jobs.looking import look_at
from basin.lifecycle import RunState
from basin.models import Evidence, Run, Study
from basin.operations.runs import Ask, propose, start
from bench.servers import ROOT
from bench.stage import installation
from kernel.audit_check import verify
from kernel.database import Database
from kernel.jobs import Work
from kernel.policy import SYSTEM
from tests.basin.dying_worker import MOMENTS
from tests.basin_service.serviced import installed
from tests.basin_service.serving import Service
from tests.factories.basin import new_study
from tests.working import wait_until
from web.settings import Settings

ALWAYS = "after it was sent"
"""The moment at which a second run of the same question would be made most easily."""
ASKED: dict[str, Any] = {
    "scenarios": ["baseline", "with-mine"], "mine_fresh_l_s": 30, "years": 10, "members": 4,
}  # fmt: skip
PATIENCE = 120


@contextmanager
def worker(settings: Settings, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker of the installation, as a process of its own."""
    environment = {**os.environ, **settings.environment()}
    with (settings.data_dir / "worker.log").open("ab") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            yield child
        finally:
            child.kill()
            child.wait()


def ordered(settings: Settings, office: Office, url: str) -> int:
    """A run of the real model that waits for a worker; its id."""
    app = create_app(settings)
    database, jobs = app.extensions["database"], app.extensions["jobs"]
    with app.app_context():
        look_at(Work("", database, app.extensions["vault"], jobs), url)
        with database.changing() as session:
            study = new_study(session, session.get_one(Office, office.id))
            asked = propose(session, SYSTEM, study, Ask(ASKED, "Para probarlo", "1.0.0"))
            start(session, jobs, SYSTEM, asked.run)
            run_id = asked.run.id
    jobs.close()
    database.dispose()
    return run_id


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The real reference service, which no test of this file kills."""
    installed()
    running = Service(tmp_path_factory.mktemp("service") / "basin", BASIN_FAULTS="0")
    try:
        yield running.start()
    finally:
        running.kill()


def jobs_of(service: Service) -> set[str]:
    """Every job that the service ever took."""
    return {job["jobID"] for job in service.get("/jobs").json["jobs"]}


@pytest.mark.parametrize(
    "moment",
    [pytest.param(each, marks=[] if each == ALWAYS else pytest.mark.full) for each in MOMENTS],
)
def test_kill_9_at_any_step_of_a_run_asks_the_model_once(
    request: pytest.FixtureRequest, tmp_path: Path, service: Service, moment: str
) -> None:
    folder = tmp_path / "platform"
    folder.mkdir()
    made, database, office = installation(folder)
    request.addfinalizer(database.dispose)
    settings = Settings.from_environment(
        {
            "DATA_DIR": str(made.data_dir),
            "BASIN_URL": f"http://127.0.0.1:{service.port}/",
            "BASIN_ALLOW_LOOPBACK": "yes",
        }
    )
    [url] = Services([Configured.of(settings)]).urls
    run_id, before = ordered(settings, office, url), jobs_of(service)
    with worker(settings, "tests.basin.dying_worker", moment) as dying:
        assert dying.wait(PATIENCE) == -signal.SIGKILL, "it never came to that moment"
    with worker(settings, "flask", "work"):
        wait_until(lambda: run_of(database, run_id).ended_at, PATIENCE)
    run = run_of(database, run_id)
    assert (run.state, run.problem, run.told) == (RunState.STORED, None, "")
    assert jobs_of(service) - before == {run.job}
    with database.reading() as session:
        assert whole(session, run_id)


def run_of(database: Database, run_id: int) -> Run:
    """The run as it stands now."""
    with database.reading() as session:
        run = session.get_one(Run, run_id)
        session.expunge_all()
        return run


def whole(session: Session, run_id: int) -> bool:
    """Whether there is one piece of evidence, of this run, and the trail holds."""
    found = session.scalars(select(Evidence.run_id)).all()
    studies = session.scalars(select(Study.id)).all()
    return (found, len(studies), verify(session).broken) == ([run_id], 1, None)
