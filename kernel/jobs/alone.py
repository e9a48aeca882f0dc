"""Only one worker at a time: a second one would take up the runs that the first is doing."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from kernel.database import Database

WORKER_LOCK = 7_265_771_601


class AnotherWorker(RuntimeError):  # noqa: N818 - a fact
    """This database already has a worker."""


@contextmanager
def alone(database: Database) -> Iterator[None]:
    """Be the only worker of `database` for the length of a `with` block, or AnotherWorker."""
    with _sqlite(database) if database.is_sqlite else _postgres(database):
        yield


@contextmanager
def _sqlite(database: Database) -> Iterator[None]:
    with Path(f"{database.url.database}.worker").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AnotherWorker from None
        yield


@contextmanager
def _postgres(database: Database) -> Iterator[None]:
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        taken = connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": WORKER_LOCK})
        if not taken:
            raise AnotherWorker
        try:
            yield
        finally:
            connection.scalar(text("SELECT pg_advisory_unlock(:key)"), {"key": WORKER_LOCK})
