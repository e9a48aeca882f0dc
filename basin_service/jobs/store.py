"""The jobs in a SQLite file: what was accepted is never forgotten, whatever ends the service."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

TABLE = """
CREATE TABLE IF NOT EXISTS job (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    process TEXT NOT NULL,
    status TEXT NOT NULL
        CHECK (status IN ('accepted', 'running', 'successful', 'failed', 'dismissed')),
    message TEXT NOT NULL,
    progress INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    asked TEXT NOT NULL,
    key TEXT UNIQUE,
    created TEXT NOT NULL,
    started TEXT,
    updated TEXT NOT NULL,
    finished TEXT
)
"""
OPEN = ("accepted", "running")
ATTEMPTS = 2
INTERRUPTED = "interrupted: the service was restarted while the model ran"


class QueueFull(Exception):  # noqa: N818 - a fact
    """As many jobs wait as may."""


class KeyTaken(Exception):  # noqa: N818 - a fact
    """The idempotency key belongs to a job that was asked for something else."""


@dataclass(frozen=True)
class Order:
    """What a job was asked for, in the one form in which two equal requests are equal."""

    inputs: dict[str, Any]
    outputs: list[str]

    def __str__(self) -> str:
        return json.dumps({"inputs": self.inputs, "outputs": self.outputs}, sort_keys=True)


@dataclass(frozen=True)
class Job:
    """One row. Times as ISO 8601 in UTC; `asked` is an Order as text."""

    id: str
    process: str
    status: str
    message: str
    progress: int
    attempts: int
    asked: str
    created: str
    started: str | None
    updated: str
    finished: str | None


COLUMNS = ", ".join(Job.__dataclass_fields__)


def _now() -> str:
    return _written(datetime.now(UTC))


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class JobStore:
    """Every method is one transaction, and may be called from any thread."""

    def __init__(self, file: Path) -> None:
        self._file = file
        with self._changing() as database:
            database.execute(TABLE)

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._file, timeout=30, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = FULL")
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
            except BaseException:
                database.execute("ROLLBACK")
                raise
            database.execute("COMMIT")

    def accept(self, job_id: str, process: str, order: Order, key: str | None, most: int) -> str:
        """Take a job into the queue; its id, or that of the job that has the same key.

        KeyTaken when that one was asked for something else; QueueFull when `most` are waiting.
        """
        with self._changing() as database:
            known = database.execute(
                "SELECT id, process, asked FROM job WHERE key = ?", (key,)
            ).fetchone()
            if known:
                if known[1:] != (process, str(order)):
                    raise KeyTaken
                return str(known[0])
            waiting = "SELECT count(*) FROM job WHERE status = 'accepted'"
            if database.execute(waiting).fetchone()[0] >= most:
                raise QueueFull
            database.execute(
                "INSERT INTO job (id, process, status, message, asked, key, created, updated)"
                " VALUES (?, ?, 'accepted', 'waiting for its turn', ?, ?, ?, ?)",
                (job_id, process, str(order), key, now := _now(), now),
            )
        return job_id

    def take(self) -> Job | None:
        """The job that waits longest, which is running from now on."""
        with self._changing() as database:
            row = database.execute(
                "UPDATE job SET status = 'running', message = 'the model is running', progress = 5,"  # noqa: S608 - names of our own
                " attempts = attempts + 1, started = ?, updated = ? WHERE number ="
                " (SELECT min(number) FROM job WHERE status = 'accepted')"
                f" RETURNING {COLUMNS}",
                (now := _now(), now),
            ).fetchone()
        return Job(*row) if row else None

    def advance(self, job_id: str, progress: int) -> None:
        """A running job came so far, in percent."""
        with self._changing() as database:
            database.execute(
                "UPDATE job SET progress = max(progress, ?), updated = ?"
                " WHERE id = ? AND status = 'running'",
                (progress, _now(), job_id),
            )

    def end(self, job_id: str, status: str, message: str) -> bool:
        """An open job has ended so; False when it was no longer open."""
        with self._changing() as database:
            done = database.execute(
                "UPDATE job SET status = ?, message = ?, updated = ?, finished = ?,"
                " progress = CASE ? WHEN 'successful' THEN 100 ELSE progress END"
                " WHERE id = ? AND status IN ('accepted', 'running')",
                (status, message, now := _now(), now, status, job_id),
            )
            return done.rowcount == 1

    def dismiss(self, job_id: str) -> None:
        """Whatever it was: its result is not wanted any more."""
        with self._changing() as database:
            database.execute(
                "UPDATE job SET status = 'dismissed', message = 'dismissed', updated = ?,"
                " finished = coalesce(finished, ?) WHERE id = ?",
                (now := _now(), now, job_id),
            )

    def resume(self) -> None:
        """At the start: what was interrupted waits again, once; a second time it has failed."""
        with self._changing() as database:
            database.execute(
                "UPDATE job SET status = 'failed', message = ?, updated = ?, finished = ?"
                " WHERE status = 'running' AND attempts >= ?",
                (INTERRUPTED, now := _now(), now, ATTEMPTS),
            )
            database.execute(
                "UPDATE job SET status = 'accepted', message = 'waiting again after a restart',"
                " progress = 0, started = NULL, updated = ? WHERE status = 'running'",
                (now,),
            )

    def sweep(self, days: int) -> list[str]:
        """Forget what ended so many days ago; the ids."""
        before = _written(datetime.now(UTC) - timedelta(days=days))
        with self._changing() as database:
            rows = database.execute(
                "DELETE FROM job WHERE finished < ? RETURNING id", (before,)
            ).fetchall()
        return [row[0] for row in rows]

    def job(self, job_id: str) -> Job | None:
        """One job, if there is one of that id."""
        found = self._rows("WHERE id = ?", job_id)
        return found[0] if found else None

    def jobs(self, limit: int, offset: int) -> list[Job]:
        """The newest first."""
        return self._rows("ORDER BY number DESC LIMIT ? OFFSET ?", limit, offset)

    def count(self) -> int:
        """How many there are."""
        with self._changing() as database:
            return int(database.execute("SELECT count(*) FROM job").fetchone()[0])

    def _rows(self, which: str, *values: object) -> list[Job]:
        with self._changing() as database:
            query = f"SELECT {COLUMNS} FROM job {which}"  # noqa: S608 - words of our own
            return [Job(*row) for row in database.execute(query, values)]
