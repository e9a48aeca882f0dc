"""Each import contract of `pyproject.toml` is seen to fail once: a gate that cannot is a defect."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
NAMES = {contract["id"]: contract["name"] for contract in CONFIGURATION["contracts"]}
LINT = Path(sys.executable).with_name("lint-imports")


class Breach(NamedTuple):
    """A line that breaks one contract, and the module where somebody might write it."""

    module: str
    line: str


BREACHES = {
    "floors": Breach("kernel/text.py", "import grievances.kinds"),
    "rooms": Breach("grievances/queries/queue.py", "import grievances.operations.filing"),
    "pure-rules": Breach("grievances/deadlines.py", "import sqlalchemy"),
    "no-web-below-views": Breach("accounts/operations.py", "import flask"),
    "private-models": Breach("web/access.py", "import grievances.models"),
    "private-programmes": Breach("web/access.py", "import trainings.models"),
    "private-studies": Breach("web/access.py", "import basin.models"),
    "private-processes": Breach("web/access.py", "import dialogue.models"),
    "root-on-top": Breach("grievances/jobs.py", "import app"),
    "no-cycles": Breach("kernel/clock.py", "import kernel.audit"),
}


def copy_of_the_house(folder: Path) -> Path:
    """Every package that the contracts speak of, the composition root and the contracts."""
    for package in CONFIGURATION["root_packages"]:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, folder / package, ignore=ignored)
    for file in ("app.py", "pyproject.toml"):
        shutil.copy(ROOT / file, folder / file)
    return folder


def lint(house: Path, *contracts: str) -> tuple[int, str]:
    """What the gate says of a house: its exit status and its words on one line."""
    wanted = [word for contract in contracts for word in ("--contract", contract)]
    ended = subprocess.run(
        [LINT, "--no-cache", "--no-logo", *wanted], cwd=house, capture_output=True, text=True
    )
    return ended.returncode, " ".join((ended.stdout + ended.stderr).split())


def test_every_contract_has_a_breach_and_every_breach_a_contract() -> None:
    assert set(BREACHES) == set(NAMES)


def test_an_untouched_copy_keeps_every_contract(tmp_path: Path) -> None:
    status, said = lint(copy_of_the_house(tmp_path))
    assert (status, f"{len(NAMES)} kept, 0 broken" in said) == (0, True), said


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_of_a_contract_stops_the_gate(contract: str, tmp_path: Path) -> None:
    house = copy_of_the_house(tmp_path)
    breach = BREACHES[contract]
    with (house / breach.module).open("a") as module:
        module.write(f"\n{breach.line}\n")
    status, said = lint(house, contract)
    assert status == 1
    assert f"{NAMES[contract]} BROKEN" in said
    assert f".{Path(breach.module).stem} ->" in said, "the gate fell over something else"


def test_a_room_that_the_plan_does_not_name_stops_the_gate(tmp_path: Path) -> None:
    house = copy_of_the_house(tmp_path)
    (house / "grievances" / "miscellany.py").write_text('"""No such room."""\n')
    status, said = lint(house, "rooms")
    assert status == 1
    assert "grievances.miscellany" in said
