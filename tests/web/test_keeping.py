"""Two commands make a backup and restore it, and say what to do when they cannot."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app import create_app
from grievances.models import Case
from kernel.database import Database
from kernel.vault import Vault
from tests.factories.cases import make_scene
from web.keeping import LAST
from web.settings import Settings


def run(app: Flask, *words: str) -> tuple[int, str]:
    with app.app_context():
        told = app.test_cli_runner().invoke(args=list(words))
    if told.exception and not isinstance(told.exception, SystemExit):
        raise told.exception
    return told.exit_code, told.output


@pytest.fixture
def backup(app: Flask, database: Database, vault: Vault, tmp_path: Path) -> Path:
    with database.changing() as session:
        make_scene(session, vault)
    file = tmp_path / "today.backup"
    code, said = run(app, "backup", str(file))
    assert code == 0, said
    assert "read back whole" in said
    return file


def elsewhere(folder: Path, **said: str) -> Flask:
    return create_app(Settings.for_tests(folder, **said))


def closed(app: Flask) -> None:
    app.extensions["jobs"].close()
    app.extensions["database"].dispose()


def test_a_new_machine_takes_up_the_work_of_the_lost_one(backup: Path, tmp_path: Path) -> None:
    other = elsewhere(tmp_path / "new")
    code, said = run(other, "restore", str(backup))
    assert code == 0, said
    assert "each compared" in said
    with other.extensions["database"].reading() as session:
        assert session.scalars(select(Case)).all()
    assert run(other, "audit", "verify")[0] == 0
    code, said = run(other, "restore", str(backup))
    assert (code, "Somebody works here already" in said) == (1, True)
    closed(other)


def test_a_backup_can_be_checked_any_time(app: Flask, backup: Path) -> None:
    code, said = run(app, "backup", "--check", str(backup))
    assert code == 0, said
    backup.write_bytes(backup.read_bytes()[:-3])
    code, said = run(app, "backup", "--check", str(backup))
    assert (code, "damaged or not whole" in said) == (1, True)


def test_a_backup_never_overwrites_another(app: Flask, backup: Path) -> None:
    before = backup.read_bytes()
    code, said = run(app, "backup", str(backup))
    assert (code, "File exists" in said) == (1, True)
    assert backup.read_bytes() == before


def test_the_wrong_key_is_named(backup: Path, tmp_path: Path) -> None:
    other = elsewhere(tmp_path / "new", RIMANAKUY_MASTER_KEY="33" * 32)
    code, said = run(other, "restore", str(backup))
    assert (code, "made under another master key" in said) == (1, True)
    closed(other)


def test_what_is_no_backup_is_told_from_a_damaged_one(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(b"\xff\xd8 a photograph")
    code, said = run(app, "backup", "--check", str(file))
    assert (code, "is no backup of this platform" in said) == (1, True)


def test_the_pages_of_health_learn_when_the_last_backup_was_made(
    app: Flask, backup: Path, settings: Settings
) -> None:
    assert '"at": "20' in (settings.data_dir / LAST).read_text()
