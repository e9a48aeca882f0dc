"""The worker: the one process that does what was ordered."""

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext
from typing import Any

from dbos import DBOS, DBOSConfig
from sqlalchemy.exc import SQLAlchemyError

from kernel.errors import Unavailable
from kernel.jobs.alone import alone
from kernel.jobs.duties import Duty, Queue, arguments
from kernel.jobs.enqueue import APPLICATION, Jobs, address
from kernel.jobs.heartbeat import EVERY, beat
from kernel.jobs.serializer import Stored
from kernel.jobs.stored import kind_of
from kernel.jobs.work import Work
from kernel.vault import Vault

VERSION = "1"  # fixed: an interrupted run is resumed by whatever version of us starts next
RECOVERIES = 20  # a run that brings the worker down so often is put aside as failed

log = logging.getLogger(__name__)


class Worker:
    """Does what is ordered, until it is told to end. One per process, one per database."""

    def __init__(
        self,
        jobs: Jobs,
        vault: Vault,
        *,
        at_once: int = 4,
        look_every: float = 1.0,
        around: Callable[[], AbstractContextManager[Any]] = nullcontext,
    ) -> None:
        """`around` is entered for each run: what a duty may lean on besides its arguments."""
        self._jobs = jobs
        self._vault = vault
        self._at_once = at_once
        self._look_every = look_every
        self._around = around
        self._ended = threading.Event()
        self._held = ExitStack()

    def launch(self) -> None:
        """Resume what was interrupted and begin; AnotherWorker when there is one already."""
        self._held.enter_context(alone(self._jobs.database))
        with ExitStack() as half_launched:
            half_launched.callback(self.end)
            self._launch()
            half_launched.pop_all()
        threading.Thread(target=self._beat, daemon=True, name="heartbeat").start()

    def _launch(self) -> None:
        silence_dbos()
        DBOS(config=self._config())
        runs = {duty.name: _registered(duty, self) for duty in self._jobs.duties.values()}
        DBOS.launch()
        for queue in Queue:
            DBOS.register_queue(
                queue.value,
                worker_concurrency=self._at_once if queue is Queue.WORK else 2,
                polling_interval_sec=self._look_every,
                on_conflict="always_update",
            )
        self._keep_schedules(runs)
        with self._jobs.database.changing() as session:
            for duty in self._jobs.duties.values():
                if duty.at_start:
                    self._jobs.enqueue(session, duty.name)

    def end(self, patience: int = 0) -> None:
        """Stop; what is being done may end within `patience` seconds, the rest is resumed later."""
        self._ended.set()
        DBOS.destroy(workflow_completion_timeout_sec=patience, destroy_registry=True)
        self._jobs.close()
        self._held.close()

    def do(self, duty: Duty, given: tuple[Any, ...]) -> None:
        """One run of `duty`. Its failure is stored and logged by its kind and place only."""
        work = Work(DBOS.workflow_id or "", self._jobs.database, self._vault, self._jobs)
        try:
            with self._around():
                duty.run(work, *arguments(duty, given))
        except Exception as problem:
            log.error("duty failed", extra={"duty": duty.name, "problem": kind_of(problem)})
            raise

    def _config(self) -> DBOSConfig:
        return {
            "name": APPLICATION,
            "system_database_url": address(self._jobs.database),
            "application_version": VERSION,
            "executor_id": "worker",
            "serializer": Stored(),
            "run_migrations": False,
            "log_level": "WARNING",
            "enable_otlp": False,
            "notification_listener_polling_interval_sec": self._look_every,
        }

    def _keep_schedules(self, runs: dict[str, Callable[..., None]]) -> None:
        clocked = [duty for duty in self._jobs.duties.values() if duty.every]
        DBOS.apply_schedules(
            [
                {
                    "schedule_name": duty.name,
                    "workflow_fn": runs[duty.name],
                    "schedule": duty.every or "",
                    "queue_name": duty.queue.value,
                }
                for duty in clocked
            ]
        )
        kept = {duty.name for duty in clocked}
        for schedule in DBOS.list_schedules():
            if schedule["schedule_name"] not in kept:
                DBOS.delete_schedule(schedule["schedule_name"])

    def _beat(self) -> None:
        while True:
            try:
                with self._jobs.database.changing() as session:
                    beat(session)
            except (SQLAlchemyError, Unavailable) as problem:
                log.warning("no heartbeat", extra={"problem": kind_of(problem)})
            if self._ended.wait(EVERY.total_seconds()):
                return


def _registered(duty: Duty, worker: Worker) -> Callable[..., None]:
    def run(*given: Any) -> None:
        worker.do(duty, given)

    return DBOS.workflow(name=duty.name, max_recovery_attempts=RECOVERIES)(run)


def silence_dbos() -> None:
    """Let DBOS say where it met trouble, never in its own words: those may quote a statement."""
    logger = logging.getLogger("dbos")
    if _say_the_place_only not in logger.filters:
        logger.handlers = [logging.NullHandler()]  # else it makes one that writes to the console
        logger.addFilter(_say_the_place_only)


def _say_the_place_only(record: logging.LogRecord) -> bool:
    """Rewrite a record of DBOS; drop it where a duty raised, which `Worker.do` has logged."""
    kind = record.exc_info[1] if record.exc_info else None
    record.problem = kind_of(kind) if kind else record.levelname
    record.place = f"{record.filename}:{record.lineno}"
    record.msg, record.args = "durable work met trouble", ()
    record.exc_info = record.exc_text = None
    return record.levelno >= logging.WARNING and record.filename != "_core.py"
