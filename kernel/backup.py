"""A copy of a SQLite database as it stands at one moment, while people go on working with it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from kernel.database import Database


class NotSqlite(ValueError):  # noqa: N818 - a fact
    """PostgreSQL brings its own `pg_dump`."""


def copy_to(database: Database, target: Path) -> None:
    """Write the whole database to `target`, which only its owner can read and must not exist."""
    if not database.is_sqlite:
        raise NotSqlite
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with (
        closing(sqlite3.connect(str(database.url.database))) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
