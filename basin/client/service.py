"""A basin-model service: what it offers, a run of it, and what came of the run.

OGC API Processes 1.0. Every method may raise ServiceFault. Nothing but model inputs and a random
key is ever sent, and no address that the service names is ever asked.
"""

from collections.abc import Mapping
from typing import Any, TypeGuard
from urllib.parse import quote

from basin.client.asking import Asking, document_of
from basin.client.breaker import Breaker
from basin.client.configured import Configured
from basin.client.faults import Fault, ServiceFault
from basin.client.jobs import (
    MOST_JOBS,
    JobState,
    JobStatus,
    Submitted,
    is_status,
    job_of,
    same_job,
    status_of,
)
from basin.client.links import JOB_ID, all_under
from basin.client.transport import Reply, Request
from basin.contract.canonical import canonical
from basin.contract.processes import Process, Summary, process_of, summary_of
from basin.contract.reading import IDENTIFIER
from basin.contract.refusals import Refused

__all__ = [
    "Configured", "Fault", "JobState", "JobStatus", "Service", "ServiceFault", "Submitted",
]  # fmt: skip

MOST_PROCESSES = 200
LONGEST_KEY = 100
OWN_LINKS = ("self", "http://www.opengis.net/def/rel/ogc/1.0/execute")


class Service:
    """One service, by configuration; a breaker may be shared by those who ask the same one."""

    def __init__(self, configured: Configured, breaker: Breaker | None = None) -> None:
        self._asking = Asking(configured, breaker or Breaker())

    @property
    def url(self) -> str:
        """The address under which it lies; it holds no secret."""
        return self._asking.base.url

    def landing(self) -> dict[str, Any]:
        """What it says of itself."""
        return _object(self._read(""), "the landing page")

    def conformance(self) -> list[str]:
        """The classes of the standard that it declares."""
        declared = _object(self._read("conformance"), "conformance").get("conformsTo")
        return [each for each in declared if isinstance(each, str)] if _is_list(declared) else []

    def processes(self) -> list[Summary]:
        """The processes that it offers; one that cannot be read is left out."""
        listed = _object(self._read("processes"), "the list of processes").get("processes")
        if not _is_list(listed):
            raise ServiceFault(Fault.INVALID, "no list of processes")
        found = []
        for each in listed[:MOST_PROCESSES]:
            try:
                found.append(summary_of(each))
            except Refused:
                continue
        return found

    def process(self, process_id: str) -> Process:
        """The whole description of one."""
        document = self.process_document(process_id)
        try:
            described = process_of(document)
        except Refused as refused:
            raise ServiceFault(Fault.INVALID, str(refused)) from None
        if described.id != process_id:
            raise ServiceFault(Fault.INVALID, f"asked for {process_id}, describes {described.id}")
        return described

    def process_document(self, process_id: str) -> dict[str, Any]:
        """The same as it came."""
        document = _object(self._read(f"processes/{_process(process_id)}"), "a process")
        all_under(self._asking.base, document.get("links"), OWN_LINKS)
        return document

    def execute(self, process_id: str, inputs: Mapping[str, Any], key: str) -> Submitted:
        """Ask for a run, never twice: `key` marks the question where the service takes keys.

        ServiceFault with `perhaps_received` when the run may have been ordered all the same.
        """
        if not JOB_ID.fullmatch(key) or len(key) > LONGEST_KEY:
            raise ValueError("a key is up to 100 letters, digits and - . _ ~")
        request = Request(
            "POST",
            f"processes/{_process(process_id)}/execution",
            {"Prefer": "respond-async", "Idempotency-Key": key},
            canonical({"inputs": dict(inputs)}),
        )
        reply = self._asking.judged(self._asking.ask(request), 200, 201, 202)
        try:
            return self._submitted(reply, process_id)
        except ServiceFault as fault:
            raise fault.saying(fault.detail, perhaps_received=True) from None

    def status(self, job_id: str, process_id: str | None = None) -> JobStatus:
        """How far a job is; `gone` when the service does not know it.

        ServiceFault INVALID when it speaks of another job, or of another process than was said.
        """
        reply = self._asking.ask(Request("GET", f"jobs/{_job(job_id)}", {}))
        if reply.status in {404, 410}:
            return JobStatus(JobState.GONE, job_id=job_id)
        document = document_of(self._asking.judged(reply, 200))
        return same_job(self._status(document), job_id, process_id)

    def results(self, job_id: str) -> bytes:
        """The body of the results, unpacked and not yet looked at; NO_RESULT when there is none."""
        reply = self._asking.ask(Request("GET", f"jobs/{_job(job_id)}/results", {}))
        try:
            return self._asking.judged(reply, 200).body
        except ServiceFault as fault:
            if reply.status in {400, 404, 422}:
                raise ServiceFault(Fault.NO_RESULT, fault.detail) from None
            raise

    def dismiss(self, job_id: str) -> None:
        """Stop a job and forget it; one that is gone already is in order."""
        reply = self._asking.ask(Request("DELETE", f"jobs/{_job(job_id)}", {}))
        if reply.status not in {404, 410}:
            self._asking.judged(reply, 200, 202, 204)

    def jobs(self) -> list[JobStatus]:
        """The jobs that it lists; one that cannot be read is left out."""
        listed = _object(self._read("jobs"), "the list of jobs").get("jobs")
        found = []
        for each in listed[:MOST_JOBS] if _is_list(listed) else ():
            try:
                found.append(self._status(each))
            except ServiceFault:
                continue
        return found

    def _read(self, path: str) -> Any:
        return document_of(self._asking.judged(self._asking.ask(Request("GET", path, {})), 200))

    def _submitted(self, reply: Reply, process_id: str) -> Submitted:
        document = _lenient(reply)
        if reply.status == 200 and not is_status(document):
            return Submitted(None, reply.body, reply.status)
        location = reply.headers.get("location")
        job = job_of(document, location, self._asking.base)
        if is_status(document):
            same_job(self._status(document), job, process_id)
        return Submitted(job, None, reply.status, location)

    def _status(self, document: Any) -> JobStatus:
        status = status_of(document, self._asking.base)
        return JobStatus(
            status.state,
            status.progress,
            self._asking.hides(status.message),
            status.process_id,
            status.job_id,
        )


def _lenient(reply: Reply) -> Any:
    """The document of an answer to an execution, which may have none."""
    try:
        return document_of(reply)
    except ServiceFault:
        return None


def _object(document: Any, what: str) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise ServiceFault(Fault.INVALID, f"{what} is not an object")
    return document


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _process(process_id: str) -> str:
    if not IDENTIFIER.fullmatch(process_id):
        raise ServiceFault(Fault.INVALID, "a process with an unusable name")
    return quote(process_id, safe="")


def _job(job_id: str) -> str:
    if not JOB_ID.fullmatch(job_id):
        raise ServiceFault(Fault.INVALID, "a job with an unusable name")
    return quote(job_id, safe="")
