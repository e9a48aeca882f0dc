"""What migrations make of what stood there before."""

from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from kernel.database import Database
from kernel.schema import migrate, migrate_back
from tests.house.test_migrations import fill, plausible_row, standing

pytestmark = pytest.mark.postgres

GOING_ON = ("not_started", "in_progress", "reported_done", "blocked")
ENDED = ("verified", "reformulated", "cancelled")
STATES = ("draft", "for_signature", "in_force", "superseded", "void")
DUE = date(2026, 7, 1)


def becomes(state: str, status: str) -> str:
    """How a commitment stands once it follows its agreement."""
    if state in {"draft", "for_signature"} and status == "not_started":
        return "proposed"
    if state in {"superseded", "void"} and status in GOING_ON:
        return "lapsed"
    return status


def stands(session: Session, tables: sa.MetaData, table: str, **facts: Any) -> None:
    """One row more in a table that has its first one."""
    row = plausible_row(tables.tables[table])
    session.execute(tables.tables[table].insert().values(row | facts))


def rows(database: Database, name: str) -> dict[str, dict[str, Any]]:
    """The rows of a table by their codes."""
    table = standing(database).tables[name]
    with database.reading() as session:
        return {row["code"]: dict(row) for row in session.execute(table.select()).mappings()}


def promises(session: Session, tables: sa.MetaData, code: str, number: int, **facts: Any) -> None:
    """A commitment of its own, that was public and has not ended."""
    known = {
        "id": number, "code": code, "entry": code, "is_public": True, "ended_on": None,
        "depends_on_id": None, "replaces_id": None, "made_in": "", "belongs_to": "",
    }  # fmt: skip
    stands(session, tables, "commitments_commitment", **(known | facts))


def cases() -> list[tuple[str, str]]:
    return list(product(STATES, GOING_ON + ENDED))


@pytest.fixture
def before(blank_database: Database) -> Database:
    """Commitments of every status in agreements of every state, and others beside them."""
    migrate(blank_database, "0020")
    fill(blank_database)
    tables = standing(blank_database)
    with blank_database.changing() as session:
        for number, state in enumerate(STATES, 2):
            facts = {"id": number, "code": f"A-{state}", "state": state, "replaces_id": None}
            stands(session, tables, "dialogue_agreement", **facts)
        for number, (state, status) in enumerate(cases(), 2):
            made_in = f"agreement:A-{state}"
            code, facts = f"{state} {status}", {"status": status, "made_in": made_in}
            promises(session, tables, code, number, **facts)
        for number, made_in in enumerate(("meeting:A-draft", "agreement:A-nowhere", ""), 90):
            facts = {"status": "not_started", "made_in": made_in}
            promises(session, tables, f"beside {number}", number, **facts)
    return blank_database


def test_a_commitment_follows_the_agreement_that_it_stood_in(before: Database) -> None:
    migrate(before, "0021")
    today = datetime.now(UTC).date()
    found = rows(before, "commitments_commitment")
    for state, status in cases():
        one = found[f"{state} {status}"]
        after = becomes(state, status)
        assert one["status"] == after, (state, status)
        assert one["is_public"] is (after != "proposed"), (state, status)
        assert one["due_on"] == DUE, "its date stands as it was written"
        days = {None} if after != "lapsed" else {today, datetime.now(UTC).date()}
        assert one["ended_on"] in days, (state, status)
    for number in (90, 91, 92):
        assert found[f"beside {number}"]["status"] == "not_started"
        assert found[f"beside {number}"]["is_public"] is True


def test_what_followed_its_agreement_comes_back_as_far_as_the_old_words_go(
    before: Database,
) -> None:
    """What was not in force counts as not begun; what has no effect any more as cancelled."""
    migrate(before, "0021")
    migrate_back(before, "0020")
    found = rows(before, "commitments_commitment")
    for state, status in cases():
        old = {"proposed": "not_started", "lapsed": "cancelled"}
        after = becomes(state, status)
        assert found[f"{state} {status}"]["status"] == old.get(after, after), (state, status)


def test_what_stood_in_an_agreement_that_counts_no_more_is_taken_up_no_more(
    before: Database,
) -> None:
    migrate(before, "0022")
    found = rows(before, "commitments_commitment")
    for state, status in cases():
        one = found[f"{state} {status}"]
        gone = state in {"superseded", "void"}
        assert (one["released_on"] is not None) is gone, (state, status)
        if gone and one["status"] == "lapsed":
            assert one["released_on"] == one["ended_on"]


GROUPS = {
    11: (2, "Comunidad de Qollpa", "Qollpa ayllu"), 12: (2, "Minera", ""),
    13: (2, "Rondas", ""), 14: (2, "rondas", ""), 15: (3, "Comunidad de Qollpa", ""),
    16: (3, "Minera", ""),
}  # fmt: skip
NAMED: list[tuple[str, dict[str, Any], int | None]] = [
    ("its name", {"verifier_group": "comunidad  de QOLLPA"}, 11),
    ("in Quechua", {"verifier_group": "Qollpa ayllu"}, 11),
    ("two carry it", {"verifier_group": "Rondas"}, None),
    ("nobody", {"verifier_group": "Observatorio"}, None),
    ("a person alone", {"verifier_group": ""}, None),
    ("another table", {"verifier_group": "Minera", "belongs_to": "process:P-3"}, 16),
    ("a programme", {"verifier_group": "Minera", "belongs_to": "programme:P-2"}, None),
    ("no table", {"verifier_group": "Minera", "belongs_to": ""}, None),
    ("itself", {"verifier_group": "Minera", "co_responsibles": ["minera"]}, 12),
    (
        "itself by another name",
        {"verifier_group": "Qollpa ayllu", "responsible_group": "Comunidad de Qollpa"},
        None,
    ),
]


def test_a_commitment_finds_the_one_group_of_its_table_that_carries_the_name(
    blank_database: Database,
) -> None:
    migrate(blank_database, "0021")
    fill(blank_database)
    tables = standing(blank_database)
    with blank_database.changing() as session:
        for number in (2, 3):
            stands(session, tables, "dialogue_process", id=number, code=f"P-{number}")
        for number, (process, name, name_qu) in GROUPS.items():
            facts = {"id": number, "process_id": process, "position": number}
            stands(session, tables, "dialogue_group", **facts, name=name, name_qu=name_qu)
        for number, (code, facts, _found) in enumerate(NAMED, 2):
            known = {"belongs_to": "process:P-2", "responsible_group": "Otra"}
            empty = {"co_responsibles": [], "verifier_person": "Ana", "imported": True}
            promises(session, tables, code, number, **(known | empty | facts))
    migrate(blank_database)
    found = rows(blank_database, "commitments_commitment")
    assert {one[0]: found[one[0]]["verifier_group_id"] for one in NAMED} == {
        code: number for code, _facts, number in NAMED
    }
    kept = [facts["verifier_group"] for _code, facts, _number in NAMED]
    assert [found[one[0]]["verifier_group"] for one in NAMED] == kept
    migrate_back(blank_database, "0021")
    assert "verifier_group_id" not in rows(blank_database, "commitments_commitment")["nobody"]
