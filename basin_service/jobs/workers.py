"""The threads that run jobs, each one at a time and each job in a process of its own."""

import logging
import threading

from basin_service.jobs.child import Outcome, Run
from basin_service.jobs.results import Results
from basin_service.jobs.store import Job, JobStore
from basin_service.settings import Settings

LOG = logging.getLogger("basin_service")
LOOK_EVERY_S = 5.0
SWEEP_EVERY_S = 3600.0


class Workers:
    """As many threads as runs may be going on at once, and one that sweeps."""

    def __init__(self, store: JobStore, results: Results, settings: Settings) -> None:
        self._store, self._results, self._settings = store, results, settings
        self._runs: dict[str, Run] = {}
        self._lock = threading.Lock()
        self._work = threading.Semaphore(0)
        self._ending = threading.Event()

    def start(self) -> None:
        """Take up what a former life of the service left, and begin."""
        self._store.resume()
        known = self._store.jobs(limit=-1, offset=0)
        self._results.keep_only({job.id for job in known if job.status == "successful"})
        for loop in [*[self._loop] * self._settings.running, self._sweep_loop]:
            threading.Thread(target=loop, daemon=True).start()

    def wake(self) -> None:
        """There is one more job to do."""
        self._work.release()

    def end(self) -> None:
        """Kill what runs; it waits in the queue when the service starts again."""
        self._ending.set()
        with self._lock:
            for run in self._runs.values():
                run.kill()

    def kill(self, job_id: str) -> None:
        """End the run of a job, if there is one."""
        with self._lock:
            run = self._runs.get(job_id)
        if run:
            run.kill()

    def _loop(self) -> None:
        while not self._ending.is_set():
            try:
                job = self._store.take()
                if job:
                    self._do(job)
                else:
                    self._work.acquire(timeout=LOOK_EVERY_S)
            except Exception:
                LOG.exception("a worker stumbled and goes on")
                self._ending.wait(LOOK_EVERY_S)

    def _do(self, job: Job) -> None:
        outcome = self._outcome(job)
        if self._ending.is_set() and not outcome.well:
            return  # it stays as running: the next start takes it up again
        status = "successful" if outcome.well else "failed"
        if not self._store.end(job.id, status, outcome.message) or not outcome.well:
            self._results.remove(job.id)
        LOG.info("job %s: %s, %s", job.id, status, outcome.message)

    def _outcome(self, job: Job) -> Outcome:
        run = Run(job.asked, self._results.of(job.id), self._settings)
        with self._lock:
            self._runs[job.id] = run
        try:
            current = self._store.job(job.id)
            if self._ending.is_set() or current is None or current.status != "running":
                run.kill()  # it was dismissed between being taken and being started
            return run.wait(lambda done: self._store.advance(job.id, done))
        finally:
            with self._lock:
                del self._runs[job.id]

    def _sweep_loop(self) -> None:
        while True:
            try:
                for job_id in self._store.sweep(self._settings.keep_days):
                    self._results.remove(job_id)
            except Exception:
                LOG.exception("the sweep stumbled and goes on")
            if self._ending.wait(SWEEP_EVERY_S):
                return
