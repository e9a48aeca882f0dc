"""A model service inside the test's own process: it answers at once, and fails as it is told."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from basin.client.faults import Fault, ServiceFault
from basin.client.service import JobState, JobStatus, Submitted
from basin.contract.canonical import canonical
from basin.contract.processes import Process, Summary, process_of

RECORDED = Path(__file__).parent / "recorded"
URL = "http://127.0.0.1:5801/"


def recorded(name: str) -> Any:
    """A document as the reference service sent it."""
    return json.loads((RECORDED / f"{name}.json").read_text())


def answer_to(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The recorded answer, as if it had been asked this; it knows five scenarios."""
    whole = recorded("results")
    chosen = inputs["scenarios"]
    whole["run"]["inputs"] |= inputs
    for part in (whole["indicators"], whole["run"]["quality"]):
        for name in set(part) - set(chosen):
            del part[name]
    series = whole["timeseries"]
    series["coverages"] = [one for one in series["coverages"] if one["id"] in chosen]
    return dict(whole)


class FakeService:
    """A service with one model; `faults` are raised in turn by the method that they name."""

    def __init__(self) -> None:
        self.model: Process = process_of(recorded("process"))
        self.others: list[Process] = []
        self.faults: defaultdict[str, list[ServiceFault | None]] = defaultdict(list)
        self.posts: list[tuple[dict[str, Any], str]] = []
        self.jobs: dict[str, str] = {}
        self.states: list[JobStatus] = []
        self.dismissed: list[str] = []
        self.at_once = False
        self.body: bytes | None = None

    def fails(self, method: str, *faults: Fault | ServiceFault | None) -> None:
        """Let the next calls of a method end so; None is a call that works."""
        self.faults[method] += [
            ServiceFault(each, "told by a test") if isinstance(each, Fault) else each
            for each in faults
        ]

    def offers(self, **facts: Any) -> None:
        """Let the model be another from now on."""
        self.model = replace(self.model, **facts)

    def _ask(self, method: str) -> None:
        if self.faults[method] and (fault := self.faults[method].pop(0)) is not None:
            raise fault

    def landing(self) -> dict[str, Any]:
        self._ask("landing")
        return {"title": "Servicio de prueba"}

    def processes(self) -> list[Summary]:
        self._ask("processes")
        return [
            Summary(one.id, one.version, one.title, one.description, one.speaks_contract)
            for one in (self.model, *self.others)
        ]

    def process(self, process_id: str) -> Process:
        self._ask("process")
        for one in (self.model, *self.others):
            if one.id == process_id:
                return one
        raise ServiceFault(Fault.GONE, "no such process")

    def execute(self, _process_id: str, inputs: Mapping[str, Any], key: str) -> Submitted:
        self.posts.append((dict(inputs), key))
        self._ask("execute")
        if self.at_once:
            return Submitted(None, self.results(""))
        known = self.model.takes_keys and key in self.jobs
        job = self.jobs[key] if known else f"job-{len(self.jobs) + 1}"
        self.jobs[key] = job
        self._ask("answer")
        return Submitted(job, None)

    def status(self, job_id: str, _process_id: str | None = None) -> JobStatus:
        self._ask("status")
        if self.states:
            return self.states.pop(0)
        return JobStatus(JobState.SUCCESSFUL, 100, "", job_id=job_id)

    def results(self, _job_id: str) -> bytes:
        self._ask("results")
        return canonical(answer_to(self.posts[-1][0])) if self.body is None else self.body

    def dismiss(self, job_id: str) -> None:
        self._ask("dismiss")
        self.dismissed.append(job_id)


class FakeServices:
    """The configuration of an installation that asks `service`."""

    def __init__(self, service: FakeService | None = None, url: str = URL) -> None:
        self.service = service or FakeService()
        self.urls: tuple[str, ...] = (url,)

    def at(self, url: str) -> FakeService:
        if url not in self.urls:
            raise ServiceFault(Fault.NOT_CONFIGURED, "this service is not configured any more")
        return self.service

    fresh = at

    def renew(self, _url: str, _service: FakeService) -> None:
        """There is only one."""
