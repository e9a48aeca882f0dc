"""`flask dialogue opinion-groups` prints what a Polis export holds, for anybody, as JSON."""

import json
import re
import sys
from collections import Counter
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
from flask import Flask

from dialogue import polis
from dialogue.cli.faults import SENTENCES
from dialogue.cli.opinion_groups import opinion_groups
from tests.dialogue.opinion_groups.rounds import camps, last_of
from tests.dialogue.polis.conversations import CONVERSATIONS, FOLDER, comments_csv, votes_csv

KEYS = [
    "participants", "statements", "votes", "grouped", "k", "silhouette", "groups", "membership",
    "statements_stats", "majority",
]  # fmt: skip


@pytest.fixture
def bare() -> Flask:
    """Nothing but the command: no database, no settings."""
    app = Flask(__name__)
    app.cli.add_command(opinion_groups)
    return app


def test_it_is_a_command_of_the_platform(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["dialogue", "opinion-groups", "--help"])
    assert "VOTES.csv" in result.stdout


def printed(bare: Flask, *arguments: str | Path) -> dict[str, Any]:
    """What the command prints, which must have gone well."""
    result = bare.test_cli_runner().invoke(args=["opinion-groups", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def refused(bare: Flask, *arguments: str | Path) -> str:
    """What the command says when it refuses."""
    result = bare.test_cli_runner().invoke(args=["opinion-groups", *map(str, arguments)])
    assert result.exit_code == 1
    assert result.stdout == ""
    return result.stderr


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_it_prints_exactly_what_was_promised(bare: Flask, name: str) -> None:
    folder = FOLDER / name
    found = printed(bare, folder / "votes.csv", "--comments", folder / "comments.csv")
    assert list(found) == KEYS
    assert set(found["majority"]) == {"agree", "disagree"}
    assert found["k"] == len(found["groups"]) >= 2
    assert found["grouped"] == len(found["membership"])
    assert found["statements"] == len(found["statements_stats"])
    for group in found["groups"]:
        assert list(group) == ["id", "size", "representative"]
        assert group["size"] == list(found["membership"].values()).count(group["id"])
        for one in group["representative"]:
            assert list(one) == ["statement", "side", "ratio", "ratio_z", "p", "p_z"]
    for one in found["statements_stats"]:
        assert list(one) == ["statement", "agree", "disagree", "pass", "seen", "gic", "priority"]
        assert one["seen"] == one["agree"] + one["disagree"] + one["pass"]
    assert sum(one["seen"] for one in found["statements_stats"]) == found["votes"]


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_the_statements_may_be_left_out(bare: Flask, name: str) -> None:
    found = printed(bare, FOLDER / name / "votes.csv")
    beside = printed(
        bare, FOLDER / name / "votes.csv", "--comments", FOLDER / name / "comments.csv"
    )
    assert found["membership"] == beside["membership"]
    assert found["statements_stats"] == beside["statements_stats"]


def test_ids_are_those_of_the_file_and_small_rounds_have_no_groups(
    bare: Flask, tmp_path: Path
) -> None:
    file = tmp_path / "votes.csv"
    file.write_bytes(votes_csv("900719925474099311 77 1", "5 77 -1", "5 77 1"))
    found = printed(bare, file)
    assert (found["participants"], found["statements"], found["votes"]) == (2, 1, 2)
    assert (found["grouped"], found["k"], found["silhouette"]) == (0, 0, None)
    assert (found["groups"], found["membership"]) == ([], {})
    (one,) = found["statements_stats"]
    assert (one["statement"], one["agree"], one["gic"]) == (77, 2, None)


def test_statements_without_votes_and_rejected_ones_are_told_apart(
    bare: Flask, tmp_path: Path
) -> None:
    rows = last_of(camps(30, 4, 2))
    file, other = tmp_path / "votes.csv", tmp_path / "comments.csv"
    file.write_bytes(votes_csv(*(f"{who} {what} {vote}" for (who, what), vote in rows.items())))
    counts = Counter((what, vote) for (_, what), vote in rows.items())
    known = [
        f"{what} {counts[what, 1]} {counts[what, -1]} {1 if what else -1}" for what in range(4)
    ]
    other.write_bytes(comments_csv(*known, "8 0 0 1", "9 0 0 -1"))
    found = printed(bare, file, "--comments", other)
    assert [one["statement"] for one in found["statements_stats"]] == [0, 1, 2, 3, 8]
    spoken = {one["statement"] for group in found["groups"] for one in group["representative"]}
    assert 0 not in spoken


def test_it_says_which_row_it_cannot_read(bare: Flask, tmp_path: Path) -> None:
    file = tmp_path / "votes.csv"
    file.write_bytes(votes_csv("1 1 1", "1 2 maybe"))
    assert refused(bare, file) == (
        "Error: votes.csv, row 3: the column vote holds something that cannot be read.\n"
    )
    file.write_bytes(b"name,age\nAna,3\n")
    assert "column timestamp is missing" in refused(bare, file)


def test_it_refuses_statements_of_another_conversation(bare: Flask) -> None:
    first, second = (FOLDER / name for name in CONVERSATIONS)
    said = refused(bare, first / "votes.csv", "--comments", second / "comments.csv")
    assert said.startswith("Error: ")
    assert "statement" in said


def test_a_file_that_is_not_there_is_said(bare: Flask, tmp_path: Path) -> None:
    arguments = ["opinion-groups", str(tmp_path / "none.csv")]
    result = bare.test_cli_runner().invoke(args=arguments)
    assert result.exit_code == 2
    assert "none.csv" in result.stderr


@pytest.mark.parametrize("module", ["dialogue.cli", "dialogue.polis"])
def test_commands_are_there_without_loading_what_computes(
    module: str, pytestconfig: pytest.Config
) -> None:
    line = f"import sys, {module}; sys.exit(bool({{'numpy', 'pandas'}} & set(sys.modules)))"
    run([sys.executable, "-c", line], cwd=pytestconfig.rootpath, check=True)


def test_every_fault_of_a_file_has_a_sentence() -> None:
    given = set()
    for file in Path(polis.__file__).parent.glob("*.py"):
        given |= set(re.findall(r'BadInput\(\s*"(polis-[a-z-]+)"', file.read_text()))
    assert set(SENTENCES) == given
