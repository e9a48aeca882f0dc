"""The ledger of a study: one chain, only ever added to, on both databases."""

import json
from hashlib import sha256

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from basin.kinds import EntryKind
from basin.models import Entry, Study
from basin.operations.ledger import enter
from basin.queries.ledger import entries_of
from kernel.database import Database
from kernel.policy import SYSTEM
from kernel.seals import Outcome, SealKind, standing_of
from kernel.vault import Vault
from tests.factories.accounts import new_office
from tests.factories.basin import new_study


@pytest.fixture
def entries(any_database: Database, vault: Vault) -> list[int]:
    """Three entries of one study, and one of another in between."""
    with any_database.changing() as session:
        office = new_office(session, vault)
        study, other = new_study(session, office), new_study(session, office)
        made = [
            enter(session, SYSTEM, study, EntryKind.EVIDENCE, {"evidence": "E-1"}),
            enter(session, SYSTEM, other, EntryKind.EVIDENCE, {"evidence": "E-2"}),
            enter(session, SYSTEM, study, EntryKind.MARK, {"reasons": "Ñawi: el año pasado"}),
            enter(session, SYSTEM, study, EntryKind.THRESHOLD, {"value": 1.45}),
        ]
        return [entry.id for entry in made]


def test_each_entry_holds_the_hash_of_the_one_before_it(
    any_database: Database, entries: list[int]
) -> None:
    with any_database.reading() as session:
        study = session.get_one(Entry, entries[0]).study_id
        chain = session.scalars(
            select(Entry).where(Entry.study_id == study).order_by(Entry.number)
        ).all()
        assert [entry.number for entry in chain] == [1, 2, 3]
        before = None
        for entry in chain:
            document = json.loads(entry.document)
            assert document["previous"] == entry.previous == before
            assert sha256(entry.document.encode()).hexdigest() == entry.sha256
            before = entry.sha256


def test_the_fingerprint_of_evidence_can_be_asked_for(
    any_database: Database, entries: list[int]
) -> None:
    with any_database.reading() as session:
        entry = session.get_one(Entry, entries[0])
        standing = standing_of(session, entry.sha256[:16].upper())
        assert (standing.outcome, standing.kind) == (Outcome.SEALED, SealKind.EVIDENCE)
        mark = session.get_one(Entry, entries[2])
        assert standing_of(session, mark.sha256[:16].upper()).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE basin_entry SET document = '{}'",
        "DELETE FROM basin_entry",
        "UPDATE basin_entry SET made_by = 'person:1'",
    ],
)
def test_the_database_itself_refuses_to_change_an_entry(
    any_database: Database, entries: list[int], change: str
) -> None:
    with pytest.raises(DatabaseError, match="stays as it is"), any_database.changing() as session:
        session.execute(text(change))
    with any_database.reading() as session:
        assert len(session.scalars(select(Entry)).all()) == len(entries)


def test_a_number_that_is_not_finite_enters_no_ledger(any_database: Database, vault: Vault) -> None:
    with any_database.changing() as session:
        number = new_study(session, new_office(session, vault)).id
    with pytest.raises(ValueError, match="JSON compliant"), any_database.changing() as session:
        enter(
            session, SYSTEM, session.get_one(Study, number),
            EntryKind.THRESHOLD, {"value": float("nan")},
        )  # fmt: skip
    with any_database.reading() as session:
        assert not session.scalars(select(Entry)).all()


def test_the_chain_is_read_from_its_beginning(any_database: Database, entries: list[int]) -> None:
    with any_database.reading() as session:
        study = session.get_one(Study, session.get_one(Entry, entries[0]).study_id)
        assert [entry.id for entry in entries_of(session, study)] == [
            entries[0], entries[2], entries[3],
        ]  # fmt: skip
