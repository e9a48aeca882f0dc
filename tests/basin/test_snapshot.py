"""What a model answered is put in evidence as a whole, byte for byte, with our own figures."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from basin.contract.answers import Answer, checked, parsed
from basin.contract.canonical import canonical, digest
from basin.kinds import EvidenceKind, Origin
from basin.models import Study
from basin.operations.evidence import Exhibit, put_in_evidence
from basin.operations.recomputing import recomputed
from basin.operations.snapshot import RunFacts, exhibit_of
from basin.queries.evidence import part_of
from kernel.database import Database
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.factories.accounts import new_office
from tests.factories.basin import new_study

RECORDED = Path(__file__).parent / "recorded" / "results.json"
BODY = RECORDED.read_bytes()
FACTS = RunFacts(
    run_id=None,
    title="Con mina, 30 L/s",
    title_qu="Minayuq, 30 L/s",
    why="La comunidad pregunta qué pasa con la vertiente.",
    requested_by="Rosa Quispe (Comunidad de prueba)",
    requested_at=datetime(2026, 3, 2, 15, 0, tzinfo=UTC),
    retrieved_at=datetime(2026, 3, 2, 15, 1, tzinfo=UTC),
    url="http://127.0.0.1:5000/",
    process="salar-demo",
    process_version="1.0.0",
    job={"id": "1b9f", "finished": "2026-03-02T15:00:58Z"},
    inputs={"scenarios": ["baseline", "with-mine"], "mine_fresh_l_s": 30.0},
    units={"mine_fresh_l_s": "L/s"},
)


@pytest.fixture(scope="module")
def answer() -> Answer:
    return checked(parsed(BODY))


@pytest.fixture(scope="module")
def exhibit(answer: Answer) -> Exhibit:
    return exhibit_of(answer, BODY, FACTS)


def test_the_snapshot_says_who_asked_what_of_whom_and_what_came(
    exhibit: Exhibit, answer: Answer
) -> None:
    body = exhibit.body
    assert (exhibit.kind, exhibit.origin) == (EvidenceKind.SERVICE, Origin.SERVICE)
    assert body["requested_by"] == "Rosa Quispe (Comunidad de prueba)"
    assert body["requested_at"] == "2026-03-02T15:00:00+00:00"
    assert body["service"] == {
        "url": "http://127.0.0.1:5000/", "process": "salar-demo", "version": "1.0.0",
    }  # fmt: skip
    assert body["inputs"]["mine_fresh_l_s"] == 30.0
    assert body["units"] == {"mine_fresh_l_s": "L/s"}
    assert body["model"]["code_sha256"] == exhibit.model_sha256 == answer.model.code_sha256
    assert body["model"]["calibrated"] is False
    assert len(body["scenarios"]) == 5
    assert body["period"]["steps"] == 360
    assert set(body["caveats"]) == {"es", "qu", "en"}
    assert body["thresholds"][0]["variable"] == "lagoon_level"
    assert body["quality"]["baseline"]["mass_balance_error_pct"] < 1e-9
    canonical(dict(body))


def test_the_received_body_and_each_output_are_kept_under_their_hashes(exhibit: Exhibit) -> None:
    parts = {part.name: part.data for part in exhibit.parts}
    assert list(parts) == ["received", "run", "indicators", "timeseries", "recomputed"]
    assert parts["received"] == BODY
    assert exhibit.body["received_sha256"] == sha256(BODY).hexdigest()
    outputs = json.loads(BODY)
    for name in ("run", "indicators", "timeseries"):
        assert parts[name] == canonical(outputs[name])
        assert exhibit.body["outputs_sha256"][name] == digest(parts[name])


def test_an_output_in_a_cover_is_kept_without_it(answer: Answer) -> None:
    document = json.loads(BODY)
    covered = {name: {"value": one, "mediaType": "application/json"}
               for name, one in document.items()}  # fmt: skip
    body = json.dumps(covered).encode()
    made = exhibit_of(checked(parsed(body)), body, FACTS)
    plain = exhibit_of(answer, BODY, FACTS)
    assert [one.data for one in made.parts[1:]] == [one.data for one in plain.parts[1:]]


def test_our_own_figures_are_made_from_the_series_and_say_how(answer: Answer) -> None:
    found = recomputed(answer)
    base = answer.scenarios[0]
    told = found["scenarios"][base.id]["variables"]["streamflow"]
    middle = base.series["streamflow", "p50"].values
    assert told["unit"] == "L/s"
    assert told["mean_last_5_years"]["p50"] == pytest.approx(
        sum(middle[-60:]) / 60, rel=1e-5  # type: ignore[arg-type]
    )  # fmt: skip
    assert told["least"]["p50"] == pytest.approx(min(middle), rel=1e-5)  # type: ignore[type-var]
    level = found["scenarios"][base.id]["thresholds"][0]
    low = base.series["lagoon_level", "p10"].values
    below = sum(value < 1.45 for value in low if value is not None)
    assert level["steps_beyond_pct"]["p10"] == pytest.approx(100 * below / 360, rel=1e-5)
    assert "five years" in found["how"]["mean_last_5_years"]
    lack = found["scenarios"][base.id]["variables"]["unmet_livestock"]["steps_without_lack_pct"]
    assert lack["p10"] >= lack["p90"]


def test_a_snapshot_is_read_back_as_it_was(
    any_database: Database, vault: Vault, exhibit: Exhibit
) -> None:
    with any_database.changing() as session:
        study_id = new_study(session, new_office(session, vault)).id
    with any_database.changing() as session:
        made = put_in_evidence(session, SYSTEM, session.get_one(Study, study_id), exhibit)
        assert part_of(session, made, "received") == BODY
        assert (made.model, made.model_version) == ("salar-demo", "1.0.0")
        assert made.note == "La comunidad pregunta qué pasa con la vertiente."
