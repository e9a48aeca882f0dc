"""Reading changes nothing, a change happens whole or not at all, and trouble has one name."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, text, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from kernel.database import Database, UtcDateTime, begin_change, begin_read, enum_by_value
from kernel.errors import Unavailable
from kernel.sends import Send
from kernel.write_lock import WriteLock
from tests.databases import PostgresServer, disposed, rows
from tests.threads import at_once


def send(number: int = 1) -> Send:
    return Send(key_hash=f"{number:064}", body_digest="0" * 64, answer="/receipt")


def how_many(database: Database) -> int:
    return int(rows(database, "SELECT count(*) FROM kernel_send")[0][0])


def test_a_change_is_kept(any_database: Database) -> None:
    with any_database.changing() as session:
        session.add(send())
    assert how_many(any_database) == 1


def _change_and_fail(database: Database) -> None:
    with database.changing() as session:
        session.add(send())
        session.flush()
        raise LookupError


def test_a_change_that_raises_leaves_nothing(any_database: Database) -> None:
    with pytest.raises(LookupError):
        _change_and_fail(any_database)
    assert how_many(any_database) == 0


def test_reading_refuses_new_rows(any_database: Database) -> None:
    with any_database.reading() as session:
        session.add(send())
        with pytest.raises(RuntimeError, match="outside of a write transaction"):
            session.flush()


def test_reading_refuses_bulk_changes_that_the_session_does_not_see(any_database: Database) -> None:
    with any_database.reading() as session, pytest.raises(DBAPIError, match=r"read-?only"):
        session.execute(update(Send).values(answer="/elsewhere"))


def test_reading_refuses_bulk_changes_whatever_was_done_before(any_database: Database) -> None:
    for _ in range(2):
        with any_database.changing() as session:
            session.execute(update(Send).values(answer="/elsewhere"))
        for _again in range(2):
            with any_database.reading() as session, pytest.raises(DBAPIError, match=r"read-?only"):
                session.execute(update(Send).values(answer="/elsewhere"))


def test_pages_that_only_read_keep_their_prepared_statements(database: Database) -> None:
    with database.reading():
        pass
    said: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    with database.reading():
        pass
    assert said == ["BEGIN"]


def test_a_reader_may_become_a_writer_and_sees_the_rows_as_they_stand_now(
    any_database: Database,
) -> None:
    with any_database.changing() as session:
        session.add(send())
    with any_database.session() as session:
        begin_read(session)
        seen = session.get_one(Send, f"{1:064}")
        assert seen.answer == "/receipt"
        with any_database.changing() as other:
            other.get_one(Send, f"{1:064}").answer = "/changed"
        with any_database.write_lock():
            begin_change(session)
            assert seen.answer == "/changed"
            session.commit()


def test_a_reader_sees_one_moment_on_sqlite(database: Database) -> None:
    with database.reading() as session:
        assert session.get(Send, f"{1:064}") is None
        with database.changing() as other:
            other.add(send())
        assert session.get(Send, f"{1:064}", populate_existing=True) is None


def test_what_refers_to_nothing_is_refused(any_database: Database) -> None:
    with any_database.changing() as session, pytest.raises(IntegrityError):
        session.execute(
            text(
                "INSERT INTO kernel_wrap (data_key_id, holder, wrapped) VALUES (9, 'office:9', '')"
            )
        )


def test_twenty_threads_write_and_nothing_is_lost(any_database: Database) -> None:
    def write(thread: int) -> None:
        for step in range(5):
            with any_database.changing() as session:
                session.add(send(thread * 100 + step))

    at_once(write, 20)
    assert how_many(any_database) == 100


def test_twenty_threads_count_up_together(any_database: Database) -> None:
    """Each reads a row and writes it back: without a lock some additions would vanish."""
    with any_database.changing() as session:
        session.add(Send(key_hash="counter", body_digest="", answer="0"))

    def count(_thread: int) -> None:
        with any_database.changing() as session:
            row = session.get_one(Send, "counter", with_for_update=True)
            row.answer = str(int(row.answer) + 1)

    at_once(count, 20)
    assert rows(any_database, "SELECT answer FROM kernel_send")[0][0] == "20"


HOLDER = """
import sys, time
from sqlalchemy import text
from kernel.database import Database
database = Database(sys.argv[1])
with database.changing() as session:
    session.execute(text("DELETE FROM kernel_send"))
    print("holding", flush=True)
    time.sleep(60)
