"""Keys are changed while people work; who is interrupted goes on, and nothing is ever lost."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from kernel.audit import Entry
from kernel.audit_check import verify
from kernel.database import Database
from kernel.errors import NotFound
from kernel.vault import (
    DataKeyRow,
    HolderKey,
    KeyState,
    MasterKey,
    NoMasterKey,
    Sealed,
    Unsealable,
    Vault,
    Wrap,
    mark_of,
    settle,
    state_of,
)
from kernel.vault.check import examine
from kernel.vault.rotation import _begin_master, rotate_holder, rotate_master
from tests.databases import rows
from web.keys import KeyProblem
from web.master_key import MasterKeyFile

PLACE = "grievances_case.story"
STORY = "Siptiyimrimanta unu mana chayamunchu."
HOLDERS = ("office:1", "custodian:1", "office:2")
KEYS = 7


@dataclass
class House:
    """Offices with sealed words, and a master key in a file."""

    database: Database
    store: MasterKeyFile
    vault: Vault
    sealed: dict[int, tuple[str, Sealed]] = field(default_factory=dict)

    def another_process(self) -> Vault:
        """What a web process that is started now would hold."""
        return Vault(MasterKeyFile(self.store.file), self.database)

    def read_all(self, vault: Vault | None = None) -> None:
        """Every word opens; in a process that has been running if one is given."""
        with self.database.reading() as session:
            for key_id, (holder, sealed) in self.sealed.items():
                key = (vault or self.another_process()).data_key(session, key_id, holder)
                assert key.open(sealed, PLACE) == STORY

    def seal(self, vault: Vault, holder: str) -> None:
        """Somebody files."""
        with self.database.changing() as session:
            key = vault.new_data_key(session, [holder])
            self.sealed[key.id] = (holder, key.seal(STORY, PLACE))


def house_in(folder: Path, database: Database) -> House:
    """A house that was just opened."""
    store = MasterKeyFile(folder / "keys" / "master.key")
    store.make()
    vault = Vault(store, database)
    with database.changing() as session:
        settle(session, vault)
        for holder in HOLDERS:
            vault.add_holder(session, holder)
    house = House(database, store, vault)
    for number in range(KEYS):
        house.seal(vault, HOLDERS[number % len(HOLDERS)])
    return house


@pytest.fixture
def house(any_database: Database, tmp_path: Path) -> House:
    return house_in(tmp_path, any_database)


def masters(database: Database) -> list[tuple[int, bool]]:
    """Each generation, and whether it is in use."""
    found = rows(database, "SELECT generation, retired_at FROM kernel_master_key ORDER BY 1")
    return [(generation, retired is None) for generation, retired in found]


def test_the_master_key_changes_and_all_still_opens(house: House) -> None:
    before, receipts = house.store.held(), house.vault.derived("receipt-code")
    running = house.another_process()
    house.read_all(running)
    assert rotate_master(house.database, house.vault, house.store, batch=1)
    assert house.store.held() != before
    assert len(house.store.held()) == 1
    assert house.store.file.stat().st_mode & 0o077 == 0
    assert masters(house.database) == [(1, False), (2, True)]
    house.read_all()
    house.read_all(running)  # a process that ran on noticed by itself
    assert house.another_process().derived("receipt-code") == receipts


def test_the_old_master_key_opens_nothing_any_more(house: House) -> None:
    [old] = house.store.held()
    rotate_master(house.database, house.vault, house.store)
    with pytest.raises(NoMasterKey):
        house.read_all(Vault(old))
    dump = b"".join(
        bytes(value)
        for table in ("kernel_master_key", "kernel_holder_key", "kernel_wrap")
        for row in rows(house.database, f"SELECT * FROM {table}")
        for value in row
        if isinstance(value, bytes | memoryview)
    )
    assert old not in dump
    assert house.store.held()[0] not in dump


def test_keys_change_again_and_again(house: House) -> None:
    for _ in range(3):
        rotate_master(house.database, house.vault, house.store)
        for holder in HOLDERS:
            rotate_holder(house.database, house.vault, holder)
        house.seal(house.vault, "office:1")
    assert masters(house.database)[-1] == (4, True)
    house.read_all()
    assert examine(house.database, house.another_process()).is_whole


def test_a_new_holder_in_the_middle_of_a_change_comes_under_the_next_key(house: House) -> None:
    running = house.another_process()
    house.read_all(running)
    key = house.store.next_key()
    with house.database.changing() as session:
        _begin_master(session, house.vault, key)
    with house.database.changing() as session:
        running.add_holder(session, "office:3")
        assert session.get_one(HolderKey, ("office:3", 1)).master == 2
    house.seal(running, "office:3")
    rotate_master(house.database, house.vault, house.store)
    house.read_all()


def test_the_key_of_an_office_changes_and_all_still_opens(house: House) -> None:
    running = house.another_process()
    house.read_all(running)
    rotate_holder(house.database, house.vault, "office:1", batch=2)
    house.read_all(running)
    house.read_all()
    found = rows(house.database, "SELECT holder, generation FROM kernel_holder_key ORDER BY 1, 2")
    assert [tuple(row) for row in found] == [("custodian:1", 1), ("office:1", 2), ("office:2", 1)]
    with house.database.reading() as session:
        events = session.execute(select(Entry.event, Entry.subject)).all()
    assert [tuple(row) for row in events] == [
        ("kernel:vault:holder-rotation-begun", "office:1"),
        ("kernel:vault:holder-rotated", "office:1"),
    ]


def test_who_wraps_while_the_key_of_an_office_changes_uses_the_next_one(house: House) -> None:
    with house.database.changing() as session:
        house.vault.add_holder_key(session, "office:1", 2)
    house.seal(house.another_process(), "office:1")
    with house.database.reading() as session:
        newest = session.scalars(select(Wrap).order_by(Wrap.id.desc()).limit(1)).one()
        assert newest.generation == 2
    rotate_holder(house.database, house.vault, "office:1")
    house.read_all()


def test_readers_read_and_filers_file_while_keys_change(house: House) -> None:
    """Another process reads all the time, a third one files, and all keys are changed twice."""
    reader, filer, ended = house.another_process(), house.another_process(), threading.Event()
    problems: list[BaseException] = []

    def go_on(work: object) -> None:
        try:
            while not ended.is_set():
                assert callable(work)
                work()
        except BaseException as problem:  # whatever it was, the test must tell
            problems.append(problem)

    sealed = dict(house.sealed)
    other = House(house.database, house.store, reader, sealed)
    threads = [
        threading.Thread(target=go_on, args=(lambda: other.read_all(reader),)),
        threading.Thread(target=go_on, args=(lambda: house.seal(filer, "office:1"),)),
    ]
    for thread in threads:
        thread.start()
    try:
        for _ in range(2):
            rotate_master(house.database, house.vault, house.store, batch=1)
            for holder in HOLDERS:
                rotate_holder(house.database, house.vault, holder, batch=2)
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    assert problems == []
    assert len(house.sealed) > KEYS
    house.read_all()


def test_a_wrap_under_a_key_that_ended_is_refused_by_the_database(house: House) -> None:
    rotate_holder(house.database, house.vault, "office:1")
    late = "UPDATE kernel_wrap SET generation = 1 WHERE holder = 'office:1'"
    with pytest.raises(IntegrityError), house.database.changing() as session:
        session.execute(text(late))


# --- interrupted by kill -9 ---

SCRIPT = """
import os, signal, sys
from pathlib import Path
from kernel.database import Database
from kernel.vault import Vault, rotation
from web.master_key import MasterKeyFile

