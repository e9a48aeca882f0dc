"""One byte that changes anywhere in what was put in evidence is found, and named."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, reject, settings
from hypothesis import strategies as some
from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import IntegrityError

from basin.contract.canonical import canonical, digest
from basin.jobs.verifying import Damaged, broken_things, verify_evidence
from basin.models import Blob, Entry, Evidence, Mark, Part, Review, Study, Threshold
from basin.queries.verifying import Verified, damage_of, verified
from kernel.database import Database
from kernel.files import Store
from kernel.jobs import Work
from kernel.vault import Vault
from tests.basin.ledgers import photograph, store_of, whole_study
from tests.factories.basin import new_evidence

TABLES: dict[str, Table] = {
    one.__tablename__: one.__table__  # type: ignore[misc]
    for one in (Entry, Evidence, Part, Blob, Mark, Threshold, Review)
}
COLUMNS = [(table.name, column.name) for table in TABLES.values() for column in table.columns]
SHOWN = {("basin_threshold", "threshold_value"): "value"}
"""Columns whose attribute has another name."""


@pytest.fixture
def store(database: Database, tmp_path: Path) -> Store:
    return store_of(database, tmp_path)


@pytest.fixture
def whole(database: Database, vault: Vault, store: Store) -> Database:
    """A SQLite database with one of everything in evidence."""
    taken = photograph(store)
    with database.changing() as session:
        whole_study(session, vault, taken)
    return database


def check(database: Database, vault: Vault, store: Store, *kept: str) -> Verified:
    with database.reading() as session:
        return verified(session, vault, store, kept=kept)


def complaints(database: Database, vault: Vault, store: Store, *kept: str) -> list[str]:
    """What is broken, but for the guards that a test took away."""
    found = check(database, vault, store, *kept).broken
    return [one for one in found if "does not refuse changes" not in one]


@contextmanager
def unguarded(database: Database) -> Iterator[Connection]:
    """A connection of somebody with the whole database in their hands; all is undone at the end.

    The verification must not see the change through this connection alone: it commits, and a copy
    of the file is laid back.
    """
    file = Path(str(database.url.database))
    database.engine.dispose()
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    before = file.read_bytes()
    try:
        with database.engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA query_only = OFF")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
            for name in triggers(connection):
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            yield connection
    finally:
        database.engine.dispose()
        for old in (Path(f"{file}-wal"), Path(f"{file}-shm")):
            old.unlink(missing_ok=True)
        file.write_bytes(before)


def triggers(connection: Connection) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'basin_%'"
    return list(connection.exec_driver_sql(query).scalars())


def test_all_that_was_put_in_evidence_is_as_it_was(
    whole: Database, vault: Vault, store: Store
) -> None:
    found = check(whole, vault, store)
    assert found.broken == []
    assert (found.entries, found.blobs) == (8, 3)


@settings(max_examples=60)
@given(data=some.data())
def test_one_byte_changed_in_any_column_of_any_table_is_found_by_name(
    whole: Database, vault: Vault, store: Store, data: some.DataObject
) -> None:
    table, column = data.draw(some.sampled_from(COLUMNS))
    with unguarded(whole) as raw:
        key = next(iter(TABLES[table].primary_key)).name
        rows = raw.exec_driver_sql(f"SELECT {key}, {column} FROM {table} ORDER BY {key}").all()
        row, value = data.draw(some.sampled_from([tuple(one) for one in rows]))
        changed = data.draw(other_than(value))
        raw.exec_driver_sql("BEGIN")
        try:
            raw.exec_driver_sql(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (changed, row))
        except IntegrityError:  # two rows of one key: the database itself will not have it
            reject()
        raw.exec_driver_sql("COMMIT")
        found = complaints(whole, vault, store)
    shown = SHOWN.get((table, column), column)
    assert found, f"{table}.{column}: {value!r} became {changed!r} unseen"
    assert any(is_named(one, table, shown) for one in found), (table, column, found)


@pytest.mark.full
@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_of_every_table_is_watched(
    whole: Database, vault: Vault, store: Store, table: str, column: str
) -> None:
    with unguarded(whole) as raw:
        key = next(iter(TABLES[table].primary_key)).name
        query = f"SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY {key}"
        first = raw.exec_driver_sql(query).first()
        row, value = first or (raw.exec_driver_sql(f"SELECT {key} FROM {table}").scalar(), None)
        raw.exec_driver_sql("BEGIN")
        raw.exec_driver_sql(
            f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (one_byte_on(value), row)
        )
        raw.exec_driver_sql("COMMIT")
        found = complaints(whole, vault, store)
    shown = SHOWN.get((table, column), column)
    assert any(is_named(one, table, shown) for one in found), (table, column, found)


def one_byte_on(value: Any) -> Any:
    """The same with its last byte one further; something where there was nothing."""
    if value is None:
        return 7_000
    if isinstance(value, int):
        return value + 100_000
    if isinstance(value, float):
        return value + 1e-12
    raw = value.encode() if isinstance(value, str) else value
    if not raw:
        return "x"
    changed = raw[:-1] + bytes([raw[-1] ^ 1])
    return changed.decode() if isinstance(value, str) else changed


def other_than(value: Any) -> some.SearchStrategy[Any]:
    """The same value with one byte changed, added or taken away, or another number."""
    if value is None:
        return some.integers(1, 10**6)
    if isinstance(value, int):
        return some.integers(1, 10**6).filter(lambda other: other != value)
    if isinstance(value, float):
        return some.floats(-1e6, 1e6).filter(lambda other: other != value)
    raw = value.encode() if isinstance(value, str) else bytes(value)

    def changed(place: int, byte: int) -> bytes:
        return raw[:place] + bytes([byte]) + raw[place + 1 :]

    other = some.builds(changed, some.integers(0, max(len(raw) - 1, 0)), some.integers(0, 255))
    other = some.one_of(other, some.just(raw[:-1]), some.just(raw + b" "))
    other = other.filter(lambda found: found != raw)
    return other.map(_as_text) if isinstance(value, str) else other


def _as_text(raw: bytes) -> Any:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw


def is_named(complaint: str, table: str, column: str) -> bool:
    """A complaint names the thing as people know it and the column, or that it is not there."""
    names = ("evidence E-", "study S-", "blob ", f"{table} row", "entry ")
    return complaint.startswith(names) and (
        f"column {column}" in complaint
        or "does not follow" in complaint
        or "missing" in complaint
        or "no row of" in complaint
    )


@pytest.mark.parametrize("table", [name for name in TABLES if name != "basin_blob"])
def test_a_row_that_was_removed_or_slipped_in_is_found(
    whole: Database, vault: Vault, store: Store, table: str
) -> None:
    with unguarded(whole) as raw:
        raw.exec_driver_sql("BEGIN")
        raw.exec_driver_sql(f"DELETE FROM {table} WHERE id = (SELECT max(id) FROM {table})")
        raw.exec_driver_sql("COMMIT")
        assert complaints(whole, vault, store)
    with unguarded(whole) as raw:
        columns = [one.name for one in TABLES[table].columns if one.name != "id"]
        copied = ", ".join(COPIED.get(one, one) for one in columns)
        raw.exec_driver_sql("BEGIN")
        raw.exec_driver_sql(
            f"INSERT INTO {table} (id, {', '.join(columns)}) "
            f"SELECT 77777777, {copied} FROM {table} LIMIT 1"
        )
        raw.exec_driver_sql("COMMIT")
        assert complaints(whole, vault, store)


COPIED = {
    "sha256": "replace(sha256, substr(sha256, 1, 4), 'beef')", "number": "777", "code": "'E-777'",
    "entry_id": "777", "name": "'another'", "file_id": "NULL",
}  # fmt: skip


def test_a_blob_that_was_removed_or_slipped_in_is_found(
    whole: Database, vault: Vault, store: Store
) -> None:
    with unguarded(whole) as raw:
        raw.exec_driver_sql("BEGIN")
        raw.exec_driver_sql("DELETE FROM basin_blob")
        raw.exec_driver_sql("INSERT INTO basin_blob VALUES ('feed', 1, X'00')")
        raw.exec_driver_sql("COMMIT")
        found = complaints(whole, vault, store)
    assert any("part timeseries: its blob is missing" in one for one in found)
    assert "blob feed: column sha256 names no part of any evidence" in found


def test_two_entries_that_changed_places_are_found(
    whole: Database, vault: Vault, store: Store
) -> None:
    with unguarded(whole) as raw:
        raw.exec_driver_sql("BEGIN")
        for before, after in ((2, 900), (3, 2), (900, 3)):
            raw.exec_driver_sql(f"UPDATE basin_entry SET number = {after} WHERE number = {before}")
        raw.exec_driver_sql("COMMIT")
        found = complaints(whole, vault, store)
    assert any("column number differs" in one for one in found)
    assert any("does not follow from the entry before it" in one for one in found)


def test_a_chain_whose_end_was_cut_off_is_found(
    whole: Database, vault: Vault, store: Store
) -> None:
    (head,) = check(whole, vault, store).heads.values()
    with unguarded(whole) as raw:
        raw.exec_driver_sql("BEGIN")
        raw.exec_driver_sql("DELETE FROM basin_evidence WHERE title = 'El ojo de agua'")
        raw.exec_driver_sql("DELETE FROM basin_entry WHERE number = 8")
        raw.exec_driver_sql("COMMIT")
        found = complaints(whole, vault, store, head[:16].upper())
        assert any("entry 8 is missing, the trail tells of it" in one for one in found)
        assert any("no ledger holds it" in one for one in found)
        assert f"no ledger holds the kept fingerprint {head[:16].upper()}" in found
        # Who cuts the trail and the register off too is still found by a head that was kept.
        raw.exec_driver_sql("BEGIN")
        for name in raw.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).scalars():
            raw.exec_driver_sql(f"DROP TRIGGER {name}")
        for table, which in (
            ("kernel_seal", "content_hash = ?"), ("kernel_audit_entry", "instr(facts, ?) > 0")
        ):  # fmt: skip
            raw.exec_driver_sql(f"DELETE FROM {table} WHERE {which}", (head,))
        raw.exec_driver_sql("COMMIT")
        assert complaints(whole, vault, store) == []
        assert complaints(whole, vault, store, head) == [
            f"no ledger holds the kept fingerprint {head}"
        ]


def test_a_chain_that_was_written_anew_as_a_whole_is_found(
    whole: Database, vault: Vault, store: Store
) -> None:
    """Whoever computes every hash again has neither the register nor the trail with them."""
    with unguarded(whole) as raw:
        raw.exec_driver_sql("BEGIN")
        before = None
        rows = raw.exec_driver_sql("SELECT id, document FROM basin_entry ORDER BY number").all()
        for number, document in rows:
            said = json.loads(document.replace("1.45", "1.05")) | {"previous": before}
            text = canonical(said).decode()
            values = (text, digest(text.encode()), before, number)
            raw.exec_driver_sql(
                "UPDATE basin_entry SET document = ?, sha256 = ?, previous = ? WHERE id = ?", values
            )
            before = values[1]
        raw.exec_driver_sql("UPDATE basin_threshold SET threshold_value = 1.05")
        raw.exec_driver_sql("COMMIT")
        found = complaints(whole, vault, store)
    assert any("entry 5 is missing, the trail tells of it" in one for one in found)
    assert any("the register of seals does not know its fingerprint" in one for one in found)
    assert not any("column" in one for one in found)


def test_a_photograph_that_was_replaced_is_found(
    whole: Database, vault: Vault, store: Store
) -> None:
    with whole.reading() as session:
        stored = session.scalars(select(Evidence).where(Evidence.file_id.is_not(None))).one().file
        assert stored is not None
        place = store.place(stored.clean)
    raw = bytearray(place.read_bytes())
    raw[50] ^= 1
    place.write_bytes(raw)
    (found,) = complaints(whole, vault, store)
    assert found.startswith("evidence E-")
    assert found.endswith("its file cannot be opened")


def test_guards_that_were_taken_away_are_missed(
    whole: Database, vault: Vault, store: Store
) -> None:
    with unguarded(whole):
        found = check(whole, vault, store).broken
    guarded = [*TABLES, "basin_question", "basin_answer"]
    assert found == [f"the database does not refuse changes to {one}" for one in guarded]


def test_a_guard_that_stands_there_and_refuses_nothing_is_missed(
    whole: Database, vault: Vault, store: Store
) -> None:
    with unguarded(whole) as raw:
        for verb in ("update", "delete", "replace"):
            raw.exec_driver_sql(
                f"CREATE TRIGGER basin_entry_no_{verb} BEFORE UPDATE ON basin_entry "
                "BEGIN SELECT 1; END"
            )
        found = check(whole, vault, store).broken
    assert "the database does not refuse changes to basin_entry" in found


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("table", "change", "told"),
    [
        ("basin_entry", "document = document || ' '", "column document was changed"),
        ("basin_entry", "made_at = made_at + interval '1 second'", "column made_at differs"),
        ("basin_evidence", "title = title || '.'", "column title differs from its document"),
        ("basin_evidence", "office_id = office_id", ""),
        ("basin_part", "media_type = 'text/html'", "column media_type differs"),
        ("basin_blob", "data = data || '\\x00'::bytea", "column data of its blob was changed"),
        ("basin_blob", "size = size + 1", "column size of its blob differs"),
        ("basin_mark", "reasons = reasons || '.'", "column reasons differs"),
        ("basin_threshold", "threshold_value = 1.4499999999999997", "column value differs"),
        ("basin_review", "signed_on = signed_on + 1", "column signed_on differs"),
    ],
)
def test_a_change_is_found_on_postgresql_too(
    postgres_database: Database, vault: Vault, tmp_path: Path, table: str, change: str, told: str
) -> None:
    with postgres_database.changing() as session:
        whole_study(session, vault)
    store = store_of(postgres_database, tmp_path)
    with postgres_database.changing() as session:
        connection = session.connection()
        connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        connection.exec_driver_sql(f"UPDATE {table} SET {change}")
    found = complaints(postgres_database, vault, store)
    assert any(told in one for one in found) if told else found == []


def test_evidence_that_is_looked_at_shows_its_damage(
    whole: Database, vault: Vault, store: Store
) -> None:
    with whole.reading() as session:
        assert [damage_of(session, one) for one in session.scalars(select(Evidence))] == [[]] * 3
    with unguarded(whole) as raw:
        raw.exec_driver_sql("BEGIN")
        raw.exec_driver_sql("UPDATE basin_evidence SET note = 'otra' WHERE note <> ''")
        raw.exec_driver_sql("COMMIT")
        with whole.reading() as session:
            damaged = session.scalars(select(Evidence).where(Evidence.note != "")).one()
            assert damage_of(session, damaged) == [
                f"evidence {damaged.code}: column note differs from its document"
            ]


def test_one_study_is_read_without_the_others(whole: Database, vault: Vault, store: Store) -> None:
    with whole.changing() as session:
        other = whole_study(session, vault)
        code, other_id = other.code, other.id
    with unguarded(whole) as raw:
        raw.exec_driver_sql("BEGIN")
        raw.exec_driver_sql(f"UPDATE basin_mark SET said_by = 'X' WHERE study_id <> {other_id}")
        raw.exec_driver_sql("COMMIT")
        with whole.reading() as session:
            study = session.scalars(select(Study).where(Study.code == code)).one()
            found = verified(session, vault, store, study=study)
            assert not [one for one in found.broken if "does not refuse" not in one]
            assert found.entries == 7


def test_the_command_names_what_is_broken_and_ends_with_one(
    app: Flask, database: Database, vault: Vault
) -> None:
    run: Callable[..., Any] = app.test_cli_runner().invoke
    with database.changing() as session:
        study = whole_study(session, vault)
        code, title = study.code, new_evidence(session, study, title="Último").code
    answer = run(args=["evidence", "verify", code.lower()])
    assert answer.exit_code == 0, answer.output
    assert "everything is as it was put in evidence" in answer.output
    head = answer.output.splitlines()[0].partition(" head ")[2]
    assert run(args=["evidence", "verify", "--head", head]).exit_code == 0
    assert run(args=["evidence", "verify", "--head", "0" * 16]).exit_code == 1
    assert run(args=["evidence", "verify", "S-NADA"]).exit_code == 1
    with unguarded(database) as raw:
        raw.exec_driver_sql("BEGIN")
        raw.exec_driver_sql("UPDATE basin_evidence SET title = 'Otro' WHERE title = 'Último'")
        raw.exec_driver_sql("COMMIT")
        answer = run(args=["evidence", "verify"])
    assert answer.exit_code == 1
    assert f"evidence {title}: column title differs from its document" in answer.output


def test_every_night_damage_fails_a_duty_that_administrators_see(
    app: Flask, database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.changing() as session:
        whole_study(session, vault)
    work = Work("", database, vault, app.extensions["jobs"])
    with app.app_context():
        assert broken_things(work) == 0
        with unguarded(database) as raw:
            raw.exec_driver_sql("BEGIN")
            raw.exec_driver_sql("UPDATE basin_threshold SET basis = 'otra'")
            raw.exec_driver_sql("COMMIT")
            assert broken_things(work) > 0
            monkeypatch.setattr(Work, "outside", lambda _work, step, *given: step(*given))
            with pytest.raises(Damaged, match="flask evidence verify"):
                verify_evidence(work)
