"""What an operator types does what it says, or says in one sentence why not."""

import os
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from kernel.database import Database
from kernel.errors import Unavailable
from kernel.jobs import Jobs
from kernel.jobs.alone import alone
from kernel.revision import current, newest
from web import logs
from web.settings import Settings


@pytest.fixture(autouse=True)
def rights_of_other_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command is a process of its own; here it must not change what other tests make."""
    monkeypatch.setattr(os, "umask", lambda _mask: 0)


def typed(app: Flask, *words: str) -> Result:
    with app.app_context():
        return app.test_cli_runner().invoke(args=words)


def test_a_new_installation_gets_its_folder_and_its_tables(tmp_path: Path) -> None:
    from app import create_app

    settings = Settings.for_tests(tmp_path / "var")
    app = create_app(settings)
    database: Database = app.extensions["database"]
    assert current(database) is None
    for _ in range(2):
        assert typed(app, "migrate").output == "The database is up to date.\n"
    assert current(database) == newest()
    app.extensions["jobs"].close()
    database.dispose()


def test_a_second_worker_is_told(
    app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "configure", lambda _level: None)  # it is for a process of its own
    with alone(database):
        told = typed(app, "work")
    assert told.exit_code == 1
    assert told.output == "Error: Another worker is at work on this database: stop it first.\n"


@pytest.mark.parametrize("command", ["work", "migrate"])
def test_a_database_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    from app import create_app

    monkeypatch.setattr(logs, "configure", lambda _level: None)
    nobody = "postgresql+psycopg://nobody:secret@127.0.0.1:1/none"
    app = create_app(Settings.for_tests(tmp_path / "var", DATABASE_URL=nobody))
    told = typed(app, command)
    assert told.exit_code == 1
    assert told.output.startswith("Error: The database does not answer or has no tables (")
    assert "secret" not in told.output
    app.extensions["jobs"].close()
    app.extensions["database"].dispose()


def test_a_worker_without_tables_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app import create_app

    monkeypatch.setattr(logs, "configure", lambda _level: None)
    app = create_app(Settings.for_tests(tmp_path / "var", DATABASE_URL=f"sqlite:///{tmp_path}/x"))
    assert "run make migrate" in typed(app, "work").output
    app.extensions["database"].dispose()


def test_a_failed_run_can_be_listed_and_tried_again(app: Flask, database: Database) -> None:
    jobs: Jobs = app.extensions["jobs"]
    with database.changing() as session:
        jobs.try_again(session, "no-such-run")
    listed = typed(app, "jobs", "list", "--state", "waiting")
    assert listed.output.count("waiting   kernel.try-again") == 1
    assert typed(app, "jobs", "try-again", "no-such-run").output == "Ordered.\n"
    assert len(typed(app, "jobs", "list").output.splitlines()) == 2


def test_the_doctor_ends_with_an_error_when_something_is_bad(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_database: Database) -> None:
        raise Unavailable("unavailable", reason="gone")

    monkeypatch.setattr(Database, "reading", away)
    told = typed(app, "doctor")
    assert told.exit_code == 1
    assert "bad   the database does not answer" in told.output
