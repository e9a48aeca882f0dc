"""What a service says of a job, read with suspicion."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from basin.client.configured import Base
from basin.client.faults import Fault, ServiceFault
from basin.client.links import JOB_ID, all_under, job_id_of, under
from basin.contract import texts

LONGEST_MESSAGE = 500
MOST_JOBS = 1000


class JobState(StrEnum):
    """How far a job came; `gone`: the service knows no such job any more."""

    ACCEPTED = "accepted"
    RUNNING = "running"
    SUCCESSFUL = "successful"
    FAILED = "failed"
    DISMISSED = "dismissed"
    GONE = "gone"

    @property
    def has_ended(self) -> bool:
        """Whether nothing will come of it any more but its results, if it has any."""
        return self not in {JobState.ACCEPTED, JobState.RUNNING}


@dataclass(frozen=True)
class JobStatus:
    """What a service says of a job.

    `progress`: 0 to 100, None when it says none or one that cannot be. `message`: untrusted words
    for people, cut at 500 characters, never markup. `process_id`: empty when it is not said.
    """

    state: JobState
    progress: int | None = None
    message: str = ""
    process_id: str = ""
    job_id: str = ""


@dataclass(frozen=True)
class Submitted:
    """An execution that was taken: the job to ask for, or the results when they came at once.

    `status` and `location` are how the service said so, for whoever checks a service.
    """

    job_id: str | None
    body: bytes | None
    status: int = 201
    location: str | None = None


def status_of(document: Any, base: Base) -> JobStatus:
    """A statusInfo; ServiceFault INVALID when it is none, LEAVES when its links lead elsewhere."""
    if not isinstance(document, dict):
        raise _invalid("the status of a job is not an object")
    job, state = document.get("jobID"), document.get("status")
    if not isinstance(job, str) or not JOB_ID.fullmatch(job):
        raise _invalid("no usable jobID")
    if not isinstance(state, str) or state not in set(JobState) - {JobState.GONE}:
        raise _invalid(f"unknown status {str(state)[:60]}")
    all_under(base, document.get("links"))
    return JobStatus(
        state=JobState(state),
        progress=_progress(document.get("progress")),
        message=texts.cleaned(document.get("message"), LONGEST_MESSAGE),
        process_id=texts.one_line(document.get("processID")),
        job_id=job,
    )


def same_job(status: JobStatus, job_id: str, process_id: str | None) -> JobStatus:
    """The status, when it speaks of the job that was asked for and of its process."""
    if status.job_id != job_id:
        raise _invalid(f"asked for job {job_id}, answers about {status.job_id}")
    if process_id and status.process_id and status.process_id != process_id:
        raise _invalid(f"job {job_id} is of {status.process_id}, not of {process_id}")
    return status


def job_of(document: Any, location: str | None, base: Base) -> str:
    """The job that an execution made: `jobID` or `id` of the body, else the end of Location."""
    named = job_id_of(under(base, location)) if location is not None else None
    said = _named_in(document) if isinstance(document, dict) else None
    if said is not None and named is not None and said != named:
        raise _invalid(f"the body names job {said}, Location names {named}")
    found = said or named
    if found is None:
        raise _invalid("no usable job id in the body or in Location")
    return found


def is_status(document: Any) -> bool:
    """Whether a body is about a job rather than its results."""
    return isinstance(document, dict) and "jobID" in document and "status" in document


def _named_in(document: Mapping[str, Any]) -> str | None:
    for key in ("jobID", "id"):
        value = document.get(key)
        if isinstance(value, str) and JOB_ID.fullmatch(value):
            return value
    return None


def _progress(value: Any) -> int | None:
    """Per cent; a progress that cannot be is none: no run is lost over it."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        return None
    return int(value)


def _invalid(why: str) -> ServiceFault:
    return ServiceFault(Fault.INVALID, why)