"""


def test_a_killed_process_lets_the_lock_go_and_leaves_nothing(database: Database) -> None:
    with database.changing() as session:
        session.add(send())
    command = [sys.executable, "-c", HOLDER, str(database.url)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path.cwd()) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"holding\n"
        os.kill(holder.pid, signal.SIGKILL)
    with database.changing() as session:
        session.add(send(2))
    assert how_many(database) == 2


def test_after_a_fork_each_process_opens_the_lock_file_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An inherited descriptor would share its lock with the parent and hold nobody off."""
    lock = WriteLock(tmp_path / "lock")
    with lock.held():
        pass
    parents_file = lock._file
    monkeypatch.setattr(os, "getpid", lambda: -1)
    with lock.held():
        assert lock._file is not parents_file
    lock.close()


def test_the_lock_gives_up_on_another_process_after_a_while(tmp_path: Path) -> None:
    mine, theirs = (WriteLock(tmp_path / "lock", wait_seconds=0.05) for _ in range(2))
    with mine.held(), pytest.raises(Unavailable) as refused, theirs.held():
        pass
    with theirs.held():
        pass
    assert (refused.value.status, refused.value.facts) == (503, {"reason": "busy"})
    mine.close()
    theirs.close()


def test_a_turn_that_was_given_up_holds_nobody_off_when_it_comes(tmp_path: Path) -> None:
    mine, theirs = WriteLock(tmp_path / "lock"), WriteLock(tmp_path / "lock", wait_seconds=0.05)
    for _ in range(5):
        with mine.held(), pytest.raises(Unavailable), theirs.held():
            pass
    for _ in range(20):
        with mine.held():
            pass
    mine.close()
    theirs.close()


def test_the_lock_gives_up_on_another_thread_after_a_while(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "lock", wait_seconds=0.05)
    told: list[str] = []

    def ask() -> None:
        try:
            with lock.held():
                told.append("held")
        except Unavailable as refused:
            told.append(str(refused.facts["reason"]))

    with lock.held():
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    assert told == ["busy"]
    lock.close()


def reason(refused: pytest.ExceptionInfo[Unavailable]) -> object:
    return refused.value.facts["reason"]


def add_one(database: Database) -> None:
    with database.changing() as session:
        session.add(send())


def test_a_file_that_somebody_else_has_locked_is_busy(
    sqlite_template: Path, tmp_path: Path
) -> None:
    file = tmp_path / "held.sqlite"
    shutil.copy(sqlite_template, file)
    outsider = sqlite3.connect(file, isolation_level=None)
    outsider.execute("BEGIN IMMEDIATE")
    with disposed(Database(f"sqlite:///{file}", wait_seconds=0.05)) as database:
        with pytest.raises(Unavailable) as refused:
            add_one(database)
        assert reason(refused) == "busy"
        outsider.execute("ROLLBACK")
        add_one(database)  # and everything goes on when it is free
        assert how_many(database) == 1
    outsider.close()


def _fill(session: Session) -> None:
    pages = session.scalar(text("PRAGMA page_count"))
    session.execute(text(f"PRAGMA max_page_count = {pages}"))
    for number in range(1000):
        session.add(send(number))
        session.flush()


def test_a_full_disk_is_told_and_nothing_is_half_written(database: Database) -> None:
    with pytest.raises(Unavailable) as refused, database.changing() as session:
        _fill(session)
    assert reason(refused) == "full"
    database.dispose()
    assert how_many(database) == 0


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with disposed(Database(f"sqlite:///{tmp_path}/missing/house.sqlite")) as database:
        with pytest.raises(Unavailable) as refused:
            add_one(database)
        assert reason(refused) == "unwritable"
        with pytest.raises(Unavailable) as refused, database.reading():
            pass
        assert reason(refused) == "unwritable"


def test_a_mistake_of_ours_is_not_called_trouble_of_the_database(any_database: Database) -> None:
    with any_database.reading() as session, pytest.raises(DBAPIError):
        session.execute(text("SELECT nothing FROM nowhere"))


