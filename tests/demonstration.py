"""The demonstration, made once for all tests of a process that read it; each has a copy."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo.seed import seed
from kernel.database import Database
from kernel.vault import Vault
from tests.databases import ON_BOTH, PostgresServer, disposed

MASTER = bytes.fromhex("11" * 32)
"""As `Settings.for_tests` has it."""


def _plain(_password: str) -> str:
    return "a hash"


@dataclass(frozen=True)
class Demo:
    """A database with the whole demonstration, to be copied, and the list of its sign-ins."""

    place: str
    sign_ins: str


@pytest.fixture(scope="session")
def demo_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demonstration in a SQLite file."""
    file = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    shutil.copy(sqlite_template, file)
    with disposed(Database(f"sqlite:///{file}")) as database:
        return Demo(str(file), seed(database, Vault(MASTER, database), _plain))


@pytest.fixture(scope="session")
def demo_template(postgres: PostgresServer, postgres_template: str) -> Demo:
    """The demonstration in a PostgreSQL database."""
    with disposed(Database(postgres.new_database(postgres_template))) as database:
        sign_ins = seed(database, Vault(MASTER, database), _plain)
    return Demo(str(database.url.database), sign_ins)


@pytest.fixture
def seeded(demo_file: Demo, tmp_path: Path) -> Iterator[Database]:
    """A SQLite database with the demonstration."""
    file = tmp_path / "seeded.sqlite"
    shutil.copy(demo_file.place, file)
    with disposed(Database(f"sqlite:///{file}")) as fresh:
        yield fresh


@contextmanager
def copy_of_the_demo(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Database]:
    """The demonstration on "sqlite" or "postgres", to be changed; it goes with the `with` block."""
    if kind == "sqlite":
        copy = folder / "seeded.sqlite"
        shutil.copy(request.getfixturevalue("demo_file").place, copy)
        with disposed(Database(f"sqlite:///{copy}")) as fresh:
            yield fresh
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    fresh = Database(server.new_database(request.getfixturevalue("demo_template").place))
    yield fresh
    server.drop(fresh)


@pytest.fixture(params=ON_BOTH, scope="module")
def any_seeded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """The demonstration on SQLite and on PostgreSQL, for all tests of a file."""
    with copy_of_the_demo(request.param, request, tmp_path_factory.mktemp("seeded")) as fresh:
        yield fresh
