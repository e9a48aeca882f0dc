"""Two runs of the reference model through the platform, beside the same two by plain HTTP.

Ours is timed from the change that starts both to the moment when both stand as evidence: the
worker's own process, its queue and the pauses between its questions included. The floor sends the
two questions at once, asks every quarter of a second and fetches the results, checking nothing.
"""

import json
import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from sqlalchemy import func, select

from accounts.models import Office
from app import create_app
from basin.jobs.looking import look_at
from basin.lifecycle import RunState
from basin.models import Run
from basin.operations.runs import Ask, propose, start
from basin.operations.studies import Outline, make_study
from bench.clients import answers, wait_until
from bench.figures import Figure
from bench.servers import ROOT, free_port, worker
from bench.stage import installation
from kernel.database import Database
from kernel.jobs import Work
from kernel.jobs.heartbeat import is_alive
from kernel.policy import SYSTEM
from web.settings import Settings

PYTHON = ROOT / ".venv-basin" / "bin" / "python"
PROCESS = "salar-demo"
ASKED: Mapping[str, Any] = {"scenarios": ["baseline", "with-mine", "dry-climate"]}
LITRES = (30, 45)
EVERY = 0.25
MOST_TIMES = 2.5
"""Somebody waits seconds: the pauses between questions, which spare the service, are most of it."""


def figures(folder: Path) -> list[Figure]:
    """Seconds for two runs; nothing where the reference service is not installed."""
    if not PYTHON.exists():
        return []
    port = free_port()
    with service(folder, port):
        ours, floor = _ours(folder, port), _raw(port)
    what = f"two runs of {len(ASKED['scenarios'])} scenarios, 30 years"
    return [Figure(what, ours, floor, " s", f"≤ {MOST_TIMES} × plain HTTP")]


@contextmanager
def service(folder: Path, port: int) -> Iterator[None]:
    """The reference service on loopback."""
    environment = {**os.environ, "BASIN_DIR": str(folder / "basin"), "BASIN_PORT": str(port)}
    with (folder / "service.log").open("ab") as log:
        child = subprocess.Popen(  # noqa: S603 - ours
            [str(PYTHON), "-m", "basin_service.serve"],
            cwd=ROOT, env=environment, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            wait_until(lambda: answers(port, "/"), 120)
            yield
        finally:
            child.terminate()
            child.wait(timeout=30)


def _ours(folder: Path, port: int) -> float:
    made, database, office = installation(folder)
    settings = Settings.from_environment(
        {
            "DATA_DIR": str(made.data_dir),
            "BASIN_URL": f"http://127.0.0.1:{port}/",
            "BASIN_ALLOW_LOOPBACK": "yes",
        }
    )
    with worker(settings.environment(), made.data_dir):
        wait_until(lambda: _lives(database), 120)
        _start_both(settings, office)
        began = time.perf_counter()
        wait_until(lambda: _stored(database) == len(LITRES), 300)
        took = time.perf_counter() - began
    database.dispose()
    return took


def _start_both(settings: Settings, office: Office) -> None:
    app = create_app(settings)
    database, jobs = app.extensions["database"], app.extensions["jobs"]
    with app.app_context():
        work = Work("", database, app.extensions["vault"], jobs)
        for url in app.extensions["basin"].urls:
            look_at(work, url)
        with database.changing() as session:
            outline = Outline("Bench", "Bench", process=PROCESS)
            study = make_study(session, SYSTEM, session.get_one(Office, office.id), outline)
            for litres in LITRES:
                ask = Ask({**ASKED, "mine_fresh_l_s": litres}, "Bench", "1.0.0")
                start(session, jobs, SYSTEM, propose(session, SYSTEM, study, ask).run)
    jobs.close()
    database.dispose()


def _lives(database: Database) -> bool:
    with database.reading() as session:
        return is_alive(session)


def _stored(database: Database) -> int:
    with database.reading() as session:
        count = select(func.count()).select_from(Run).where(Run.state == RunState.STORED)
        return session.scalar(count) or 0


def _raw(port: int) -> float:
    base = f"http://127.0.0.1:{port}"
    began = time.perf_counter()
    waiting = [_ordered(base, litres + 1) for litres in LITRES]  # the service keeps no answers
    while waiting:
        time.sleep(EVERY)
        for job in list(waiting):
            if json.loads(_got(f"{base}/jobs/{job}"))["status"] == "successful":
                json.loads(_got(f"{base}/jobs/{job}/results"))
                waiting.remove(job)
    return time.perf_counter() - began


def _ordered(base: str, litres: int) -> str:
    body = json.dumps({"inputs": {**ASKED, "mine_fresh_l_s": litres}}).encode()
    headers = {"Content-Type": "application/json", "Prefer": "respond-async"}
    request = Request(f"{base}/processes/{PROCESS}/execution", body, headers)  # noqa: S310 - loopback
    with urlopen(request) as answer:  # noqa: S310 - loopback
        return str(answer.headers["Location"]).rpartition("/")[2]


def _got(url: str) -> bytes:
    with urlopen(url) as answer:  # noqa: S310 - loopback
        return bytes(answer.read())
