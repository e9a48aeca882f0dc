"""A lie told to how a table decides, or to how consensus is measured, is noticed by their tests."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutation.mutants import Mutant, mutants_of

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("protocols", "consensus")
DATA = {"__init__", "kinds", "outcomes", "sealed"}
"""Lists and shapes: what leads to what stands in the other modules."""
COPIED = ("dialogue", "kernel", "tests/dialogue")


def rules() -> list[Path]:
    """The modules that decide and measure, as paths within the house."""
    found = (file for room in ROOMS for file in (ROOT / "dialogue" / room).glob("*.py"))
    return sorted(file.relative_to(ROOT) for file in found if file.stem not in DATA)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules with what they stand on and their tests, to lie in."""
    folder = tmp_path_factory.mktemp("lies")
    for package in COPIED:
        skipped = shutil.ignore_patterns("__pycache__", "sentences", "pictures")
        shutil.copytree(ROOT / package, folder / package, ignore=skipped)
    shutil.copy(ROOT / "pyproject.toml", folder / "pyproject.toml")
    return folder


def noticed(copy: Path, room: str) -> bool:
    """Whether one of the tests of a room fails in the copy; what holds of all rounds comes last."""
    files = (copy / "tests" / "dialogue" / room).glob("test_*.py")
    tests = sorted(files, key=lambda file: (file.stem == "test_properties", file.stem))
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "--noconftest", "--hypothesis-profile=ci",
         "-p", "no:xdist", "-p", "no:cacheprovider", *map(str, tests)],
        cwd=copy, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True,
    )  # fmt: skip
    assert run.returncode in {0, 1, 2}, run.stdout.decode()
    return run.returncode != 0


@pytest.mark.full
@pytest.mark.parametrize("room", ROOMS)
def test_the_rules_hold_before_any_lie(copy: Path, room: str) -> None:
    assert not noticed(copy, room)


@pytest.mark.full
@pytest.mark.parametrize(
    ("rule", "lie"),
    [pytest.param(rule, lie, id=lie.name) for rule in rules() for lie in mutants_of(ROOT / rule)],
)
def test_a_lie_is_noticed(copy: Path, rule: Path, lie: Mutant) -> None:
    file = copy / rule
    honest = file.read_text()
    file.write_text(lie.source)
    own_first = sorted(ROOMS, key=lambda room: room not in rule.parts)
    try:
        assert any(noticed(copy, room) for room in own_first), lie.name
    finally:
        file.write_text(honest)
