"""What is put in evidence stands for ever under a fingerprint, on both databases."""

import json
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select, text

from basin.contract.canonical import canonical
from basin.kinds import EntryKind, EvidenceKind, Origin
from basin.models import Blob, Entry, Evidence, Part, Study
from basin.operations.evidence import Exhibit, PartOf, put_in_evidence
from basin.operations.ledger import enter
from basin.queries.evidence import part_of
from basin.queries.rows import evidence_row, part_rows
from kernel.database import Database
from kernel.errors import BadInput, Forbidden, RuleBroken
from kernel.files import Store, open_clean, take_in
from kernel.policy import STRANGER, SYSTEM
from kernel.seals import SealKind, standing_of
from kernel.vault import Vault
from tests.factories.accounts import new_office
from tests.factories.basin import new_evidence, new_study
from tests.factories.files import tagged_jpeg

RECEIVED = PartOf("received", "application/json", '{"caudal": 29.8, "año": 2020}'.encode())


@pytest.fixture
def study_id(any_database: Database, vault: Vault) -> int:
    with any_database.changing() as session:
        return new_study(session, new_office(session, vault)).id


def test_its_document_holds_everything_and_its_fingerprint_is_in_the_register(
    any_database: Database, study_id: int
) -> None:
    with any_database.changing() as session:
        study = session.get_one(Study, study_id)
        made = new_evidence(session, study, title=" Caudal del río ", parts=(RECEIVED,))
        code = made.code
    with any_database.reading() as session:
        found = session.scalars(select(Evidence)).one()
        said = json.loads(found.entry.document)
        assert found.entry.document == canonical(said).decode()
        assert found.entry.sha256 == sha256(found.entry.document.encode()).hexdigest()
        body = said["body"]
        assert (body["evidence"], body["title"]) == (code, "Caudal del río")
        assert body["facts"] == {"why": "Para la mesa"}
        assert body["parts"] == [
            {
                "name": "received",
                "media_type": "application/json",
                "sha256": sha256(RECEIVED.data).hexdigest(),
                "size": len(RECEIVED.data),
            }
        ]
        standing = standing_of(session, found.fingerprint)
        assert (standing.kind, standing.number) == (SealKind.EVIDENCE, 1)
        assert part_of(session, found, "received") == RECEIVED.data
        assert part_of(session, found, "other") is None


def test_every_column_says_what_the_document_says(any_database: Database, study_id: int) -> None:
    with any_database.changing() as session:
        new_evidence(session, session.get_one(Study, study_id), parts=(RECEIVED,))
    with any_database.reading() as session:
        found = session.scalars(select(Evidence)).one()
        said = json.loads(found.entry.document)
        row = evidence_row(found.entry_id, said, {found.study.code: found.study_id})
        assert {name: getattr(found, name) for name in row} == row
        assert row.keys() == set(Evidence.__mapper__.columns.keys())
        (part,) = session.scalars(select(Part)).all()
        (row,) = part_rows(found.entry_id, said)
        assert {name: getattr(part, name) for name in row} == row
        assert row.keys() == set(Part.__mapper__.columns.keys())


def test_the_same_bytes_are_kept_once(any_database: Database, study_id: int) -> None:
    with any_database.changing() as session:
        study = session.get_one(Study, study_id)
        again = PartOf("original", "text/plain", RECEIVED.data)
        new_evidence(session, study, parts=(RECEIVED, again))
        new_evidence(session, study, parts=(RECEIVED,))
    with any_database.reading() as session:
        (blob,) = session.scalars(select(Blob)).all()
        assert (blob.size, blob.data) == (len(RECEIVED.data), RECEIVED.data)
        assert len(session.scalars(select(Part)).all()) == 3


def test_two_who_keep_the_same_bytes_at_once_both_succeed(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        office = new_office(session, vault)
        studies = [new_study(session, office).id for _ in range(8)]

    def put(study: int) -> None:
        with any_database.changing() as session:
            new_evidence(session, session.get_one(Study, study), parts=(RECEIVED,))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(put, studies))
    with any_database.reading() as session:
        assert len(session.scalars(select(Blob)).all()) == 1
        assert len(session.scalars(select(Evidence)).all()) == 8