url, file, point, count = sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
owner, name = (MasterKeyFile, point) if hasattr(MasterKeyFile, point) else (rotation, point)
real, calls = getattr(owner, name), 0

def dies(*words, **named):
    global calls
    calls += 1
    if count > 0 and calls == count:
        os.kill(os.getpid(), signal.SIGKILL)
    answer = real(*words, **named)
    if count < 0 and calls == -count:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer

setattr(owner, name, dies)
database, store = Database(url), MasterKeyFile(file)
vault = Vault(store, database)
rotation.rotate_master(database, vault, store, batch=1)
for holder in ("office:1", "custodian:1", "office:2"):
    rotation.rotate_holder(database, vault, holder, batch=1)
"""
POINTS = [
    ("next_key", 1), ("next_key", -1), ("_begin_master", 1), ("_begin_master", -1),
    ("_rewrap_holder_keys", 1), ("_rewrap_holder_keys", 2), ("_rewrap_holder_keys", -2),
    ("take_over", 1), ("take_over", -1), ("_retire", 1), ("_retire", -1),
    ("_begin_holder", 1), ("_begin_holder", -1), ("_rewrap", 1), ("_rewrap", 2), ("_rewrap", -3),
    ("_end_holder", 1), ("_end_holder", -1), ("_begin_holder", 2), ("_end_holder", -2),
]  # fmt: skip
"""Where it dies: before (or, below zero, after and before the commit) the nth call of this."""


@pytest.mark.parametrize(
    ("point", "count"),
    [
        point if number % 3 == 1 else pytest.param(*point, marks=pytest.mark.full)
        for number, point in enumerate(POINTS)
    ],
)
def test_kill_9_in_the_middle_loses_nothing_and_the_next_run_ends_it(
    tmp_path: Path, database: Database, point: str, count: int
) -> None:
    house = house_in(tmp_path, database)
    receipts, running = house.vault.derived("receipt-code"), house.another_process()
    house.read_all(running)
    words = [sys.executable, "-c", SCRIPT, str(database.url), str(house.store.file), point]
    died = subprocess.run([*words, str(count)], check=False, env={**os.environ, "PYTHONPATH": "."})
    assert died.returncode == -signal.SIGKILL
    house.read_all(running)
    house.read_all()
    with database.reading() as session:
        state = state_of(session, house.another_process(), house.store)
    assert state is KeyState.OPENS  # web and worker may be started now
    again = subprocess.run([*words[:-1], "_retire", "99"], check=False)
    assert again.returncode == 0
    house.read_all(running)
    house.read_all()
    found = examine(database, house.another_process())
    assert (found.is_whole, found.is_rotating) == (True, False)
    assert [one.generation for one in found.holders] in ([2, 2, 2], [2, 3, 2], [2, 3, 3])
    assert house.another_process().derived("receipt-code") == receipts
    assert not house.store.next_file.exists()
    with database.reading() as session:
        assert verify(session).broken is None


# --- a master key that stands in the environment ---


def in_environment(house: House, key: bytes, following: bytes | None = None) -> MasterKeyFile:
    next_words = following.hex() if following else ""
    return MasterKeyFile(house.store.file, key.hex(), next_words)


def test_a_key_of_the_environment_changes_with_its_successor_there(house: House) -> None:
    [old], new = house.store.held(), bytes(range(32))
    both = in_environment(house, old, new)
    assert not rotate_master(house.database, Vault(both, house.database), both)
    assert not rotate_master(house.database, Vault(both, house.database), both)  # nothing left
    house.read_all(Vault(both))
    after = in_environment(house, new)
    house.read_all(Vault(after))
    with house.database.reading() as session:
        assert state_of(session, Vault(after), after) is KeyState.OPENS
        assert state_of(session, Vault(old), in_environment(house, old)) is KeyState.WRONG


def test_a_key_of_the_environment_without_a_successor_says_what_to_do(house: House) -> None:
    [old] = house.store.held()
    store = in_environment(house, old)
    with pytest.raises(KeyProblem, match="RIMANAKUY_MASTER_KEY_NEXT") as told:
        rotate_master(house.database, Vault(store, house.database), store)
    assert old.hex() not in str(told.value)
    with pytest.raises(KeyProblem, match="today's"):
        in_environment(house, old, old).next_key()
    house.read_all()


def test_half_of_the_keys_is_told_apart_from_a_wrong_one(house: House) -> None:
    [old], new = house.store.held(), bytes(range(32))
    both = in_environment(house, old, new)
    with house.database.changing() as session:
        _begin_master(session, Vault(both, house.database), new)
    with house.database.reading() as session:
        assert state_of(session, Vault(old), in_environment(house, old)) is KeyState.HALF
        stranger = in_environment(house, bytes(32))
        assert state_of(session, Vault(bytes(32)), stranger) is KeyState.WRONG


# --- destroyed, examined, taken over ---


def test_a_destroyed_key_opens_for_nobody(house: House) -> None:
    key_id, (holder, _sealed) = next(iter(house.sealed.items()))
    with house.database.changing() as session:
        house.vault.destroy(session, key_id)
    with house.database.reading() as session:
        with pytest.raises(NotFound):
            house.vault.data_key(session, key_id, holder)
        assert session.get_one(DataKeyRow, key_id).destroyed_at
    found = examine(house.database, house.vault)
    assert (found.destroyed, found.lost, found.is_whole) == (1, 0, True)
    with pytest.raises(NotFound), house.database.changing() as session:
        house.vault.destroy(session, 10_000)


def test_a_wrap_that_does_not_open_is_found(house: House) -> None:
    with house.database.changing() as session:
        wrap = session.scalars(select(Wrap).where(Wrap.holder == "office:2")).first()
        assert wrap
        wrap.wrapped = bytes(60)
    found = examine(house.database, house.vault)
    assert not found.is_whole
    assert {one.holder: one.broken for one in found.holders} == {
        "custodian:1": 0, "office:1": 0, "office:2": 1,
    }  # fmt: skip


def test_a_data_key_that_nobody_can_open_is_found(house: House) -> None:
    with house.database.changing() as session:
        session.add(DataKeyRow())
    found = examine(house.database, house.vault)
    assert (found.lost, found.is_whole) == (1, False)


def test_a_rotation_needs_the_key_that_opens(house: House) -> None:
    stranger = MasterKeyFile(house.store.file.with_name("other.key"))
    stranger.make()
    with pytest.raises(Unsealable):
        rotate_master(house.database, Vault(stranger, house.database), stranger)
    house.read_all()


@pytest.fixture
def before_marks(any_database: Database, tmp_path: Path) -> House:
    """A database of version 0.1: keys under a master key that is noted nowhere."""
    house = house_in(tmp_path, any_database)
    with any_database.changing() as session:
        row = session.get_one(MasterKey, 1)
        row.mark = row.root = None
    return House(any_database, house.store, house.another_process(), house.sealed)


def test_an_installation_of_before_keeps_its_derived_keys_for_ever(before_marks: House) -> None:
    house = before_marks
    [key] = house.store.held()
    receipts = Vault(key).derived("receipt-code")
    assert house.vault.derived("receipt-code") == receipts
    with house.database.reading() as session:
        assert state_of(session, house.vault, house.store) is KeyState.UNMARKED
    with house.database.changing() as session:
        settle(session, house.vault)
        assert session.get_one(MasterKey, 1).mark == mark_of(key)
    rotate_master(house.database, house.vault, house.store)
    assert house.another_process().derived("receipt-code") == receipts
    house.read_all()


def test_an_installation_of_before_knows_a_strange_key(before_marks: House) -> None:
    stranger = MasterKeyFile(before_marks.store.file.with_name("other.key"))
    stranger.make()
    with before_marks.database.reading() as session:
        assert state_of(session, Vault(stranger), stranger) is KeyState.WRONG
        nothing = MasterKeyFile(before_marks.store.file.with_name("none.key"))
        assert state_of(session, Vault(nothing), nothing) is KeyState.MISSING


def test_a_fresh_installation_derives_nothing_from_the_master_key(house: House) -> None:
    [key] = house.store.held()
    assert house.vault.derived("receipt-code") != Vault(key).derived("receipt-code")
