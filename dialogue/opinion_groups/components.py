"""The two directions in which people's votes differ most, and where each of them stands.

A vote that was not cast counts as the mean of its statement; after the means are taken off that is
zero, so only votes cast are ever touched.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dialogue.opinion_groups.matrix import VoteMatrix

Floats = NDArray[np.float64]
ROWS = 4096
"""People taken at a time: what a block of them needs stays small."""
ALIKE = 1e-12
"""A direction that carries less than this part of the first one's variance is none."""
PLACES = 9
"""Decimals of a place: beyond them only the order of additions would be seen."""


@dataclass(frozen=True, eq=False)
class Components:
    """The mean of each statement, and its part in each of the two directions (statements × 2)."""

    means: Floats
    directions: Floats

    @property
    def single_votes(self) -> Floats:
        """Where somebody lands who only agrees with one statement, for each (statements × 2)."""
        one: Floats = (1 - self.means)[:, None] * self.directions
        return one * float(np.sqrt(len(self.means)))

    @property
    def extremity(self) -> Floats:
        """How far from the middle such a person lands."""
        found: Floats = np.hypot(*self.single_votes.T)
        return found


def components_of(matrix: VoteMatrix) -> Components:
    """The two main components of everybody's votes, always with the same signs."""
    count = len(matrix.statements)
    seen = np.bincount(matrix.column, minlength=count)
    sums = np.bincount(matrix.column, weights=matrix.value, minlength=count)
    means = sums / np.maximum(seen, 1)
    directions = np.zeros((count, 2))
    if count:
        variances, vectors = np.linalg.eigh(_scatter(matrix, means))
        for axis in range(min(2, count)):
            if variances[-1 - axis] > ALIKE * max(variances[-1], ALIKE):
                directions[:, axis] = _signed(vectors[:, -1 - axis])
    return Components(means, directions)


def _scatter(matrix: VoteMatrix, means: Floats) -> Floats:
    """Statements × statements: the products of what is left when the means are taken off."""
    total = np.zeros((len(means), len(means)))
    starts = matrix.starts
    for first in range(0, len(matrix.participants), ROWS):
        last = min(first + ROWS, len(matrix.participants))
        votes = slice(starts[first], starts[last])
        block = np.zeros((last - first, len(means)))
        column = matrix.column[votes]
        block[matrix.row[votes] - first, column] = matrix.value[votes] - means[column]
        total += block.T @ block
    return total


def _signed(direction: Floats) -> Floats:
    """The same direction turned so that its largest part is above zero."""
    largest = np.abs(direction)
    at = np.flatnonzero(largest >= largest.max() * (1 - ALIKE))[0]
    return direction if direction[at] > 0 else -direction


def projected(matrix: VoteMatrix, components: Components) -> Floats:
    """Where each person stands (people × 2): far out even where somebody cast only few votes."""
    people, count = len(matrix.participants), len(matrix.statements)
    where = np.empty((people, 2))
    for axis in range(2):
        moves = matrix.value - components.means[matrix.column]
        moves *= components.directions[matrix.column, axis]
        where[:, axis] = np.bincount(matrix.row, weights=moves, minlength=people)
    where *= np.sqrt(count / np.maximum(matrix.cast, 1))[:, None]
    return np.round(where, PLACES) + 0.0
