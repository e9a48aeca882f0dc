"""The trail cannot be changed unseen, and writing it holds nobody off for long."""

from datetime import datetime, timedelta, timezone
from hashlib import sha256

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kernel import clock
from kernel.audit import ID_OR_STATE, ORIGIN, Entry, EventType, Fact, entry_hash, record
from kernel.audit_anchors import merkle_root, write_anchor
from kernel.audit_check import Verdict, verify
from kernel.cli import audit_commands
from kernel.database import Database
from kernel.policy import SYSTEM, Actor
from tests.databases import rows
from tests.threads import at_once

OPENED = EventType("case:opened")
MOVED = EventType("case:moved", frozenset({"before", "after"}))
FACTS = (
    st.from_regex(ID_OR_STATE, fullmatch=True)
    | st.integers(-(2**60), 2**60)
    | st.none()
    | st.booleans()
)
TABLES = ["kernel_audit_entry", "kernel_audit_anchor", "kernel_audit_anchored_head"]


@pytest.fixture
def trail(any_database: Database) -> Database:
    """Two anchored chains and one that moved on since."""
    with any_database.changing() as session:
        for case in ("case:1", "case:2"):
            record(session, OPENED, SYSTEM, case)
            record(session, MOVED, SYSTEM, case, before="received", after="screening")
    with any_database.changing() as session:
        write_anchor(session)
    with any_database.changing() as session:
        record(session, MOVED, Actor(person_id=7), "case:2", before="screening", after="admitted")
    with any_database.changing() as session:
        write_anchor(session)
    return any_database


def verdict(database: Database, kept: str | None = None) -> Verdict:
    with database.reading() as session:
        return verify(session, kept)


def tamper(database: Database, *statements: str) -> None:
    """What somebody does who may switch the guards off."""
    with database.changing() as session:
        guards = _guards(session)
        for name, table, _ in guards:
            where = "" if database.is_sqlite else f" ON {table}"
            session.execute(text(f"DROP TRIGGER {name}{where}"))
        for statement in statements:
            session.execute(text(statement))
        for _, _, definition in guards:
            session.execute(text(definition.replace(":", "\\:")))


def _guards(session: Session) -> list[tuple[str, str, str]]:
    sqlite = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
    postgres = (
        "SELECT tgname, relname, pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger "
        "JOIN pg_class ON pg_class.oid = tgrelid WHERE tgname LIKE '%append_only'"
    )
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    found = session.execute(text(sqlite if on_sqlite else postgres))
    return [(name, table, definition) for name, table, definition in found]


def test_an_entry_follows_from_the_one_before_it(trail: Database) -> None:
    with trail.reading() as session:
        chain = session.query(Entry).filter_by(subject="case:2").order_by(Entry.seq).all()
    assert [entry.seq for entry in chain] == [1, 2, 3]
    assert [entry.before for entry in chain] == [ORIGIN, chain[0].hash, chain[1].hash]
    assert chain[2].actor == "person:7"


def test_a_whole_trail_is_whole(trail: Database) -> None:
    found = verdict(trail)
    assert (found.entries, found.anchors, found.broken) == (5, 2, None)


def test_an_empty_trail_is_whole(any_database: Database) -> None:
    assert verdict(any_database) == Verdict(0, 0, None, None)


@pytest.mark.parametrize("facts", [{}, {"before": "a"}, {"before": "a", "after": "b", "why": "c"}])
def test_an_event_carries_exactly_its_facts(database: Database, facts: dict[str, str]) -> None:
    with database.changing() as session, pytest.raises(TypeError, match="case:moved carries"):
        record(session, MOVED, SYSTEM, "case:1", **facts)


@settings(max_examples=40)
@given(facts=st.fixed_dictionaries({"before": FACTS, "after": FACTS}))
def test_any_fact_survives_the_way_to_the_database_and_back(
    any_database: Database, facts: dict[str, Fact]
) -> None:
    with any_database.changing() as session:
        record(session, MOVED, SYSTEM, "case:1", **facts)
    assert verdict(any_database).broken is None


