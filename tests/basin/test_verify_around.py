"""What stands beside the ledger is watched too: who signed, what was asked, whose study it is."""

from dataclasses import replace
from pathlib import Path

import pytest

from basin.contract.answers import checked, parsed
from basin.contract.canonical import canonical, digest
from basin.lifecycle import RunState
from basin.models import Run
from basin.operations.evidence import put_in_evidence
from basin.operations.snapshot import exhibit_of
from kernel.database import Database
from kernel.files import Store
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.basin.ledgers import photograph, store_of, whole_study
from tests.basin.test_snapshot import BODY, FACTS
from tests.basin.test_verify import complaints, unguarded
from tests.factories.accounts import new_office
from tests.factories.basin import new_provider


@pytest.fixture
def store(database: Database, tmp_path: Path) -> Store:
    return store_of(database, tmp_path)


@pytest.fixture
def whole(database: Database, vault: Vault, store: Store) -> Database:
    """A SQLite database with a run of a model in evidence, and one of everything else."""
    taken = photograph(store)
    with database.changing() as session:
        study = whole_study(session, vault, taken)
        new_office(session, vault)  # another one, which would like to have it
        asked = canonical(dict(FACTS.inputs))
        run = Run(
            office_id=study.office_id, study_id=study.id, code="R-ABC234", key="11" * 16,
            provider_id=new_provider(session).id, process=FACTS.process,
            process_version=FACTS.process_version, inputs=dict(FACTS.inputs),
            inputs_sha256=digest(asked), why=FACTS.why, state=RunState.STORED,
        )  # fmt: skip
        session.add(run)
        session.flush()
        facts = replace(FACTS, run_id=run.id)
        put_in_evidence(session, SYSTEM, study, exhibit_of(checked(parsed(BODY)), BODY, facts))
    return database


def test_nothing_is_missed_where_nothing_was_changed(
    whole: Database, vault: Vault, store: Store
) -> None:
    assert complaints(whole, vault, store) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("basin_expert SET name = name || '.'", "column name of its expert"),
        ("basin_expert SET institution = 'Litio Andino'", "column institution of its expert"),
        ("basin_expert SET id = id + 70", "column id"),
        ("basin_run SET why = 'Otra cosa'", "column why of its run R-ABC234"),
        ("basin_run SET inputs = replace(inputs, '30.0', '60.0')", "column inputs of its run"),
        ("basin_run SET inputs = 'nada'", "column inputs of its run"),
        ("basin_run SET inputs_sha256 = 'ab'", "column inputs_sha256 of its run"),
        ("basin_run SET process_version = '9.9'", "column process_version of its run"),
        ("basin_run SET state = 'failed'", "column state of its run"),
        ("basin_run SET code = 'R-OTHER2'", "its run R-ABC234 is missing"),
        (
            "basin_study SET office_id = (SELECT max(id) FROM accounts_office)",
            "column office_id differs",
        ),
        ("kernel_file SET format = 'pdf'", "column format of its file differs"),
        ("kernel_seal SET fingerprint = 'AAAABBBBCCCCDDDD' WHERE id = 1", "column fingerprint"),
        ("kernel_seal SET sealed_by = 'person:7' WHERE id = 1", "column sealed_by of its seal"),
        ("kernel_seal SET replaces_id = 2 WHERE id = 1", "column replaces_id of its seal"),
    ],
)
def test_what_no_entry_repeats_cannot_say_something_else_unseen(
    whole: Database, vault: Vault, store: Store, change: str, told: str
) -> None:
    with unguarded(whole) as raw:
        raw.exec_driver_sql("BEGIN")
        for verb in ("update", "delete", "replace"):
            raw.exec_driver_sql(f"DROP TRIGGER kernel_seal_no_{verb}")
        raw.exec_driver_sql(f"UPDATE {change}")
        raw.exec_driver_sql("COMMIT")
        found = complaints(whole, vault, store)
    assert any(told in one for one in found), found


def test_evidence_that_somebody_revoked_in_the_register_is_found(
    whole: Database, vault: Vault, store: Store
) -> None:
    with unguarded(whole) as raw:
        raw.exec_driver_sql("BEGIN")
        raw.exec_driver_sql(
            "INSERT INTO kernel_seal_revocation (seal_id, revoked_by, at) "
            "SELECT id, 'system', sealed_at FROM kernel_seal WHERE kind = 'evidence' LIMIT 1"
        )
        raw.exec_driver_sql("COMMIT")
        found = complaints(whole, vault, store)
    assert any("its seal was revoked" in one for one in found), found
