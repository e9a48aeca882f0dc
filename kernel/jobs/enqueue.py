"""How a change orders durable work, and how an administrator looks at it."""

import os
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from kernel.clock import now
from kernel.database import Database
from kernel.jobs.duties import Duties, by_name
from kernel.jobs.stored import Reference, check_references

if TYPE_CHECKING:
    from dbos import DBOSClient, EnqueueOptions, WorkflowStatus

APPLICATION = "rimanakuy"
TRY_AGAIN = "kernel.try-again"


class RunState(StrEnum):
    """Where a run stands, as an administrator sees it."""

    DONE = "done"
    FAILED = "failed"
    RUNNING = "running"
    WAITING = "waiting"


STATES = {
    RunState.DONE: ["SUCCESS"],
    RunState.FAILED: ["CANCELLED", "ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
    RunState.RUNNING: ["PENDING"],
    RunState.WAITING: ["DELAYED", "ENQUEUED"],
}


@dataclass(frozen=True)
class Run:
    """One run of a duty: what was ordered, when, and how far it came."""

    id: str
    duty: str
    references: tuple[Reference, ...]
    state: RunState
    ordered_at: datetime
    not_before: datetime | None
    ended_at: datetime | None
    tries: int
    problem: str | None


class Jobs:
    """The durable work of one process."""

    def __init__(self, database: Database, *duties: Duties) -> None:
        self.database = database
        self.duties = by_name(duties)
        self._client: DBOSClient | None = None
        self._made_in = 0
        self._making = threading.Lock()

    def enqueue(
        self,
        session: Session,
        duty: str,
        *references: Reference,
        key: str | None = None,
        after: timedelta | None = None,
    ) -> str:
        """Order a run of `duty` in the transaction of `session`; it exists when that commits.

        The same `key` orders at most one run, however often it is given. The run's id comes back.
        """
        if not session.info.get("changing"):
            raise RuntimeError("durable work is ordered by a change")
        check_references(references)
        options: EnqueueOptions = {
            "workflow_name": duty,
            "queue_name": self.duties[duty].queue.value,
        }
        if key is not None:
            check_references((key,))
            options["workflow_id"] = f"{duty}:{key}"
        if after is not None:
            options["delay_seconds"] = after.total_seconds()
        session.flush()  # what the run refers to stands before the run
        return self.client.enqueue_in_transaction(session, options, *references).get_workflow_id()

    def try_again(self, session: Session, run_id: str) -> None:
        """Let the worker take a failed run up again at the step that failed."""
        self.enqueue(session, TRY_AGAIN, run_id)

    def runs(
        self, states: Iterable[RunState] = tuple(RunState), *, limit: int = 50, skip: int = 0
    ) -> list[Run]:
        """Runs in any of `states`, newest first."""
        wanted = [stored for state in states for stored in STATES[state]]
        found = self.client.list_workflows(
            status=wanted, limit=limit, offset=skip, sort_desc=True, application_name=APPLICATION
        )
        return [_run(status) for status in found]

    def run(self, run_id: str) -> Run | None:
        """One run by its id."""
        found = self.client.list_workflows(workflow_ids=[run_id])
        return _run(found[0]) if found else None

    @property
    def client(self) -> "DBOSClient":
        """The client of this very process: a descriptor inherited over fork serves nobody."""
        with self._making:
            if self._client is None or self._made_in != os.getpid():
                self._client = _client_of(self.database)
                self._made_in = os.getpid()
            return self._client

    def close(self) -> None:
        """Give its connections back."""
        with self._making:
            if self._client is not None and self._made_in == os.getpid():
                self._client.destroy()
            self._client = None


def address(database: Database) -> str:
    """The database as DBOS is told of it."""
    return database.url.render_as_string(hide_password=False)


def _client_of(database: Database) -> "DBOSClient":
    from dbos import DBOSClient  # a quarter of a second that the first page need not wait for

    from kernel.jobs.serializer import Stored

    return DBOSClient(
        system_database_url=address(database),
        serializer=Stored(),
        application_name=APPLICATION,
        lazy=True,
        retry_connection_errors=False,
    )


def _run(status: "WorkflowStatus") -> Run:
    return Run(
        id=status.workflow_id,
        duty=status.name,
        references=_references(status.input["args"]) if status.input else (),
        state=next(state for state, stored in STATES.items() if status.status in stored),
        ordered_at=_moment(status.created_at) or now(),
        not_before=_moment(status.delay_until_epoch_ms),
        ended_at=_moment(status.completed_at),
        tries=status.recovery_attempts or 0,
        problem=str(status.error) if status.error else None,
    )


def _references(given: tuple[Any, ...]) -> tuple[Reference, ...]:
    """What was given by us; a clock gives its own moment and context."""
    return tuple(value for value in given if isinstance(value, str | int))


def _moment(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, UTC)