@pytest.mark.parametrize(
    "words", ["unu mana chayamunchu", "rosa@example.org", "+51 984 123456", "niñas", "a\nb"]
)
def test_what_somebody_wrote_cannot_become_a_fact(database: Database, words: str) -> None:
    with database.changing() as session, pytest.raises(ValueError, match="neither an id nor a"):
        record(session, MOVED, SYSTEM, "case:1", before=words, after="closed")


def test_a_moment_of_another_time_zone_hashes_the_same(any_database: Database) -> None:
    lima = datetime(2026, 7, 1, 9, 30, tzinfo=timezone(timedelta(hours=-5)))
    with clock.at(lima), any_database.changing() as session:
        record(session, OPENED, SYSTEM, "case:1")
    assert verdict(any_database).broken is None


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_the_trail(trail: Database, table: str, change: str) -> None:
    with trail.changing() as session, pytest.raises(DBAPIError, match="append-only"):
        session.execute(text(change.format(table)))


@pytest.mark.parametrize("table", TABLES)
def test_sqlite_refuses_to_replace_a_row_of_the_trail(database: Database, table: str) -> None:
    with database.changing() as session:
        record(session, OPENED, SYSTEM, "case:1")
        write_anchor(session)
    with database.changing() as session, pytest.raises(DBAPIError, match="append-only"):
        session.execute(text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"))


@pytest.mark.postgres
@pytest.mark.parametrize("table", TABLES)
def test_postgres_refuses_to_truncate_the_trail(postgres_database: Database, table: str) -> None:
    with postgres_database.changing() as session, pytest.raises(DBAPIError, match="append-only"):
        session.execute(text(f"TRUNCATE {table} CASCADE"))


LAST_OF_CASE_2 = "subject = 'case:2' AND seq = 3"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE kernel_audit_entry SET actor = 'person:8' WHERE subject = 'case:2' AND seq = 2",
            "case:2: entry 2 was changed",
        ),
        (
            """UPDATE kernel_audit_entry SET facts = '{"before": "received", "after": "closed"}' """
            "WHERE subject = 'case:1' AND seq = 2",
            "case:1: entry 2 was changed",
        ),
        (
            "DELETE FROM kernel_audit_entry WHERE subject = 'case:2' AND seq = 2",
            "case:2: entry 2 is missing before entry 3",
        ),
        (
            f"UPDATE kernel_audit_entry SET before = '{ORIGIN}' WHERE {LAST_OF_CASE_2}",
            "case:2: entry 3 does not follow from the entry before it",
        ),
        (
            f"DELETE FROM kernel_audit_entry WHERE {LAST_OF_CASE_2}",
            "case:2: entry 3, seen by anchor 2, is missing",
        ),
        (
            "DELETE FROM kernel_audit_entry WHERE subject = 'case:1'",
            "case:1: entry 2, seen by anchor 1, is missing",
        ),
        ("UPDATE kernel_audit_anchor SET chains = 9 WHERE id = 1", "anchor 1 was changed"),
        (
            "UPDATE kernel_audit_anchored_head SET seq = 1 WHERE subject = 'case:1'",
            "anchor 1 saw other entries than stand there now",
        ),
        (
            "DELETE FROM kernel_audit_anchored_head WHERE anchor_id = 2",
            "anchor 2 saw other entries than stand there now",
        ),
    ],
)
def test_tampering_is_found_and_named(trail: Database, statement: str, said: str) -> None:
    tamper(trail, statement)
    assert verdict(trail).broken == said


def test_an_entry_that_was_written_anew_with_its_hash_is_found(trail: Database) -> None:
    """Whoever can compute hashes still cannot make an old anchor agree."""
    with trail.reading() as session:
        last = session.query(Entry).filter_by(subject="case:2", seq=3).one()
        last.actor = "person:8"
        forged = entry_hash(last)
        session.expire_all()
    change = f"UPDATE kernel_audit_entry SET actor = 'person:8', hash = '{forged}'"
    tamper(trail, f"{change} WHERE {LAST_OF_CASE_2}")
    assert verdict(trail).broken == "anchor 2 saw other entries than stand there now"


