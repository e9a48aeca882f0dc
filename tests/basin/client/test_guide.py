"""The guide for providers says what the code does: its examples are taken, its units are ours."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from basin.contract.answers import checked, expects, parsed
from basin.contract.processes import process_of
from basin.contract.variables import RANGES, UNITS

GUIDE = Path(__file__).parents[3] / "docs" / "guide"
ROW = re.compile(r"^\| `(\w+)`[^|]*\| (\S+) \| (-?\d+) \w+ (\d+) \|$", re.MULTILINE)


def examples() -> list[Any]:
    """The documents that the guide shows."""
    text = (GUIDE / "basin-providers.md").read_text()
    return [parsed(one.encode()) for one in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]


def test_the_examples_of_the_guide_are_taken() -> None:
    description, results = examples()
    process, answer = process_of(description), checked(results)
    assert process.speaks_contract
    assert process.takes_keys
    assert (process.id, process.version) == (answer.model.id, answer.model.version)


def test_the_question_of_the_guide_is_the_one_that_its_results_answer() -> None:
    text = (GUIDE / "basin-providers.md").read_text()
    sent = re.search(r'^\{"inputs".*$', text, re.MULTILINE)
    assert sent
    expects(checked(examples()[1]), json.loads(sent[0])["inputs"])


@pytest.mark.parametrize("page", ["basin-providers.md", "basin-providers.es.md"])
def test_the_guide_lists_every_variable_with_its_unit_and_range(page: str) -> None:
    listed = {
        name: (unit, float(least), float(most))
        for name, unit, least, most in ROW.findall((GUIDE / page).read_text())
    }
    ours = {name: (unit, RANGES[name].least, RANGES[name].greatest) for name, unit in UNITS.items()}
    assert listed == ours
