"""pygeoapi's process manager, with what the stock ones lack.

A job is accepted only when its inputs keep to what is declared and the queue has room; it survives
restarts, shows how far it is, dies when it is dismissed, and nobody is ever called back.
"""

import hashlib
import logging
import threading
import uuid
from http import HTTPStatus
from typing import Any

from flask import has_request_context, request
from pygeoapi.process.base import (
    JobNotFoundError,
    JobResultNotFoundError,
    ProcessorExecuteError,
)
from pygeoapi.process.manager.base import BaseManager
from pygeoapi.util import JobStatus

from basin_service import faults
from basin_service.contract.inputs import expanded, problems
from basin_service.contract.outputs import OUTPUTS
from basin_service.jobs.results import Results
from basin_service.jobs.store import Job, JobStore, KeyTaken, Order, QueueFull
from basin_service.jobs.workers import Workers
from basin_service.settings import Settings

LOG = logging.getLogger("basin_service")
KEY_AT_MOST = 255
JSON_AS_IT_IS = "application/json; charset=utf-8"
"""Not the words that pygeoapi knows: it leaves such a result as the bytes that were written."""


class Refused(ProcessorExecuteError):  # noqa: N818 - a fact
    """The request is refused; `http_status_code` and the sentence say why."""

    def __init__(self, status: HTTPStatus, code: str, sentence: str) -> None:
        super().__init__(user_msg=sentence)
        self.http_status_code = status
        self.ogc_exception_code = code


class JobKeeper(BaseManager):
    """The manager that pygeoapi asks; `begin` lets it run jobs."""

    def __init__(self, definition: dict[str, Any]) -> None:
        super().__init__(definition)
        self.is_async = True
        self.supports_subscribing = False
        self._settings = Settings.from_environment()
        self._store = JobStore(self._settings.folder / "jobs.sqlite")
        self._results = Results(self._settings.folder / "results")
        self._workers = Workers(self._store, self._results, self._settings)
        self._dismissing = threading.Lock()

    def begin(self) -> None:
        """Run what waits. pygeoapi makes more than one manager; only one may do this."""
        self._workers.start()

    def end(self) -> None:
        """End what runs; it is taken up again at the next start."""
        self._workers.end()

    def execute_process(
        self,
        process_id: str,
        data_dict: Any,
        execution_mode: Any = None,
        requested_outputs: Any = None,
        subscriber: Any = None,
        requested_response: Any = None,
    ) -> tuple[str, str, None, JobStatus, dict[str, str]]:
        """Accept a job. Refused with 400, 422 or 503."""
        order = _order(data_dict, requested_outputs)
        job_id = self._accepted(process_id, order)
        self._workers.wake()
        applied = {"Preference-Applied": "respond-async"}
        return job_id, "application/json", None, JobStatus.accepted, applied

    def _accepted(self, process_id: str, order: Order) -> str:
        waiting = self._settings.waiting
        try:
            return self._store.accept(str(uuid.uuid4()), process_id, order, _key(), waiting)
        except QueueFull:
            raise Refused(
                HTTPStatus.SERVICE_UNAVAILABLE, "QueueFull",
                f"{waiting} jobs are waiting: try again later",
            ) from None  # fmt: skip
        except KeyTaken:
            raise Refused(
                HTTPStatus.UNPROCESSABLE_ENTITY, "IdempotencyKeyReused",
                "this Idempotency-Key belongs to a job with other inputs",
            ) from None  # fmt: skip

    def get_job(self, job_id: str) -> dict[str, Any]:
        """One job as pygeoapi describes it; JobNotFoundError."""
        job = self._store.job(job_id)
        if job is None:
            raise JobNotFoundError
        return _described(job)

    def get_jobs(self, status: Any = None, limit: Any = None, offset: Any = None) -> dict[str, Any]:
        """The newest jobs, and how many there are."""
        found = self._store.jobs(limit if limit is not None else -1, offset or 0)
        return {"jobs": list(map(_described, found)), "numberMatched": self._store.count()}

    def get_job_result(self, job_id: str) -> tuple[str, bytes]:
        """The result, byte for byte as the run wrote it."""
        content = self._results.read(job_id)
        if content is None:
            raise JobResultNotFoundError
        return JSON_AS_IT_IS, content

    def delete_job(self, job_id: str) -> bool:
        """Dismiss a job: kill its run, remove its files, keep its row as dismissed."""
        if self._store.job(job_id) is None:
            raise JobNotFoundError
        with self._dismissing:
            self._store.dismiss(job_id)
            self._workers.kill(job_id)
            self._results.remove(job_id)
        LOG.info("job %s: dismissed", job_id)
        return True


def _order(sent: Any, outputs: Any) -> Order:
    """What is asked for; Refused with what is wrong about it."""
    wrong = problems(sent, faults.inputs())
    wanted = list(OUTPUTS) if not outputs else sorted(outputs)
    unknown = [name for name in wanted if name not in OUTPUTS]
    wrong += [f"outputs: {str(name)[:40]!r} is none of {', '.join(OUTPUTS)}" for name in unknown]
    if wrong:
        raise Refused(HTTPStatus.BAD_REQUEST, "InvalidParameterValue", "; ".join(wrong))
    return Order(expanded(sent, faults.inputs()), sorted(wanted))


def _key() -> str | None:
    """The hash of the request's Idempotency-Key, if it has one."""
    words = request.headers.get("Idempotency-Key", "").strip() if has_request_context() else ""
    if len(words) > KEY_AT_MOST:
        raise Refused(
            HTTPStatus.BAD_REQUEST, "InvalidParameterValue",
            f"Idempotency-Key: at most {KEY_AT_MOST} characters",
        )  # fmt: skip
    return hashlib.sha256(words.encode()).hexdigest() if words else None


def _described(job: Job) -> dict[str, Any]:
    return {
        "identifier": job.id,
        "process_id": job.process,
        "status": job.status,
        "message": job.message,
        "progress": job.progress,
        "created": job.created,
        "started": job.started or job.created,  # pygeoapi sorts by it
        "updated": job.updated,
        "finished": job.finished,
        "mimetype": "application/json",
    }