def test_a_trail_cut_back_to_an_earlier_anchor_is_found_by_the_hash_kept_outside(
    trail: Database,
) -> None:
    kept = verdict(trail).newest_anchor
    tamper(
        trail,
        "DELETE FROM kernel_audit_anchored_head WHERE anchor_id = 2",
        "DELETE FROM kernel_audit_anchor WHERE id = 2",
        f"DELETE FROM kernel_audit_entry WHERE {LAST_OF_CASE_2}",
    )
    assert verdict(trail).broken is None
    assert verdict(trail, kept).broken == f"no anchor has the kept hash {kept}"


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_guard_is_found(trail: Database, table: str) -> None:
    guard = f"{table}_no_update" if trail.is_sqlite else f"{table}_append_only ON {table}"
    with trail.changing() as session:
        session.execute(text(f"DROP TRIGGER {guard}"))
    assert verdict(trail).broken == f"the database does not refuse changes to {table}"


def test_an_anchor_is_written_only_when_something_happened(trail: Database) -> None:
    with trail.changing() as session:
        assert write_anchor(session) is None


def test_a_late_commit_with_a_smaller_number_does_not_falsify_an_anchor(
    postgres_database: Database,
) -> None:
    with postgres_database.changing() as slow:
        record(slow, OPENED, SYSTEM, "case:1")
        with postgres_database.changing() as quick:
            later = record(quick, OPENED, SYSTEM, "case:2").id
        with postgres_database.changing() as session:
            assert write_anchor(session)
    assert verdict(postgres_database).broken is None
    first = rows(postgres_database, "SELECT id FROM kernel_audit_entry WHERE subject = 'case:1'")
    assert first[0].id < later  # the trap that this test is about
    with postgres_database.changing() as session:
        anchor = write_anchor(session)
        assert anchor is not None
        assert anchor.chains == 1
    assert verdict(postgres_database).broken is None


def test_many_may_write_to_one_chainat_once(any_database: Database) -> None:
    def write(number: int) -> None:
        with any_database.changing() as session:
            record(session, OPENED, SYSTEM, "case:1")
            record(session, OPENED, SYSTEM, f"case:{number}")

    at_once(write, 20)
    found = verdict(any_database)
    assert (found.entries, found.broken) == (40, None)


def test_anchors_written_at_once_stand_in_one_chain(trail: Database) -> None:
    def write(number: int) -> None:
        with trail.changing() as session:
            record(session, OPENED, SYSTEM, f"case:{number}")
        with trail.changing() as session:
            write_anchor(session)

    at_once(write, 8)
    assert verdict(trail).broken is None


def test_the_merkle_root_is_that_of_the_standard() -> None:
    """RFC 9162, section 2.1.1: leaves begin with 00, nodes with 01, split at a power of two."""
    a, b, c = (sha256(name).hexdigest() for name in (b"a", b"b", b"c"))
    leaf_a, leaf_b, leaf_c = (sha256(b"\0" + bytes.fromhex(each)).digest() for each in (a, b, c))
    pair = sha256(b"\1" + leaf_a + leaf_b).digest()
    assert merkle_root([a]) == leaf_a.hex()
    assert merkle_root([a, b]) == pair.hex()
    assert merkle_root([a, b, c]) == sha256(b"\1" + pair + leaf_c).hexdigest()


def test_the_command_says_that_the_trail_is_whole(trail: Database) -> None:
    done = CliRunner().invoke(audit_commands(lambda: trail), ["verify"])
    assert (done.exit_code, done.output.split(" Newest")[0]) == (
        0,
        "The trail is whole: 5 entries, 2 anchors.",
    )


def test_the_command_names_what_is_broken_in_one_line_and_fails(trail: Database) -> None:
    tamper(trail, "DELETE FROM kernel_audit_entry WHERE subject = 'case:2' AND seq = 2")
    done = CliRunner().invoke(audit_commands(lambda: trail), ["verify"])
    assert done.exit_code == 1
    assert done.output == (
        "Error: The trail is broken: case:2: entry 2 is missing before entry 3.\n"
    )


def test_the_command_anchors_what_moved(trail: Database) -> None:
    with trail.changing() as session:
        record(session, OPENED, SYSTEM, "case:3")
    said = [CliRunner().invoke(audit_commands(lambda: trail), ["anchor"]).output for _ in range(2)]
    assert said[0].startswith("Anchored 1 chains: ")
    assert said[1] == "Nothing has happened since the last anchor.\n"
