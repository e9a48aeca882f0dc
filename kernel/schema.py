"""The schema of the whole house, brought from revision to revision by Alembic.

The migrations stand in `migrations/`; a test compares what they build with what the models say.
"""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, select

from kernel.database import Database

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"
MIGRATION_LOCK = 7_264_810_552
"""Any number that nobody else takes on this PostgreSQL server."""


class DanglingReference(Exception):  # noqa: N818 - names what a migration left behind
    """After a migration a row points to a row that is not there."""


def migrate(database: Database, revision: str = "head") -> None:
    """Bring `database` up to `revision`, from wherever it stands: all of it or nothing."""
    _in_one_transaction(database, lambda config: command.upgrade(config, revision))


def migrate_back(database: Database, revision: str) -> None:
    """Bring `database` down to an earlier `revision`: all of it or nothing."""
    _in_one_transaction(database, lambda config: command.downgrade(config, revision))


def _in_one_transaction(database: Database, work: Callable[[Config], None]) -> None:
    with database.write_lock(), database.engine.connect() as connection:
        _hold_references(connection, on=False)
        changing = connection.execution_options(rimanakuy_change=True)
        with changing.begin():
            _let_others_wait(changing)
            work(_configuration(changing))
            _refuse_dangling_references(changing)
        _hold_references(connection, on=True)


def _configuration(connection: Connection) -> Config:
    config = Config(toml_file=PYPROJECT)
    config.attributes["connection"] = connection
    return config


def _let_others_wait(connection: Connection) -> None:
    """Web and worker may both migrate when they start: the second finds nothing left to do."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))


def _hold_references(connection: Connection, on: bool) -> None:
    """Let SQLite rebuild a table that others refer to; it takes this outside a transaction only."""
    if connection.dialect.name == "sqlite":
        raw = connection.connection.cursor()
        raw.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")
        raw.close()


def _refuse_dangling_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken:
            raise DanglingReference(f"{broken[0]} points to a missing row of {broken[2]}")
