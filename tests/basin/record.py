"""Record real answers of the reference service: `python -m tests.basin.record`.

Needs `.venv-basin` (`sh basin_service/setup.sh run`). Everything in `recorded/` is made anew.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

from tests.basin_service.serving import PROCESS, SHORT, Answer, Service

HERE = Path(__file__).parent / "recorded"
ADDRESS = "http://127.0.0.1:5801"
FIVE = ["baseline", "with-mine", "dry-climate", "with-mine-dry", "mine-reduced"]
TOKEN = "recorded"


def main() -> None:
    """Start a service, ask it everything once, and keep what it answers."""
    HERE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        service = Service(
            Path(folder) / "basin", BASIN_PUBLIC_URL=ADDRESS, BASIN_TOKEN=TOKEN, BASIN_RUNNING="1"
        )
        try:
            _discovery(service.start())
            _well(service)
            _badly(service)
        finally:
            service.kill()
        service = Service(Path(folder) / "full", BASIN_QUEUE="1", BASIN_RUNNING="1")
        try:
            _full(service.start())
        finally:
            service.kill()
        earnest = Service(Path(folder) / "earnest", BASIN_PUBLIC_URL=ADDRESS, BASIN_FAULTS="0")
        try:
            _keep("process", earnest.start().get(PROCESS))
        finally:
            earnest.kill()


def _discovery(service: Service) -> None:
    _keep("landing", service.get("/"))
    _keep("conformance", service.get("/conformance"))
    _keep("processes", service.get("/processes"))
    _keep("no-process", service.get("/processes/none"))
    _keep(
        "unauthorized", service.ask("GET", "/processes", headers={"Authorization": "Bearer wrong"})
    )


def _well(service: Service) -> None:
    before = service.execute(SHORT | {"fault": "slow"}).job_id  # so that the next one waits
    accepted = service.execute({"scenarios": FIVE, "years": 30, "members": 20})
    _keep("accepted", accepted)
    job_id = accepted.job_id
    _keep("job-waiting", service.get(f"/jobs/{job_id}"))
    _keep("results-early", service.get(f"/jobs/{job_id}/results"))
    _keep("dismiss", service.ask("DELETE", f"/jobs/{before}"))
    _keep("job-dismissed", service.get(f"/jobs/{before}"))
    _keep("results-dismissed", service.get(f"/jobs/{before}/results"))
    service.wait_for(job_id, lambda job: job["status"] == "running" and job["progress"] >= 40)
    _keep("job-running", service.get(f"/jobs/{job_id}"))
    service.finished(job_id)
    _keep("job-successful", service.get(f"/jobs/{job_id}"))
    results = service.get(f"/jobs/{job_id}/results")
    _keep("results", results)
    _keep("jobs", service.get("/jobs"))


def _badly(service: Service) -> None:
    _keep("bad-input", service.execute({"scenarios": ["zzz"], "years": 500}))
    _keep("bad-subscriber", service.execute(SHORT, {"subscriber": {"successUri": "http://a.org"}}))
    service.execute(SHORT, key="one")
    _keep("key-reused", service.execute(SHORT | {"seed": 1}, key="one"))
    for fault in ("fail", "die"):
        job_id = service.execute(SHORT | {"fault": fault}).job_id
        service.finished(job_id)
        _keep(f"job-failed-{fault}", service.get(f"/jobs/{job_id}"))
    _keep("results-failed", service.get(f"/jobs/{job_id}/results"))
    _keep("no-job", service.get("/jobs/none"))


def _full(service: Service) -> None:
    running = service.execute(SHORT | {"fault": "slow"}).job_id
    service.wait_for(running, lambda job: job["status"] == "running")
    service.execute(SHORT)
    _keep("queue-full", service.execute(SHORT))


def _keep(name: str, answer: Answer) -> None:
    """The body as it came; status and headers beside it."""
    (HERE / f"{name}.json").write_bytes(answer.body)
    told: dict[str, Any] = {"status": answer.status, "headers": dict(answer.headers)}
    (HERE / f"{name}.headers.json").write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
