"""The real basin service as a process of its own, and a plain client of it."""

import http.client
import json
import os
import socket
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from tests.working import wait_until
from web.settings import ROOT

PYTHON = ROOT / ".venv-basin" / "bin" / "python"
PROCESS = "/processes/salar-demo"
PATIENCE_S = 60.0
SHORT: dict[str, Any] = {"scenarios": ["baseline"], "years": 5, "members": 2}
ENDED = {"successful", "failed", "dismissed"}


@dataclass(frozen=True)
class Answer:
    """Status, headers and body of one answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON, in which nothing may be NaN."""
        return json.loads(self.body, parse_constant=_no_number)

    @property
    def job_id(self) -> str:
        """The job that was accepted."""
        assert self.status == 201, self.body
        return self.headers["Location"].rpartition("/")[2]


def _no_number(word: str) -> None:
    raise AssertionError(f"{word} in an answer")


def free_port() -> int:
    """A port of this machine that nobody has just now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


class Service:
    """The service under a folder of its own; it can be killed and started again."""

    def __init__(self, folder: Path, **said: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.token = said.get("BASIN_TOKEN", "")
        self._said = {
            "BASIN_DIR": str(folder), "BASIN_PORT": str(self.port), "BASIN_FAULTS": "1", **said,
        }  # fmt: skip
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Start it and wait until it answers."""
        kept = {name: word for name, word in os.environ.items() if not name.startswith("BASIN_")}
        with (self.folder.parent / f"{self.folder.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(PYTHON), "-m", "basin_service.serve", "--with-parent"],
                cwd=ROOT,
                env={**kept, **self._said},
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )
        wait_until(self._answers, PATIENCE_S)
        return self

    @property
    def log(self) -> str:
        """What it has told so far."""
        return (self.folder.parent / f"{self.folder.name}.log").read_text()

    def _answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.log
        try:
            return self.ask("GET", "/").status == 200
        except OSError:
            return False

    def kill(self) -> None:
        """As when the power goes."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            if self.process.stdin:
                self.process.stdin.close()

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request, with the token if there is one."""
        known = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        sent = known | dict(headers or {})
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            asking.request(method, path, body, sent)
            got = asking.getresponse()
            return Answer(got.status, dict(got.getheaders()), got.read())
        finally:
            asking.close()

    def get(self, path: str) -> Answer:
        """Ask for something."""
        return self.ask("GET", path)

    def execute(
        self, inputs: Any, more: Mapping[str, Any] | None = None, key: str | None = None
    ) -> Answer:
        """Ask for a run."""
        body = json.dumps({"inputs": inputs, **(more or {})}).encode()
        headers = {"Content-Type": "application/json", "Prefer": "respond-async"}
        if key is not None:
            headers["Idempotency-Key"] = key
        return self.ask("POST", f"{PROCESS}/execution", body, headers)

    def job(self, job_id: str) -> dict[str, Any]:
        """The status of a job."""
        found: dict[str, Any] = self.get(f"/jobs/{job_id}").json
        return found

    def wait_for(self, job_id: str, until: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The status of a job once it is so."""
        seen: dict[str, Any] = {}

        def so() -> bool:
            seen.update(self.job(job_id))
            return until(seen)

        wait_until(so, PATIENCE_S)
        return seen

    def finished(self, job_id: str) -> dict[str, Any]:
        """The status of a job that has ended."""
        return self.wait_for(job_id, lambda job: job["status"] in ENDED)

    def results_of(self, job_id: str) -> bytes:
        """The results of a job that must end well."""
        assert self.finished(job_id)["status"] == "successful"
        return self.get(f"/jobs/{job_id}/results").body
