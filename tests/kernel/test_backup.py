"""Nothing that was filed is lost: a backup is whole, secret, and brings everything back."""

import io
import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from accounts.roles import Role
from grievances.answers import Sheet
from grievances.kinds import Channel, SpokenLanguage
from grievances.models import Case, OfficeDraft
from grievances.operations.office_drafts import begin_draft, discard_draft
from grievances.operations.registering import Confirmed, register
from grievances.queries.cases import key_of
from grievances.queries.contents import account_of
from grievances.queries.office_drafts import draft_for, drafts_listed, opened
from kernel import backup, files, tombstones
from kernel.audit_check import verify
from kernel.backup.rows import Digest, read, written
from kernel.backup.tables import rows_of, snapshot, standing
from kernel.clock import at, now
from kernel.database import Base, Database
from kernel.errors import Gone
from kernel.jobs.schema import migrate_jobs
from kernel.policy import Actor
from kernel.vault import Vault
from kernel.vault.tables import DataKeyRow, Tombstone
from tests.databases import disposed
from tests.demonstration import copy_of_the_demo
from tests.factories.cases import ANSWERS, make_office, make_scene, make_staff
from tests.factories.files import tagged_jpeg
from web.settings import Settings

MASTER = bytes.fromhex("11" * 32)
CANARY = "Kunturwachana-canary"
THERE = pytest.param("sqlite", "postgres", marks=pytest.mark.postgres)
REST = [
    pytest.param("postgres", "sqlite", marks=[pytest.mark.postgres, pytest.mark.full]),
    pytest.param("sqlite", "sqlite", marks=pytest.mark.full),
    pytest.param("postgres", "postgres", marks=[pytest.mark.postgres, pytest.mark.full]),
]
ACROSS = pytest.mark.parametrize(("any_database", "blank_database"), [THERE, *REST], indirect=True)
"""From SQLite to PostgreSQL; back, and from each to its like, in `make test-full`."""


@pytest.fixture
def store(any_database: Database, tmp_path: Path) -> files.Store:
    return _first_store(any_database, tmp_path)


def _first_store(database: Database, tmp_path: Path) -> files.Store:
    return files.Store.of(database, tmp_path / "first", 60)


@pytest.fixture
def world(any_database: Database, store: files.Store) -> Vault:
    """A case with a file."""
    vault = Vault(MASTER, any_database)
    with any_database.changing() as session:
        make_scene(session, vault)
    _add_a_photograph(any_database, store, vault)
    return vault


@pytest.fixture
def whole_world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """The demo with a file in its store: something in nearly every table."""
    with copy_of_the_demo(request.param, request, tmp_path) as database:
        _add_a_photograph(database, _first_store(database, tmp_path), Vault(MASTER, database))
        yield database


def _add_a_photograph(database: Database, store: files.Store, vault: Vault) -> None:
    taken = files.take_in(store, io.BytesIO(tagged_jpeg()), f"{CANARY}.jpg")
    with database.changing() as session:
        case = session.scalars(select(Case).limit(1)).one()
        files.attach(session, key_of(session, vault, case), taken)


