"""Every number of the model says what it is, why, and where it comes from."""

import ast
from pathlib import Path

import pytest

from basin_service.model.assumptions import Basis, assumptions, by_month, number
from basin_service.model.identity import FOLDER, code_sha256, files

SOURCED = {"place.altitude", "people.inhabitants", "mine.plan", "mine.grade"}
"""What the literature says of this very place. Whoever adds one cites it in the file."""


def test_only_what_is_published_of_this_place_counts_as_sourced() -> None:
    found = {name for name, one in assumptions().items() if one.basis is Basis.SOURCED}
    assert found == SOURCED


def test_every_assumption_has_a_unit_and_a_reason() -> None:
    for name, one in assumptions().items():
        assert one.unit, name
        assert len(one.reason) > 20, name


def test_every_assumption_is_used_or_explains_one_that_is() -> None:
    source = "".join(file.read_text() for file in FOLDER.parent.rglob("*.py"))
    explaining = {"place.altitude", "mine.plan", "mine.grade", "mine.recovery"}
    assert {name for name in assumptions() if f'"{name}"' not in source} <= explaining


def test_the_brine_follows_from_plan_grade_and_recovery() -> None:
    lithium_kg = number("mine.plan") * 1_000 * 0.188
    litres = lithium_kg * 1e6 / number("mine.grade") / number("mine.recovery")
    assert number("mine.brine") == round(litres / (365.25 * 86_400), -1)


def test_shares_of_months_and_of_water_are_shares() -> None:
    assert sum(by_month("climate.rain_by_month")) == pytest.approx(1.0, abs=0.03)
    for name in ("land.quick", "aquifer.to_springs", "mine.leakage", "mine.recovery"):
        assert 0 < number(name) < 1


def numbers_in(file: Path) -> list[float]:
    """Numbers with a fraction that stand in the code of the model."""
    tree = ast.parse(file.read_text())
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, float)
        and node.value not in {0.0, 1.0}
    ]


def test_no_number_of_nature_hides_in_the_code() -> None:
    conversions = {0.0864, 1_000.0, 365.25, 1e-6, 1e7, 1.5, 4.0}
    found = {value for file in FOLDER.glob("*.py") for value in numbers_in(file)}
    assert found <= conversions


def test_the_fingerprint_covers_every_file_of_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {file.name for file in files()}
    assert {"assumptions.toml", "network.py", "scenarios.py", "climate.py"} <= names
    whole = code_sha256()
    fewer = files()[1:]
    monkeypatch.setattr("basin_service.model.identity.files", lambda: fewer)
    assert code_sha256() != whole
