"""`flask accounts`: the first administrator, people of two offices, a way back in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo

from accounts.cli import accounts_commands
from kernel.database import Database
from tests.accounts.conftest import House

Run = Callable[[str], Result]


@pytest.fixture
def run(app: Flask, database: Database) -> Run:
    """Run a command line against the test's database."""

    def run(line: str) -> Result:
        return CliRunner().invoke(
            accounts_commands(lambda: database),
            line.split(),
            obj=ScriptInfo(create_app=lambda: app),
        )

    return run


def _said(run: Run, line: str) -> str:
    result = run(line)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_first_administrator_gets_a_code(run: Run) -> None:
    assert "/set-password" in _said(run, "admin Ana@Example.org --name Ana")
    assert _said(run, "list") == "ana@example.org: platform_admin@installation\n"


def test_the_same_administrator_twice_is_refused(run: Run) -> None:
    _said(run, "admin ana@example.org")
    result = run("admin ana@example.org")
    assert result.exit_code == 1
    assert "email-taken" in result.output


@pytest.mark.parametrize("line", ["admin ana@example.org", "list"])
def test_a_database_without_tables_is_told_in_one_sentence(
    app: Flask, tmp_path: Path, line: str
) -> None:
    empty = Database(f"sqlite:///{tmp_path}/empty.sqlite")
    asked = ScriptInfo(create_app=lambda: app)
    result = CliRunner().invoke(accounts_commands(lambda: empty), line.split(), obj=asked)
    empty.dispose()
    assert result.exit_code == 1
    assert "run flask migrate" in result.output


def test_somebody_may_work_in_two_offices_by_the_word_of_the_machine(
    run: Run, house: House
) -> None:
    _said(run, "add hugo@cusco.example salta auditor")
    assert "hugo@cusco.example: auditor@salta, handler@cusco" in _said(run, "list")


def test_a_code_for_nobody_is_refused(run: Run, house: House) -> None:
    assert "code" in _said(run, "code hugo@cusco.example")
    assert run("code x@example.org").exit_code == 1
    assert run("add x@example.org nowhere intake").exit_code == 1
