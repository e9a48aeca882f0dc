"""The doctor finds what is missing or unsafe, and says what to do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from flask import Flask

from app import create_app
from kernel.database import Database
from kernel.jobs.heartbeat import beat
from kernel.revision import newest
from kernel.vault import Vault
from web import machine
from web.doctor import Finding, Grade, examine
from web.settings import ROOT, Settings
from web.supervisor import SIGN_INS

TEMP_ON_DISK, TEMP_TOO_SMALL = machine.temp_on_disk, machine.temp_too_small

GOOD = {
    "RIMANAKUY_PUBLIC_URL": "https://quejas.example.org",
    "RIMANAKUY_TRUSTED_PROXIES": "1",
    "RIMANAKUY_MAIL_URL": "smtp://mail.example.org",
    "RIMANAKUY_MAIL_FROM": "quejas@example.org",
}


@pytest.fixture(autouse=True)
def machine_is_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    for check in ("libraries_missing", "font_missing", "temp_on_disk", "temp_too_small"):
        monkeypatch.setattr(machine, check, lambda *_: None)
    monkeypatch.setattr(machine, "disk_nearly_full", lambda _folder: None)


class Hospital:
    """Installations to be examined, on the test's database."""

    def __init__(self, folder: Path, database: Database) -> None:
        self._folder = folder
        self._url = str(database.url)
        self._apps: list[Flask] = []

    def findings(self, **said: str) -> list[Finding]:
        settings = Settings.for_tests(self._folder, **{"DATABASE_URL": self._url} | GOOD | said)
        app = create_app(settings)
        self._apps.append(app)
        return list(examine(app))

    def troubles(self, **said: str) -> list[tuple[Grade, str]]:
        found = self.findings(**said)
        return [(one.grade, one.what) for one in found if one.grade is not Grade.OK]

    def close(self) -> None:
        for app in self._apps:
            app.extensions["jobs"].close()
            app.extensions["database"].dispose()


@pytest.fixture
def hospital(tmp_path: Path, database: Database) -> Iterator[Hospital]:
    hospital = Hospital(tmp_path / "var", database)
    with database.changing() as session:
        beat(session)
    yield hospital
    hospital.close()


def test_a_good_installation_has_no_trouble(hospital: Hospital) -> None:
    assert hospital.troubles() == []


def test_every_trouble_comes_with_a_remedy(hospital: Hospital, tmp_path: Path) -> None:
    said = {"RIMANAKUY_DEMO": "yes", "RIMANAKUY_SECURE_COOKIES": "no", "RIMANAKUY_MAIL_URL": ""}
    found = hospital.findings(**said, DATABASE_URL=f"sqlite:///{tmp_path}/empty.sqlite")
    troubles = [one for one in found if one.grade is not Grade.OK]
    assert len(troubles) >= 4
    assert all(one.remedy or one.what.endswith(".") for one in troubles)
    assert all("\n" not in str(one) for one in found)


@pytest.mark.parametrize(
    ("said", "grade", "what"),
    [
        ({"RIMANAKUY_DEMO": "yes"}, Grade.BAD, "the demo is open to others"),
        ({"RIMANAKUY_SECURE_COOKIES": "no"}, Grade.BAD, "cookies travel in the open"),
        ({"RIMANAKUY_MAIL_URL": ""}, Grade.WARN, "no mail is sent"),
        ({"RIMANAKUY_TRUSTED_PROXIES": "0"}, Grade.WARN, "no proxy is trusted"),
        ({"RIMANAKUY_MAIL_FROM": ""}, Grade.WARN, "mails come from an address that nobody has"),
        (
            {"RIMANAKUY_PUBLIC_URL": "http://quejas.example.org", "HOST": "0.0.0.0"},
            Grade.BAD,
            "people reach us by plain http",
        ),
    ],
)
def test_what_is_unsafe_is_found(
    hospital: Hospital, said: dict[str, str], grade: Grade, what: str
) -> None:
    assert any(
        found is grade and words.startswith(what) for found, words in hospital.troubles(**said)
    )


