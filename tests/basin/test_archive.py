"""Evidence is taken along in a zip that anybody checks without this platform."""

import csv
import io
import json
import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from basin.contract.answers import checked, parsed
from basin.documents.archive import archive, archive_name
from basin.documents.tables import csv_of, table_of
from basin.kinds import EvidenceKind
from basin.operations.evidence import PartOf, put_in_evidence
from basin.operations.snapshot import exhibit_of
from basin.queries.dossier import Dossier, dossier_of
from basin.queries.evidence import part_of
from kernel.database import Database
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.basin.test_snapshot import BODY, FACTS
from tests.factories.accounts import new_office
from tests.factories.basin import new_evidence, new_study

AT = "https://dialogo.example.org"
Made = tuple[Dossier, dict[str, bytes]]


@pytest.fixture
def made(database: Database, vault: Vault) -> Made:
    exhibit = exhibit_of(checked(parsed(BODY)), BODY, FACTS)
    with database.changing() as session:
        study = new_study(session, new_office(session, vault))
        evidence = put_in_evidence(session, SYSTEM, study, exhibit)
        parts = {one.name: part_of(session, evidence, one.name) or b"" for one in evidence.parts}
        return dossier_of(session, evidence), parts


def unpacked(data: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        found.extractall(folder / "out")
    (inside,) = (folder / "out").iterdir()
    return inside


def test_whoever_has_the_zip_checks_it_with_a_plain_command(made: Made, tmp_path: Path) -> None:
    dossier, parts = made
    inside = unpacked(archive(dossier, parts, AT), tmp_path)
    assert inside.name == dossier.code
    check = ["sha256sum", "-c", "manifest-sha256.txt"]
    told = subprocess.run(check, cwd=inside, capture_output=True, text=True, check=True)
    files = {one.name for one in inside.iterdir()}
    assert files == {
        "evidence.json", "received.json", "run.json", "indicators.json", "timeseries.covjson",
        "recomputed.json", "timeseries.csv", "datapackage.json", "README.txt",
        "manifest-sha256.txt",
    }  # fmt: skip
    assert told.stdout.count(": OK") == len(files) - 1
    (inside / "timeseries.csv").write_bytes(b"changed")
    assert subprocess.run(check, cwd=inside, capture_output=True).returncode == 1


def test_the_hash_of_its_document_is_the_fingerprint_and_names_every_part(
    made: Made, tmp_path: Path
) -> None:
    dossier, parts = made
    inside = unpacked(archive(dossier, parts, AT), tmp_path)
    document = (inside / "evidence.json").read_bytes()
    assert sha256(document).hexdigest()[:16].upper() == dossier.fingerprint
    named = {one["name"]: one["sha256"] for one in json.loads(document)["body"]["parts"]}
    assert named["received"] == sha256((inside / "received.json").read_bytes()).hexdigest()
    assert named["timeseries"] == sha256((inside / "timeseries.covjson").read_bytes()).hexdigest()
    readme = (inside / "README.txt").read_text()
    for word in ("ESPAÑOL", "RUNASIMI", "ENGLISH", dossier.sha256, "no calibrado", "30 L/s"):
        assert word in readme
    assert f"{AT}/v/{dossier.fingerprint}" in readme


def test_the_table_holds_every_value_and_the_package_its_units(made: Made, tmp_path: Path) -> None:
    dossier, parts = made
    inside = unpacked(archive(dossier, parts, AT), tmp_path)
    rows = list(csv.DictReader(io.StringIO((inside / "timeseries.csv").read_text())))
    assert len(rows) == 5 * 360
    package = json.loads((inside / "datapackage.json").read_text())
    (resource,) = package["resources"]
    fields = {one["name"]: one for one in resource["schema"]["fields"]}
    assert list(rows[0]) == list(fields)
    assert fields["streamflow.p50"]["unit"] == "L/s"
    assert fields["streamflow.p50"]["type"] == "number"
    table = (inside / "timeseries.csv").read_bytes()
    assert resource["hash"] == f"sha256:{sha256(table).hexdigest()}"
    first = json.loads(parts["timeseries"])["coverages"][0]
    column = [row["streamflow.p50"] for row in rows if row["scenario"] == first["id"]]
    assert [float(one) for one in column] == first["ranges"]["streamflow.p50"]["values"]


def test_the_same_evidence_gives_the_same_bytes_and_a_plain_name(made: Made) -> None:
    dossier, parts = made
    assert archive(dossier, parts, AT) == archive(dossier, parts, AT)
    assert archive_name(dossier) == f"{dossier.code}-{dossier.fingerprint}.zip"


def test_a_file_that_was_loaded_keeps_its_bytes_and_no_name_of_theirs(
    database: Database, vault: Vault, tmp_path: Path
) -> None:
    with database.changing() as session:
        study = new_study(session, new_office(session, vault))
        made = new_evidence(
            session,
            study,
            kind=EvidenceKind.FILE,
            body={"why": "../../x"},
            parts=(PartOf("original", "application/octet-stream", b"1"),),
        )
        dossier = dossier_of(session, made)
        parts = {"original": part_of(session, made, "original") or b""}
    data = archive(dossier, parts, AT, ("jpg", b"\xff\xd8"))
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        names = [one.partition("/")[2] for one in found.namelist()]
    assert names == [
        "README.txt", "evidence.json", "file.jpg", "manifest-sha256.txt", "original.bin",
    ]  # fmt: skip
    assert "Cargada a mano" in zipfile.ZipFile(io.BytesIO(data)).read(
        f"{dossier.code}/README.txt"
    ).decode()  # fmt: skip
    assert (unpacked(data, tmp_path) / "file.jpg").read_bytes() == b"\xff\xd8"


def coverage(name: str, values: list[Any], kind: str = "float") -> dict[str, Any]:
    return {
        "id": "observed",
        "domain": {"axes": {"t": {"values": ["2020-01-01", "2020-02-01"]}}},
        "parameters": {name: {"unit": {"symbol": {"value": "mm"}}}},
        "ranges": {name: {"dataType": kind, "values": values}},
    }


def test_what_is_missing_stays_empty_and_no_cell_is_a_formula() -> None:
    one = coverage("rain.value", [None, 2.5])
    one["ranges"]["rain.flag"] = {"dataType": "string", "values": ["=1+1", "good"]}
    table = table_of({"coverages": [one]})
    assert [column.unit for column in table.columns] == ["mm", ""]
    assert csv_of(table).decode().splitlines() == [
        "scenario,time,rain.value,rain.flag",
        "observed,2020-01-01,,'=1+1",
        "observed,2020-02-01,2.5,good",
    ]


def test_scenarios_with_different_series_share_one_table() -> None:
    table = table_of({"coverages": [coverage("a.p50", [1, 2]), coverage("b.p50", [3, 4])]})
    assert [row[2:] for row in table.rows] == [(1, None), (2, None), (None, 3), (None, 4)]


@pytest.mark.parametrize(
    ("file_name", "ending"),
    [("Salar v2.XLSX", "xlsx"), ("a.tar.gz", "gz"), ("x.../../../etc", "bin"), ("", "bin")],
)
def test_the_original_keeps_its_ending_when_that_is_a_plain_one(
    database: Database, vault: Vault, file_name: str, ending: str
) -> None:
    with database.changing() as session:
        made = new_evidence(
            session, new_study(session, new_office(session, vault)),
            body={"source": {"file_name": file_name}},
            parts=(PartOf("original", "application/octet-stream", b"1"),),
        )  # fmt: skip
        code = made.code
        data = archive(dossier_of(session, made), {"original": b"1"}, AT)
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        assert f"{code}/original.{ending}" in found.namelist()