@pytest.mark.parametrize("changed", ["X'00'", "X''", "'fecha;caudal'"])
def test_bytes_that_were_changed_are_shown_to_nobody(
    database: Database, vault: Vault, changed: str
) -> None:
    with database.changing() as session:
        made = new_evidence(session, new_study(session, new_office(session, vault)))
        session.execute(text("DROP TRIGGER basin_blob_no_update"))
        session.execute(text(f"UPDATE basin_blob SET data = {changed}"))
        with pytest.raises(RuleBroken, match="evidence-damaged"):
            part_of(session, made, "original")


def test_another_blob_in_the_place_of_a_part_is_shown_to_nobody(
    database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        study = new_study(session, new_office(session, vault))
        made = new_evidence(session, study)
        new_evidence(session, study, parts=(RECEIVED,))
        session.execute(text("DROP TRIGGER basin_part_no_update"))
        session.execute(text("UPDATE basin_part SET sha256 = (SELECT max(sha256) FROM basin_blob)"))
        session.expire_all()
        assert part_of(session, made, "original") != RECEIVED.data


def test_a_photograph_is_sealed_and_its_hash_stands_in_the_document(
    database: Database, vault: Vault, tmp_path: Path
) -> None:
    store = Store.of(database, tmp_path, 20)
    sent = tagged_jpeg()
    taken = take_in(store, BytesIO(sent), "ojo-de-agua.jpg")
    with database.changing() as session:
        study = new_study(session, new_office(session, vault))
        exhibit = Exhibit(EvidenceKind.PHOTOGRAPH, Origin.HAND, "El ojo de agua", {})
        made = put_in_evidence(session, SYSTEM, study, exhibit, taken=taken, vault=vault)
        code = made.code
    with database.reading() as session:
        found = session.scalars(select(Evidence).where(Evidence.code == code)).one()
        file = json.loads(found.entry.document)["body"]["file"]
        assert found.file is not None
        assert found.data_key_id is not None
        key = vault.data_key(session, found.data_key_id, found.study.office.holder)
        clean = open_clean(store, found.file, key).read()
        assert file["sha256"] == sha256(clean).hexdigest()
        assert file["original_sha256"] == sha256(sent).hexdigest()


def test_who_may_not_add_adds_nothing(any_database: Database, study_id: int) -> None:
    exhibit = Exhibit(EvidenceKind.FILE, Origin.HAND, "Serie", {})
    with any_database.changing() as session:
        study = session.get_one(Study, study_id)
        with pytest.raises(Forbidden):
            put_in_evidence(session, STRANGER, study, exhibit)
        with pytest.raises(BadInput, match="evidence-without-title"):
            put_in_evidence(
                session, SYSTEM, study, Exhibit(EvidenceKind.FILE, Origin.HAND, " ", {})
            )
        assert not session.scalars(select(Entry)).all()


@pytest.mark.parametrize("names", [["a", "a"], ["../etc"], ["Ñ"], [""]])
def test_a_part_has_a_name_of_its_own_that_is_safe_as_a_file(names: list[str]) -> None:
    parts = tuple(PartOf(name, "text/plain", b"") for name in names)
    with pytest.raises(ValueError, match="name of its own"):
        Exhibit(EvidenceKind.FILE, Origin.HAND, "Serie", {}, parts=parts)


def test_a_newer_one_takes_the_place_of_an_older_one_in_the_same_change(
    any_database: Database, study_id: int
) -> None:
    with any_database.changing() as session:
        study = session.get_one(Study, study_id)
        older = new_evidence(session, study)
        newer = new_evidence(session, study, supersedes=older)
        assert json.loads(newer.entry.document)["body"]["supersedes"] == older.code
    with any_database.reading() as session:
        kinds = session.scalars(select(Entry.kind).order_by(Entry.number)).all()
        assert kinds == [EntryKind.EVIDENCE, EntryKind.EVIDENCE, EntryKind.MARK]


def test_the_document_names_the_office_whose_study_it_is(
    any_database: Database, study_id: int
) -> None:
    with any_database.changing() as session:
        study = session.get_one(Study, study_id)
        entry = enter(session, SYSTEM, study, EntryKind.THRESHOLD, {"value": 1.45})
        assert json.loads(entry.document)["office"] == study.office_id