def test_what_is_left_of_a_demo_is_found(hospital: Hospital, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir(exist_ok=True)
    (tmp_path / "var" / SIGN_INS).touch()
    assert hospital.troubles() == [(Grade.BAD, "the demo was made in this data folder")]


def test_keys_that_others_can_read_are_found(hospital: Hospital, tmp_path: Path) -> None:
    keys = {"RIMANAKUY_MASTER_KEY": "", "RIMANAKUY_SECRET_KEY": ""}
    Settings.for_tests(tmp_path / "var", RIMANAKUY_MASTER_KEY="").master_keys().make()
    assert hospital.troubles(**keys) == [
        (Grade.WARN, "the master key lies beside the data that it opens")
    ]
    (tmp_path / "var" / "keys" / "master.key").chmod(0o640)
    assert (Grade.BAD, "others can read the master key") in hospital.troubles(**keys)


def test_a_database_that_others_can_read_is_found(hospital: Hospital, database: Database) -> None:
    file = Path(str(database.url.database))
    file.chmod(0o644)
    assert hospital.troubles() == []  # nobody gets into its folder
    file.parent.chmod(0o755)
    assert hospital.troubles() == [(Grade.WARN, "others can read the database")]
    file.parent.chmod(0o700)


def test_a_master_key_that_does_not_fit_is_found(hospital: Hospital, database: Database) -> None:
    with database.changing() as session:
        Vault(bytes(32)).add_holder(session, "office:1")
    [(grade, what)] = hospital.troubles()
    assert grade is Grade.BAD
    assert what.startswith("the master key does not open this database")


def test_an_empty_database_is_found(hospital: Hospital, tmp_path: Path) -> None:
    troubles = hospital.troubles(DATABASE_URL=f"sqlite:///{tmp_path}/empty.sqlite")
    assert [grade for grade, _what in troubles] == [Grade.BAD, Grade.BAD]


def test_a_database_of_another_version_is_found(hospital: Hospital, database: Database) -> None:
    with database.changing() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    assert hospital.troubles() == [(Grade.BAD, "the database is of another version")]


def test_a_worker_that_is_not_there_is_found(hospital: Hospital, database: Database) -> None:
    with database.changing() as session:
        session.connection().exec_driver_sql("DELETE FROM kernel_heartbeat")
    [(grade, what)] = hospital.troubles()
    assert grade is Grade.WARN
    assert what.startswith("no worker is at work")


def test_the_newest_revision_is_alembics_head() -> None:
    assert newest() == ScriptDirectory(str(ROOT / "migrations")).get_current_head()


def test_a_temporary_folder_on_a_disk_or_too_small_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\ntmpfs {tmp_path.resolve()}/shm tmpfs rw 0 0\n")
    monkeypatch.setattr(machine, "MOUNTS", mounts)
    assert TEMP_ON_DISK(tmp_path / "shm") is None
    assert "RIMANAKUY_TEMP_DIR" in (TEMP_ON_DISK(tmp_path) or "")
    assert TEMP_TOO_SMALL(tmp_path, 1) is None
    assert "shm_size" in (TEMP_TOO_SMALL(tmp_path, 10**15) or "")
    assert "RIMANAKUY_TEMP_DIR" in (TEMP_TOO_SMALL(tmp_path / "no", 1) or "")
    monkeypatch.setattr(machine, "MOUNTS", tmp_path / "none")
    assert TEMP_ON_DISK(tmp_path) is not None


def test_a_machine_that_cannot_clean_files_is_told(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    fine, broken = "files that people send can be cleaned", "files that people send cannot be"
    assert any(fine in str(found) for found in examine(app))
    monkeypatch.setattr("web.doctor.SMALLEST_PICTURE", b"")
    assert any(broken in str(found) and found.is_bad for found in examine(app))
