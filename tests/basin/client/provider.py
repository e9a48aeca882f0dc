"""A provider that keeps the contract, on loopback; tests let it break one rule at a time."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from basin.contract.inputs import InputsRefused, expanded
from basin.contract.processes import process_of
from tests.basin.faulty_service import Behaviour, FaultyService, Heard, answer

RECORDED = Path(__file__).parents[1] / "recorded"
PROCESSES = "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf"

Json = dict[str, Any]


def shipped(name: str) -> Json:
    """What the reference service answered when it was recorded."""
    document: Json = json.loads((RECORDED / f"{name}.json").read_text())
    document.pop("links", None)
    return document


def answer_to(inputs: Json) -> Json:
    """The recorded answer as one to these inputs."""
    asked = inputs["scenarios"]
    told = shipped("results")
    told["run"]["inputs"] = inputs
    told["indicators"] = {name: told["indicators"][name] for name in asked}
    series = told["timeseries"]
    series["coverages"] = [one for one in series["coverages"] if one["id"] in asked]
    return told


class Provider(FaultyService):
    """Answers a run with what was recorded, of the scenarios that were asked for."""

    def __init__(self, **misbehaves: Callable[..., Any]) -> None:
        """`misbehaves`: by the name of a method below, what stands in for it."""
        super().__init__()
        self.process = shipped("process")
        self.jobs: dict[str, Json] = {}
        self.keys: dict[str, str] = {}
        for name, stand_in in misbehaves.items():
            setattr(self, name, stand_in)

    def landing(self) -> Json:
        return {"title": "A provider"}

    def conformance(self) -> list[str]:
        return [f"{PROCESSES}/{name}" for name in ("core", "dismiss", "job-list")]

    def described(self) -> Json:
        return self.process

    def takes(self, inputs: Json) -> bool:
        try:
            expanded(process_of(self.process).inputs, inputs)
        except InputsRefused:
            return False
        return True

    def status(self, job: Json) -> Json:
        """Running when it is asked for the first time, then at its end."""
        asked = job["asked"] = job.get("asked", 0) + 1
        if job.get("dismissed"):
            return {"status": "dismissed", "progress": 100}
        if asked == 1:
            return {"status": "running", "progress": 40}
        return {"status": "successful", "progress": 100}

    def results(self, inputs: Json) -> Json:
        return answer_to(inputs)

    def accepted(self, job_id: str) -> bytes:
        return answer(None, 201, {"Location": f"{self.url}/jobs/{job_id}"})

    def dismissed(self, job: Json) -> None:
        job["dismissed"] = True

    def known(self, key: str) -> str | None:
        return self.keys.get(key)

    def _next(self, heard: Heard) -> Behaviour:
        parts = unquote(heard.path).strip("/").split("/")
        if heard.method == "POST":
            return self._ordered(json.loads(heard.body)["inputs"], heard.headers)
        if parts[0] == "jobs" and len(parts) > 1:
            return self._about(heard.method, parts[1], parts[2:])
        documents: Mapping[str, Callable[[], Any]] = {
            "": self.landing,
            "conformance": lambda: {"conformsTo": self.conformance()},
            "processes": lambda: {"processes": [self.described()]},
            f"processes/{self.process['id']}": self.described,
        }
        asked = documents.get("/".join(parts))
        return answer(asked()) if asked else answer({"code": "NotFound"}, 404)

    def _ordered(self, inputs: Json, headers: Mapping[str, str]) -> Behaviour:
        if not self.takes(inputs):
            return answer({"code": "InvalidParameterValue"}, 400)
        key = headers["idempotency-key"]
        known = self.known(key)
        if known is not None and self.jobs[known]["inputs"] != inputs:
            return answer({"code": "KeyReused"}, 422)
        job_id = known or f"job-{len(self.jobs) + 1}"
        self.keys[key] = job_id
        self.jobs.setdefault(job_id, {"inputs": inputs})
        return self.accepted(job_id)

    def _about(self, method: str, job_id: str, more: list[str]) -> Behaviour:
        job = self.jobs.get(job_id)
        if job is None:
            return answer({"code": "NoSuchJob"}, 404)
        if method == "DELETE":
            self.dismissed(job)
            return answer({"jobID": job_id, "status": "dismissed"})
        if not more:
            return answer({"jobID": job_id, "processID": self.process["id"], **self.status(job)})
        if job.get("dismissed"):
            return answer({"code": "NoResult"}, 404)
        return answer(self.results(job["inputs"]))