@pytest.fixture(scope="module")
def backed_up(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a backup of one case."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copy(sqlite_template, folder / "one.sqlite")
    with disposed(Database(f"sqlite:///{folder / 'one.sqlite'}")) as database:
        with database.changing() as session:
            make_scene(session, Vault(MASTER, database))
        backup.make(
            database, files.Store.of(database, folder / "none", 60), MASTER, folder / "made"
        )
    return (folder / "made").read_bytes()


@pytest.fixture
def made(backed_up: bytes, tmp_path: Path) -> Path:
    """A backup of one case, to be damaged."""
    file = tmp_path / "made"
    file.write_bytes(backed_up)
    return file


def digests(database: Database) -> dict[str, Any]:
    """Every table of a database: how many rows, and a digest over all of them."""
    with snapshot(database) as session:
        found = {}
        for name, table in standing(session).items():
            digest = Digest()
            for row in rows_of(session, table):
                digest.add(written(row))
            found[name] = digest.said()
    return found


def blobs(store: files.Store) -> dict[str, bytes]:
    return {name: store.place(name).read_bytes() for name in store.names()}


@pytest.mark.parametrize(("whole_world", "blank_database"), [THERE, *REST], indirect=True)
def test_a_restore_brings_every_row_of_every_table_and_every_file(
    whole_world: Database, blank_database: Database, tmp_path: Path
) -> None:
    """From SQLite to PostgreSQL and back; from each to its like in `make test-full`."""
    file, store = tmp_path / "backup", _first_store(whole_world, tmp_path)
    contents = backup.make(whole_world, store, MASTER, file)
    other = files.Store.of(blank_database, tmp_path / "second", 60)
    backup.restore(blank_database, other, [MASTER], file, lambda: migrate_jobs(blank_database))
    before, after = digests(whole_world), digests(blank_database)
    ours = set(Base.metadata.tables)
    assert len(ours) > 40
    assert contents.rows > 500
    for name in ours:
        assert before[name] == after[name], name
    assert blobs(other) == blobs(store)
    assert len(blobs(other)) == 3
    again = Vault(MASTER, blank_database)
    with blank_database.reading() as session:
        assert verify(session).broken is None
        for case in session.scalars(select(Case)):
            assert account_of(key_of(session, again, case), case).story
        photo = session.scalars(select(files.StoredFile)).one()
        case = session.scalars(select(Case).limit(1)).one()
        opened = files.open_clean(other, photo, key_of(session, again, case))
        with closing(opened):
            assert b"".join(opened.pieces()).startswith(b"\xff\xd8")


@ACROSS
def test_people_go_on_filing_after_a_restore(
    any_database: Database,
    store: files.Store,
    world: Vault,
    blank_database: Database,
    tmp_path: Path,
) -> None:
    """No number is given out twice."""
    file = tmp_path / "backup"
    backup.make(any_database, store, MASTER, file)
    other = files.Store.of(blank_database, tmp_path / "second", 60)
    backup.restore(blank_database, other, [MASTER], file, lambda: migrate_jobs(blank_database))
    with blank_database.changing() as session:
        last = max(session.scalars(select(DataKeyRow.id)))
        assert Vault(MASTER, blank_database).new_data_key(session, ["office:1"]).id > last


def test_a_backup_shows_nothing_to_who_has_no_key(
    any_database: Database, store: files.Store, world: Vault, tmp_path: Path
) -> None:
    file = tmp_path / "backup"
    backup.make(any_database, store, MASTER, file)
    raw = file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    for word in (b"accounts_person", b"demo.example", CANARY.encode(), MASTER):
        assert word not in raw
    with pytest.raises(backup.OtherKey):
        backup.check(file, [b"\x22" * 32])


def test_a_backup_is_of_one_moment_though_people_write_meanwhile(
    any_database: Database, store: files.Store, world: Vault, tmp_path: Path
) -> None:
    before = digests(any_database)
    with any_database.changing() as session:
        Vault(MASTER, any_database).new_data_key(session, ["office:1"])
        session.flush()  # the backup is made while this change is open
        made = backup.make(any_database, store, MASTER, tmp_path / "backup")
    assert made.tables["kernel_data_key"]["rows"] == before["kernel_data_key"]["rows"]


@pytest.mark.parametrize("place", [0, 40, 200, 5_000, -1])
def test_a_changed_backup_is_noticed_wherever_it_was_changed(made: Path, place: int) -> None:
    raw = bytearray(made.read_bytes())
    raw[place] ^= 1
    made.write_bytes(raw)
    with pytest.raises((backup.Damaged, backup.NotOurs, backup.OtherKey)):
        backup.check(made, [MASTER])


@pytest.mark.parametrize("left", [0, 60, 5_000, -1])
def test_a_backup_that_was_cut_off_is_noticed(made: Path, left: int) -> None:
    made.write_bytes(made.read_bytes()[:left])
    with pytest.raises((backup.Damaged, backup.NotOurs)):
        backup.check(made, [MASTER])


def test_a_damaged_backup_changes_nothing(
    made: Path, blank_database: Database, tmp_path: Path
) -> None:
    made.write_bytes(made.read_bytes()[:-1])
    other = files.Store.of(blank_database, tmp_path / "second", 60)
    with pytest.raises(backup.Damaged):
        backup.restore(blank_database, other, [MASTER], made, lambda: migrate_jobs(blank_database))
    assert digests(blank_database) == {}
    assert blobs(other) == {}


def test_a_restore_never_overwrites_an_installation_that_is_in_use(
    any_database: Database, store: files.Store, world: Vault, tmp_path: Path
) -> None:
    file = tmp_path / "backup"
    backup.make(any_database, store, MASTER, file)
    before = digests(any_database)
    with pytest.raises(backup.InUse):
        backup.restore(any_database, store, [MASTER], file, lambda: migrate_jobs(any_database))
    assert digests(any_database) == before


def test_a_backup_without_a_file_that_the_database_names_is_not_kept(
    any_database: Database, store: files.Store, world: Vault, tmp_path: Path
) -> None:
    store.forget(next(iter(store.names())))
    with pytest.raises(backup.Missing):
        backup.make(any_database, store, MASTER, tmp_path / "backup")
    assert list(tmp_path.glob("backup*")) == []


@ACROSS
def test_what_was_destroyed_after_the_backup_stays_destroyed(
    any_database: Database,
    store: files.Store,
    world: Vault,
    blank_database: Database,
    tmp_path: Path,
) -> None:
    with any_database.changing() as session:
        kept = world.new_data_key(session, ["office:1"]).id
    file = tmp_path / "backup"
    backup.make(any_database, store, MASTER, file)
    with any_database.changing() as session:
        gone = session.scalars(select(Case.data_key_id)).one()
        world.destroy(session, gone)
    assert tombstones.write_down(any_database, tmp_path) == 1
    assert tombstones.write_down(any_database, tmp_path) == 0, "each stands there once"
    other = files.Store.of(blank_database, tmp_path / "second", 60)
    backup.restore(blank_database, other, [MASTER], file, lambda: migrate_jobs(blank_database))
    again = Vault(MASTER, blank_database)
    with blank_database.reading() as session:
        assert gone in again.data_keys(session, {gone: "office:1"}), "the backup is from before"
    assert tombstones.lay_again(blank_database, again, tmp_path) == 1
    assert tombstones.lay_again(blank_database, again, tmp_path) == 0, "each start asks again"
    with blank_database.reading() as session:
        assert again.data_keys(session, {gone: "office:1", kept: "office:1"}).keys() == {kept}


@dataclass(frozen=True)
class TakenDown:
    """A draft of the desk that stands in a backup, and what became of it since."""

    office: int
    who: Actor
    draft: int
    backup: Path


@pytest.fixture
def taken_down(any_database: Database, store: files.Store, tmp_path: Path) -> TakenDown:
    vault = Vault(MASTER, any_database)
    with any_database.changing() as session:
        office = make_office(session, vault)
        who = make_staff(session, office, Role.INTAKE)
        sheet = Sheet(answers=replace(ANSWERS, story=CANARY), spoken=SpokenLanguage.QUECHUA)
        draft = begin_draft(session, vault, who, office, Channel.VISIT, sheet)
        made = TakenDown(office.id, who, draft.id, tmp_path / "backup")
    backup.make(any_database, store, MASTER, made.backup)
    return made


def _register(database: Database, vault: Vault, held: TakenDown) -> int:
    """The draft becomes a case; the number of the case."""
    with database.changing() as session:
        draft = opened(session, vault, draft_for(session, held.who, held.draft, for_change=True))
        said = Confirmed(agreed=True, read_back=True, has_tie=False)
        case = register(
            session, vault, held.who, draft, said,
            code_lookup="look-up", on_card=False, seen=draft.draft.version,
        )  # fmt: skip
        return case.id


def _restored(database: Database, held: Path, folder: Path) -> Vault:
    """The backup in another database, with the tombstones of the folder laid."""
    folder_of_files = files.Store.of(database, folder / "second", 60)
    backup.restore(database, folder_of_files, [MASTER], held, lambda: migrate_jobs(database))
    vault = Vault(MASTER, database)
    tombstones.lay_again(database, vault, folder)
    return vault


@ACROSS
def test_a_filing_that_a_backup_has_only_as_a_draft_is_not_lost_with_the_restore(
    any_database: Database, taken_down: TakenDown, blank_database: Database, tmp_path: Path
) -> None:
    """Registered at ten, the disk dies at eleven, the backup is of three: the draft is all."""
    first = Vault(MASTER, any_database)
    _register(any_database, first, taken_down)
    assert tombstones.write_down(any_database, tmp_path) == 1
    again = _restored(blank_database, taken_down.backup, tmp_path)
    with blank_database.reading() as session:
        assert session.scalars(select(Case)).all() == []
        (listed,) = drafts_listed(session, again, taken_down.who)
        assert not listed.destroyed
        assert opened(session, again, listed.draft).sheet.answers.story == CANARY
    case_id = _register(blank_database, again, taken_down)
    assert tombstones.lay_again(blank_database, again, tmp_path) == 0
    with blank_database.reading() as session:
        case = session.get_one(Case, case_id)
        assert account_of(key_of(session, again, case), case).story == CANARY


def test_a_draft_whose_case_is_there_stays_destroyed_after_a_restore(
    any_database: Database, taken_down: TakenDown, store: files.Store, tmp_path: Path
) -> None:
    """Its tombstone is laid as any other where the case stands beside it."""
    vault = Vault(MASTER, any_database)
    with any_database.reading() as session:
        gone = session.get_one(OfficeDraft, taken_down.draft).data_key_id
    _register(any_database, vault, taken_down)
    tombstones.write_down(any_database, tmp_path)
    with any_database.changing() as session:  # as if the case came back and the key with it
        session.execute(delete(Tombstone))
        session.execute(update(DataKeyRow).values(destroyed_at=None))
    assert tombstones.lay_again(any_database, vault, tmp_path) == 1
    with any_database.reading() as session:
        assert session.get_one(DataKeyRow, gone).destroyed_at is not None
        assert (
            session.scalars(select(Tombstone.heir_key_id)).one()
            == session.scalars(select(Case.data_key_id)).one()
        )


@ACROSS
def test_a_draft_that_was_discarded_after_the_backup_stays_destroyed(
    any_database: Database, taken_down: TakenDown, blank_database: Database, tmp_path: Path
) -> None:
    vault = Vault(MASTER, any_database)
    with any_database.changing() as session:
        draft = draft_for(session, taken_down.who, taken_down.draft, for_change=True)
        discard_draft(session, vault, taken_down.who, draft)
    tombstones.write_down(any_database, tmp_path)
    again = _restored(blank_database, taken_down.backup, tmp_path)
    with blank_database.changing() as session:
        (listed,) = drafts_listed(session, again, taken_down.who)
        assert listed.destroyed
        with pytest.raises(Gone):
            opened(session, again, listed.draft)
        draft = draft_for(session, taken_down.who, taken_down.draft, for_change=True)
        discard_draft(session, again, taken_down.who, draft)
        assert drafts_listed(session, again, taken_down.who) == []


def test_a_later_key_with_the_number_of_an_heir_is_not_that_heir(
    any_database: Database, world: Vault, tmp_path: Path
) -> None:
    """After the restore a new case may get the number that the lost one had."""
    with any_database.changing() as session:
        draft, heir = world.new_data_keys(session, ["office:1"], 2)
        world.destroy(session, draft.id, heir=heir.id)
    tombstones.write_down(any_database, tmp_path)
    with any_database.changing() as session:
        session.execute(delete(Tombstone))
        session.execute(update(DataKeyRow).values(destroyed_at=None))
        later = now() + timedelta(hours=1)
        session.execute(update(DataKeyRow).where(DataKeyRow.id == heir.id).values(made_at=later))
    assert tombstones.lay_again(any_database, world, tmp_path) == 0


def test_a_tombstone_of_before_does_not_destroy_a_later_key_of_that_number(
    any_database: Database, world: Vault, tmp_path: Path
) -> None:
    with any_database.changing() as session, at(now() + timedelta(days=1)):
        key = world.new_data_key(session, ["office:1"])
    said = '{"data_key_id": %d, "key_made_at": "2026-01-01T00:00:00+00:00"}\n'
    (tmp_path / tombstones.FILE).write_text(said % key.id)
    assert tombstones.lay_again(any_database, world, tmp_path) == 0


def test_a_restore_that_was_interrupted_before_its_tombstones_is_ended_at_the_next_start(
    app: Flask, database: Database, vault: Vault, settings: Settings
) -> None:
    with database.changing() as session:
        make_scene(session, vault)
        key = vault.new_data_key(session, ["office:1"])
    with database.reading() as session:
        made_at = session.get_one(DataKeyRow, key.id).made_at.isoformat()
    settings.data_dir.mkdir(exist_ok=True)
    said = {"data_key_id": key.id, "key_made_at": made_at}
    (settings.data_dir / tombstones.FILE).write_text(json.dumps(said) + "\n")
    for move in app.extensions["moves"]:
        move(database, vault)
    with database.reading() as session:
        assert vault.data_keys(session, {key.id: "office:1"}) == {}


@pytest.mark.parametrize("name", ["../../../outside", "/etc/outside", "ab/" + "c" * 29, "G" * 32])
def test_a_blob_of_a_backup_is_laid_into_the_store_and_nowhere_else(
    store: files.Store, name: str
) -> None:
    with pytest.raises(ValueError, match="no name of a blob"):
        store.put_back(name, b"")
    assert not store.folder.exists()


def test_a_tombstone_that_a_power_cut_halved_takes_no_other_along(
    any_database: Database, world: Vault, tmp_path: Path
) -> None:
    file = tmp_path / tombstones.FILE
    file.write_text('{"at": "2026-11-22T01:00:00+00:00", "data_ke')
    with any_database.changing() as session:
        key = world.new_data_key(session, ["office:1"])
        world.destroy(session, key.id)
    assert tombstones.write_down(any_database, tmp_path) == 1
    assert tombstones.write_down(any_database, tmp_path) == 0
    assert tombstones.unreadable(tmp_path) == 1
    assert tombstones.unreadable(tmp_path / "none") == 0
    with any_database.changing() as session:
        session.execute(delete(Tombstone))
        session.execute(update(DataKeyRow).values(destroyed_at=None))
    assert tombstones.lay_again(any_database, world, tmp_path) == 1


def test_a_row_reads_back_as_it_was_written() -> None:
    moment = now()
    row = [
        None,
        True,
        7,
        1.5,
        "p'unchaw ✓",
        b"\x00\xff",
        moment,
        moment.date(),
        moment.time(),
        ["a", "b"],
        {"a": 1},
    ]
    assert read(written(row)) == row
