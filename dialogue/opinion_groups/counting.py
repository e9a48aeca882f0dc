"""Votes counted: for everybody, and inside each group."""

import numpy as np

from dialogue.opinion_groups.clusters import Labels
from dialogue.opinion_groups.matrix import Ints, VoteMatrix
from dialogue.opinion_groups.tallies import Tally

SIDES = 3


def tallies_of(matrix: VoteMatrix, rows: Ints, labels: Labels) -> list[tuple[Tally, ...]]:
    """For each statement the votes of group 0, 1, … and last those of people in no group.

    `labels` are the groups of the people in `rows`.
    """
    groups = int(labels.max()) + 1 if len(labels) else 0
    group = np.full(len(matrix.participants), groups, dtype=np.int64)
    group[rows] = labels
    width = len(matrix.statements)
    cell = (group[matrix.row] * width + matrix.column) * SIDES + (1 - matrix.value)
    counts = np.bincount(cell, minlength=(groups + 1) * width * SIDES)
    by_statement = counts.reshape(groups + 1, width, SIDES).transpose(1, 0, 2).tolist()
    return [
        tuple(Tally(agree, disagree, passed) for agree, passed, disagree in each)
        for each in by_statement
    ]
