"""What was accepted is run to its end, whatever befalls the service or the model."""

import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.basin_service.serviced import Start
from tests.basin_service.serving import PROCESS, PYTHON, SHORT, Service
from tests.working import wait_until
from web.settings import ROOT

pytestmark = pytest.mark.full

FIVE = ["baseline", "with-mine", "dry-climate", "with-mine-dry", "mine-reduced"]
SLOW = SHORT | {"fault": "slow"}


def runs_of(service: Service) -> list[psutil.Process]:
    """The processes of the model that the service has started."""
    assert service.process is not None
    return psutil.Process(service.process.pid).children(recursive=True)


def is_running(job: dict[str, Any]) -> bool:
    return bool(job["status"] == "running")


def test_five_scenarios_over_thirty_years_close_their_balance(start: Start) -> None:
    service = start()
    job_id = service.execute({"scenarios": FIVE}).job_id
    seen = service.wait_for(job_id, lambda job: 5 < job["progress"] < 100)
    assert seen["status"] == "running"
    body = service.results_of(job_id)
    assert len(body) < 500_000
    answer = json.loads(body)
    assert set(answer["run"]["quality"]) == set(FIVE)
    for quality in answer["run"]["quality"].values():
        assert quality["mass_balance_error_pct"] < 1e-9
    recorded = (ROOT / "tests" / "basin" / "recorded" / "results.json").read_bytes()
    if answer["run"]["model"]["runtime"] == json.loads(recorded)["run"]["model"]["runtime"]:
        assert body == recorded


def test_a_restart_forgets_nothing(start: Start) -> None:
    service = start(BASIN_RUNNING="1")
    done = service.execute(SHORT, key="done").job_id
    before = service.results_of(done)
    running = service.execute(SLOW).job_id
    waiting = service.execute(SHORT | {"seed": 2}, key="waiting").job_id
    service.wait_for(running, is_running)
    orphans = runs_of(service)
    service.kill()
    wait_until(lambda: not any(orphan.is_running() for orphan in orphans))
    service.start()
    assert service.get(f"/jobs/{done}/results").body == before
    assert service.execute(SHORT, key="done").job_id == done
    assert service.execute(SHORT | {"seed": 2}, key="waiting").job_id == waiting
    service.wait_for(running, is_running)  # what was interrupted runs again, once
    service.kill()
    service.start()
    assert service.job(running)["status"] == "failed"
    assert "interrupted" in service.job(running)["message"]
    service.results_of(waiting)


def test_told_to_end_it_ends_at_once_and_takes_its_jobs_up_again(start: Start) -> None:
    service = start()
    running = service.execute(SLOW).job_id
    service.wait_for(running, is_running)
    assert service.process is not None
    service.process.terminate()
    assert service.process.wait(timeout=10) == 0
    service.kill()
    service.start()
    assert service.wait_for(running, is_running)["finished"] is None


def test_it_ends_with_who_started_it(start: Start) -> None:
    service = start()
    assert service.process is not None
    assert service.process.stdin is not None
    service.process.stdin.close()
    assert service.process.wait(timeout=10) == 0


def test_dismissing_kills_the_run_and_leaves_no_file(start: Start) -> None:
    service = start(BASIN_RUNNING="1")
    running, waiting = (service.execute(SLOW | {"seed": seed}).job_id for seed in (1, 2))
    service.wait_for(running, is_running)
    [run] = runs_of(service)
    for job_id in (waiting, running):
        assert service.ask("DELETE", f"/jobs/{job_id}").json["status"] == "dismissed"
    wait_until(lambda: not run.is_running() or run.status() == psutil.STATUS_ZOMBIE, 5)
    done = service.execute(SHORT).job_id  # the place is free, and the other one never ran
    service.results_of(done)
    assert service.ask("DELETE", f"/jobs/{done}").status == 200
    for job_id in (running, waiting, done):
        assert service.job(job_id)["status"] == "dismissed"
        assert service.get(f"/jobs/{job_id}/results").status == 404
    assert list((service.folder / "results").iterdir()) == []
    assert service.ask("DELETE", "/jobs/none").status == 404


def test_a_full_queue_says_when_to_come_back(start: Start) -> None:
    service = start(BASIN_RUNNING="1", BASIN_QUEUE="2")
    running = service.execute(SLOW).job_id
    service.wait_for(running, is_running)
    assert [service.execute(SHORT, key=str(n)).status for n in range(2)] == [201, 201]
    full = service.execute(SHORT)
    assert (full.status, full.headers["Retry-After"]) == (503, "30")
    assert "2 jobs are waiting" in full.json["description"]
    assert service.execute(SHORT, key="1").status == 201  # it has its place already
    assert service.get("/jobs").json["jobs"][0]["jobID"] == service.execute(SHORT, key="1").job_id


def test_a_run_has_only_so_much_time(start: Start) -> None:
    service = start(BASIN_RUN_SECONDS="3")
    job = service.finished(service.execute(SLOW).job_id)
    assert (job["status"], job["message"]) == (
        "failed",
        "the run took longer than 3 s and was ended",
    )


def test_faults_cannot_be_ordered_in_earnest(start: Start) -> None:
    service = start(BASIN_FAULTS="0")
    assert service.execute(SHORT | {"fault": "die"}).status == 400
    assert "fault" not in service.get(PROCESS).json["inputs"]


def test_old_jobs_are_swept_with_their_files(start: Start) -> None:
    service = start()
    job_id = service.execute(SHORT).job_id
    service.results_of(job_id)
    service.kill()
    with closing(sqlite3.connect(service.folder / "jobs.sqlite")) as jobs:
        jobs.execute("UPDATE job SET finished = '2020-01-01T00:00:00.000000Z'")
        jobs.commit()
    service.start()
    wait_until(lambda: service.get(f"/jobs/{job_id}").status == 404)
    wait_until(lambda: list((service.folder / "results").iterdir()) == [])


def refusal_to_start(folder: Path, **said: str) -> str:
    done = subprocess.run(
        [str(PYTHON), "-m", "basin_service.serve"],
        cwd=ROOT, env={"PATH": "/usr/bin:/bin", "BASIN_DIR": str(folder), **said},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    return done.stderr.strip()


def test_it_starts_only_where_it_should(start: Start, tmp_path: Path) -> None:
    service = start()
    told = refusal_to_start(service.folder)
    assert told.startswith("Another service works in")
    other = tmp_path / "other"
    assert "set BASIN_TOKEN" in refusal_to_start(other, BASIN_HOST="0.0.0.0")
    assert "BASIN_PORT is not usable" in refusal_to_start(other, BASIN_PORT="http")
    assert "in use" in refusal_to_start(other, BASIN_PORT=str(service.port))
