"""A lie told to who-may-do-what or to by-when is noticed by the tests of that rule."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutation.mutants import Mutant, mutants_of

ROOT = Path(__file__).parent.parent.parent
RULES = ("deadlines", "policy")
PURE = ("test_deadlines.py", "test_policy.py", "test_policy_conditions.py")
STAGED = ("test_casework.py", "test_references.py", "test_operations_filing.py")
COPIED = ("grievances", "tests")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house to lie in."""
    folder = tmp_path_factory.mktemp("lies")
    for package in COPIED:
        skipped = shutil.ignore_patterns("__pycache__", "browser")
        shutil.copytree(ROOT / package, folder / package, ignore=skipped)
    for other in ROOT.iterdir():
        if other.name not in COPIED and not other.name.startswith("."):
            (folder / other.name).symlink_to(other)
    return folder


def noticed(copy: Path, tests: tuple[str, ...]) -> bool:
    """Whether one of these tests fails in the copy."""
    files = [str(copy / "tests" / "grievances" / name) for name in tests]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:xdist", "-p", "no:cacheprovider",
         "-m", "not postgres", *files],
        cwd=copy, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True,
    )  # fmt: skip
    assert run.returncode in {0, 1, 2}, run.stdout.decode()
    return run.returncode != 0


@pytest.mark.full
def test_the_rules_hold_before_any_lie(copy: Path) -> None:
    assert not noticed(copy, PURE + STAGED)


@pytest.mark.full
@pytest.mark.parametrize(
    ("rule", "lie"),
    [
        pytest.param(rule, lie, id=lie.name)
        for rule in RULES
        for lie in mutants_of(ROOT / "grievances" / f"{rule}.py")
    ],
)
def test_a_lie_is_noticed(copy: Path, rule: str, lie: Mutant) -> None:
    file = copy / "grievances" / f"{rule}.py"
    honest = file.read_text()
    file.write_text(lie.source)
    try:
        assert noticed(copy, PURE) or noticed(copy, STAGED), lie.name
    finally:
        file.write_text(honest)
