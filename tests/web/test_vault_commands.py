"""What an operator does with keys: each command works, or says in one sentence why not."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from app import create_app
from grievances.models import Case
from kernel.audit import Entry
from kernel.database import Database
from kernel.vault import MasterKey, Vault
from tests.factories.cases import make_case, make_office
from web.opening import WrongKey, open_vault
from web.settings import ROOT, Settings


def open_app(folder: Path, database: Database, **said: str) -> Flask:
    said = {"RIMANAKUY_MASTER_KEY": "", "DATABASE_URL": str(database.url)} | said
    return create_app(Settings.for_tests(folder, **said))


@pytest.fixture
def house(tmp_path: Path, database: Database) -> Iterator[Flask]:
    """An installation with its key in a file, an office and a case."""
    app = open_app(tmp_path, database)
    open_vault(app)
    with database.changing() as session:
        office = make_office(session, app.extensions["vault"], slug="cusco")
        make_case(session, app.extensions["vault"], office)
    yield app
    close(app)


def close(app: Flask) -> None:
    app.extensions["jobs"].close()
    app.extensions["database"].dispose()


def typed(app: Flask, *words: str, **named: str) -> Result:
    with app.app_context():
        return app.test_cli_runner().invoke(args=words, input=named.get("input"))


def key_file(app: Flask) -> Path:
    settings: Settings = app.config["SETTINGS"]
    return settings.master_key_file


def test_a_blank_installation_gets_its_first_key_and_a_warning(
    tmp_path: Path, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    app = open_app(tmp_path, database)
    assert not key_file(app).exists()  # nothing is made before somebody begins
    open_vault(app)
    assert "keep a copy away from this machine" in capsys.readouterr().err
    made = key_file(app).read_text()
    open_vault(app)
    assert key_file(app).read_text() == made
    assert capsys.readouterr().err == ""
    close(app)


def test_without_its_key_no_command_works_and_none_is_made(house: Flask) -> None:
    kept = key_file(house).rename(key_file(house).with_name("kept"))
    again = open_app(house.config["SETTINGS"].data_dir, house.extensions["database"])
    for words in (("accounts", "list"), ("grievances", "counts", "cusco"), ("vault", "check"),
                  ("demo",), ("migrate",)):  # fmt: skip
        told = typed(again, *words)
        if words == ("demo",):
            continue  # this is no demo, which it says first
        assert told.exit_code == 1, words
        assert told.output.startswith("Error: The master key is missing: "), told.output
        assert told.output.count("\n") == 1
    assert not key_file(house).exists()
    kept.rename(key_file(house))
    assert typed(again, "accounts", "list").exit_code == 0
    close(again)


def test_another_key_opens_nothing_and_starts_nothing(house: Flask) -> None:
    said = {"RIMANAKUY_MASTER_KEY": "ab" * 32}
    again = open_app(house.config["SETTINGS"].data_dir, house.extensions["database"], **said)
    with pytest.raises(
        WrongKey, match="is not the one that this database was filled under"
    ) as told:
        open_vault(again)
    assert "abab" not in str(told.value)
    close(again)


@pytest.mark.parametrize("command", ["serve", pytest.param("work", marks=pytest.mark.full)])
def test_web_and_worker_refuse_to_start_without_the_key(house: Flask, command: str) -> None:
    settings: Settings = house.config["SETTINGS"]
    key_file(house).unlink()
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", command],
        cwd=ROOT, env=os.environ | settings.environment() | {"PORT": "8119"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "The master key is missing" in done.stderr
    assert "Traceback" not in done.stderr
    assert not key_file(house).exists()


def test_a_file_that_holds_no_key_is_told_and_not_shown(house: Flask) -> None:
    key_file(house).write_text("c0ffee")
    told = typed(house, "vault", "check")
    assert (told.exit_code, told.output.count("\n")) == (1, 1)
    assert "holds no key of 64 hexadecimal digits" in told.output
    assert "c0ffee" not in told.output


def test_the_master_key_changes_by_command_and_the_old_one_can_be_kept(
    house: Flask, tmp_path: Path
) -> None:
    old, kept = key_file(house).read_text(), tmp_path / "old.key"
    told = typed(house, "vault", "rotate-master", "--keep-old", str(kept))
    assert told.exit_code == 0, told.output
    assert kept.read_text() == old
    assert kept.stat().st_mode & 0o077 == 0
    assert key_file(house).read_text() != old
    new = key_file(house).read_text().strip()
    assert new not in told.output
    assert "Backups that were made before" in told.output
    refused = typed(house, "vault", "rotate-master", "--keep-old", str(kept))
    assert "holds something else" in refused.output
    with house.extensions["database"].reading() as session:
        facts = str([entry.facts for entry in session.scalars(select(Entry))])
    assert old.strip() not in facts
    assert new not in facts


def test_the_keys_of_an_office_and_its_custodian_change_by_command(house: Flask) -> None:
    told = typed(house, "vault", "rotate-office", "cusco")
    assert told.exit_code == 0, told.output
    listed = typed(house, "vault", "check")
    assert listed.exit_code == 0
    assert listed.output.count("generation 2, under master key 1") == 2
    unknown = typed(house, "vault", "rotate-office", "nowhere")
    assert (unknown.exit_code, unknown.output.count("\n")) == (1, 1)


def test_the_check_finds_what_does_not_open(house: Flask) -> None:
    database: Database = house.extensions["database"]
    with database.changing() as session:
        session.connection().exec_driver_sql("UPDATE kernel_wrap SET wrapped = x'00'")
    told = typed(house, "vault", "check")
    assert told.exit_code == 1
    assert " DO NOT OPEN" in told.output


def test_a_lost_key_comes_back_from_two_sheets(house: Flask, tmp_path: Path) -> None:
    assert "recovery: none" in typed(house, "vault", "recovery", "status").output
    folder = tmp_path / "shares"
    made = typed(house, "vault", "recovery", "make", "--folder", str(folder))
    assert made.exit_code == 0, made.output
    sheets = sorted(folder.iterdir())
    assert [sheet.stat().st_mode & 0o077 for sheet in sheets] == [0, 0]
    assert not any(row in made.output for row in sheets[0].read_text().splitlines()[2:6])
    assert "two shares since" in typed(house, "vault", "recovery", "status").output
    key = key_file(house).read_text()
    words = ("vault", "recovery", "open", "--share", str(sheets[0]), "--share")
    assert "holds a key; move it away first" in typed(house, *words, str(sheets[1])).output
    key_file(house).unlink()
    assert "two copies of the same share" in typed(house, *words, str(sheets[0])).output
    assert not key_file(house).exists()
    assert typed(house, *words, str(sheets[1])).exit_code == 0
    assert key_file(house).read_text() == key
    assert "exists already" in typed(
        house, "vault", "recovery", "make", "--folder", str(folder)
    ).output  # fmt: skip


def test_shares_can_be_typed_and_a_mistyped_row_is_asked_for_again(house: Flask) -> None:
    shown = typed(house, "vault", "recovery", "make").output
    rows = [line.partition(":")[2] for line in shown.splitlines() if line[2:4] in
            {"1:", "2:", "3:", "4:"}]  # fmt: skip
    assert len(rows) == 8
    key_file(house).unlink()
    wrong = rows[0][::-1]
    told = typed(house, "vault", "recovery", "open", input="\n".join([wrong, *rows, ""]))
    assert told.exit_code == 0, told.output
    assert "Row 1 is mistyped" in told.output
    assert key_file(house).exists()


def test_a_recovery_ends_by_command(house: Flask) -> None:
    assert "There was no recovery" in typed(house, "vault", "recovery", "end").output
    typed(house, "vault", "recovery", "make")
    assert "has ended" in typed(house, "vault", "recovery", "end").output
    assert "There is no such office, or no recovery" in typed(
        house, "vault", "recovery", "open", input="\n".join(typed_rows())
    ).output  # fmt: skip


def typed_rows() -> list[str]:
    from kernel.vault.shares import split

    return [row for share in split(bytes(32)) for row in share.rows()] + [""]


def test_migrating_an_installation_of_before_notes_its_key_and_gives_custodians_theirs(
    tmp_path: Path, database: Database
) -> None:
    """Version 0.1 knew neither marks nor custodians' keys."""
    settings = Settings.for_tests(tmp_path, RIMANAKUY_MASTER_KEY="")
    settings.master_keys().make()
    vault = Vault(settings.master_key(), database)
    with database.changing() as session:
        office = make_office(session, vault, slug="cusco")
        make_case(session, vault, office)
        session.connection().exec_driver_sql("DELETE FROM kernel_holder_key WHERE holder LIKE 'c%'")
        session.get_one(MasterKey, 1).mark = None
    receipts = vault.derived("receipt-code")
    app = open_app(tmp_path, database)
    assert typed(app, "migrate").exit_code == 0
    assert typed(app, "migrate").exit_code == 0
    checked = typed(app, "vault", "check").output
    assert "custodian:1: generation 1, under master key 1, 0 wraps, all open" in checked
    assert app.extensions["vault"].derived("receipt-code") == receipts
    with database.reading() as session:
        assert session.scalars(select(Case.id)).one()
    close(app)
