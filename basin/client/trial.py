"""The runs of one check of a service: asked for, watched, and dismissed at the end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from basin.client.faults import Fault, ServiceFault
from basin.client.findings import Report
from basin.client.jobs import JobStatus, Submitted
from basin.client.service import Service
from basin.contract.inputs import InputKind, InputSpec, expanded
from basin.contract.processes import Process

POLLS = (0.5, 1, 2, 4, 8, 16, 30)
PATIENCE_S = 30 * 60


@dataclass
class Trial:
    """The runs of one check, so that all of them are dismissed at its end."""

    service: Service
    process: Process
    report: Report
    pause: Callable[[float], None]
    jobs: list[str] = field(default_factory=list)

    def ask(self, inputs: Mapping[str, Any], key: str | None = None) -> Submitted:
        """One more run."""
        submitted = self.service.execute(self.process.id, inputs, key or uuid4().hex)
        if submitted.job_id is not None and submitted.job_id not in self.jobs:
            self.jobs.append(submitted.job_id)
        return submitted

    def results(self, submitted: Submitted) -> bytes:
        """The results, after waiting for them; a run that gives none breaks the check off."""
        if submitted.job_id is None:
            return submitted.body or b""
        self.watched(submitted.job_id)
        return self.service.results(submitted.job_id)

    def watched(self, job_id: str) -> list[JobStatus]:
        """Every status of a job until it has ended."""
        seen: list[JobStatus] = []
        waited = 0.0
        while waited <= PATIENCE_S:
            seen.append(self.service.status(job_id, self.process.id))
            if seen[-1].state.has_ended:
                return seen
            wait = POLLS[min(len(seen) - 1, len(POLLS) - 1)]
            self.pause(wait)
            waited += wait
        raise ServiceFault(Fault.SLOW, f"{job_id} has not ended after {PATIENCE_S} s")

    def tidy(self) -> None:
        """Leave nothing behind."""
        for job in self.jobs:
            try:
                self.service.dismiss(job)
            except ServiceFault:
                continue


def question(process: Process) -> dict[str, Any]:
    """Two scenarios where there are two, and the default of everything else."""
    asked = {spec.name: _simplest(spec) for spec in process.inputs if spec.default is None}
    return expanded(process.inputs, {name: value for name, value in asked.items() if value != ""})


def _simplest(spec: InputSpec) -> Any:
    values = [each.value for each in spec.choices]
    if spec.kind is InputKind.CHOICES:
        return values[: max(2, int(spec.minimum or 0))]
    if not spec.required:
        return ""
    if spec.kind is InputKind.CHOICE:
        return values[0]
    return {InputKind.FLAG: False, InputKind.TEXT: "x"}.get(spec.kind, spec.minimum or 0)
