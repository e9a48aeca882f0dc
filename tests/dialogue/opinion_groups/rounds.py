"""The two public rounds, and generated ones."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

from dialogue.opinion_groups.finding import find_groups
from dialogue.opinion_groups.found import OpinionGroups
from dialogue.opinion_groups.matrix import VoteMatrix, matrix_of

FOLDER = Path(__file__).parents[2] / "data" / "polis"
WATER = "scoop-hivemind.freshwater"
POLICING = "london.youth.policing"
ROUNDS = (WATER, POLICING)

Rows = list[tuple[int, int, int, int]]
"""person, statement, vote, time"""


@cache
def rows_of(name: str) -> Rows:
    """The votes of a public round as they stand in its file."""
    with (FOLDER / name / "votes.csv").open(newline="") as file:
        return [
            (int(r["voter-id"]), int(r["comment-id"]), int(r["vote"]), int(r["timestamp"]))
            for r in csv.DictReader(file)
        ]


def last_of(rows: Rows) -> dict[tuple[int, int], int]:
    """The last vote of each person on each statement."""
    return {(who, what): vote for who, what, vote, _ in sorted(rows, key=lambda row: row[3])}


def matrix(rows: Rows) -> VoteMatrix:
    who, what, vote, when = zip(*rows, strict=True) if rows else ((), (), (), ())
    return matrix_of(who, what, vote, when)


@cache
def found_in(name: str) -> OpinionGroups:
    """The groups of a public round."""
    return find_groups(matrix(rows_of(name)))


def camps(people: int, statements: int, parties: int, seed: int = 1) -> Rows:
    """People of so many parties, each voting mostly as the party does; a tenth is left out."""
    chance = Random(seed)  # noqa: S311 - the same votes every time, no secret
    lines = [[chance.choice((1, -1)) for _ in range(statements)] for _ in range(parties)]
    return [
        (who, what, lines[who % parties][what] if chance.random() < 0.9 else 0, who)
        for who in range(people)
        for what in range(statements)
        if chance.random() < 0.9
    ]


def people_in(found: OpinionGroups) -> Mapping[int, list[int]]:
    """The people of each group."""
    groups: dict[int, list[int]] = {one.id: [] for one in found.groups}
    for person, group in found.membership.items():
        groups[group].append(person)
    return groups