def test_an_error_does_not_say_what_somebody_wrote(any_database: Database) -> None:
    with any_database.reading() as session, pytest.raises(DBAPIError) as error:
        session.execute(text("SELECT * FROM nowhere WHERE story = :story"), {"story": "canary"})
    assert "canary" not in str(error.value)


def test_no_free_connection_is_busy(sqlite_template: Path, tmp_path: Path) -> None:
    shutil.copy(sqlite_template, tmp_path / "small.sqlite")
    with disposed(Database(f"sqlite:///{tmp_path}/small.sqlite", wait_seconds=0.01)) as database:
        held = [database.engine.connect() for _ in range(40)]
        with pytest.raises(Unavailable) as refused, database.reading():
            pass
        assert reason(refused) == "busy"
        for connection in held:
            connection.close()


@pytest.mark.postgres
def test_a_server_that_ends_our_connection_is_gone_and_may_come_back(
    postgres_database: Database,
) -> None:
    def lose_connection() -> None:
        with postgres_database.changing() as session, postgres_database.reading() as other:
            pid = session.scalar(text("SELECT pg_backend_pid()"))
            other.execute(text(f"SELECT pg_terminate_backend({pid}, 1000)"))
            session.add(send())

    with pytest.raises(Unavailable) as refused:
        lose_connection()
    assert reason(refused) == "gone"
    add_one(postgres_database)
    assert how_many(postgres_database) == 1


@pytest.mark.postgres
def test_a_server_that_is_not_there_is_gone(tmp_path: Path) -> None:
    nowhere = Database(f"postgresql+psycopg://somebody@/house?host={tmp_path}")
    with pytest.raises(Unavailable) as refused, nowhere.reading():
        pass
    assert reason(refused) == "gone"


@pytest.mark.postgres
def test_two_that_wait_for_each_other_do_not_wait_for_ever(postgres_database: Database) -> None:
    for number in (1, 2):
        with postgres_database.changing() as session:
            session.add(send(number))
    met = threading.Barrier(2)

    def lock_crosswise(thread: int) -> str:
        try:
            with postgres_database.changing() as session:
                session.get_one(Send, f"{thread:064}", with_for_update=True)
                met.wait()
                session.get_one(Send, f"{3 - thread:064}", with_for_update=True)
        except Unavailable as refused:
            return str(refused.facts["reason"])
        return "done"

    assert sorted(at_once(lock_crosswise, 2)) == ["busy", "done"]


@pytest.mark.postgres
def test_a_row_that_somebody_holds_too_long_is_busy(
    postgres: PostgresServer, postgres_template: str
) -> None:
    database = Database(postgres.new_database(postgres_template), wait_seconds=0.05)
    add_one(database)
    with database.changing() as holder:
        holder.get_one(Send, f"{1:064}", with_for_update=True)
        with pytest.raises(Unavailable) as refused, database.changing() as session:
            session.get_one(Send, f"{1:064}", with_for_update=True)
    assert reason(refused) == "busy"
    postgres.drop(database)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="name a file"):
        Database(url)


@given(st.datetimes(timezones=st.timezones()))
def test_a_moment_comes_back_as_the_same_moment(moment: datetime) -> None:
    kind = UtcDateTime()
    stored = kind.process_bind_param(moment, sqlite.dialect())
    assert stored is not None
    kept = kind.process_result_value(stored.replace(tzinfo=None), sqlite.dialect())
    assert kept == moment.astimezone(UTC)  # in UTC: no hour comes twice there


def test_a_moment_keeps_its_zone_on_both_databases(any_database: Database) -> None:
    lima = datetime(2026, 7, 1, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    with any_database.changing() as session:
        session.add(Send(key_hash="a", body_digest="", answer="", at=lima))
    with any_database.reading() as session:
        kept = session.get_one(Send, "a").at
    assert (kept, kept.tzinfo) == (lima, UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 7, 1), sqlite.dialect())  # noqa: DTZ001


class Colour(StrEnum):
    RED = "red"


def test_an_enum_is_stored_by_its_value() -> None:
    assert enum_by_value(Colour).enums == ["red"]
