"""The last vote of each person on each statement, kept without the gaps."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Ids = Sequence[int] | Ints


@dataclass(frozen=True, eq=False)
class VoteMatrix:
    """Votes person by person, each person's by statement; ids in rising order.

    Vote number v was cast by `participants[row[v]]` on `statements[column[v]]` and says `value[v]`:
    1 agree, -1 disagree, 0 pass. The same votes make the same matrix, in whatever order they come.
    """

    participants: Ints
    statements: Ints
    row: NDArray[np.int32]
    column: NDArray[np.int32]
    value: NDArray[np.int8]

    @property
    def cast(self) -> Ints:
        """How many votes each person cast."""
        return np.bincount(self.row, minlength=len(self.participants))

    @property
    def starts(self) -> Ints:
        """Where each person's votes begin, and where the last one's end."""
        return np.concatenate(([0], np.cumsum(self.cast)))

    def without(self, statements: Collection[int]) -> "VoteMatrix":
        """The same people and statements, the votes on these `statements` left out."""
        if not statements:
            return self
        out = np.isin(self.statements, np.array(list(statements), dtype=np.int64))
        kept = ~out[self.column]
        return replace(self, row=self.row[kept], column=self.column[kept], value=self.value[kept])


def matrix_of(
    participants: Ids,
    statements: Ids,
    values: Sequence[int] | NDArray[np.int8],
    times: Ids | None = None,
    *,
    offered: Collection[int] = (),
) -> VoteMatrix:
    """Votes as they came: who, on what, which way, and when (in any unit).

    Of several votes of a person on a statement the latest counts; of those of the same time, or
    without times, the one that comes last. `offered` names statements that belong to the round even
    where nobody voted. ValueError for a vote other than 1, 0 or -1, or columns of unlike length.
    """
    people, row = _coded(np.asarray(participants, dtype=np.int64))
    known, column = _coded(np.asarray(statements, dtype=np.int64))
    value = np.asarray(values, dtype=np.int8)
    if not len(row) == len(column) == len(value):
        raise ValueError("each vote has a person, a statement and a side")
    if len(value) and not (value.min() >= -1 and value.max() <= 1):
        raise ValueError("a vote is 1, 0 or -1")
    kept = _last(row.astype(np.int64) * max(len(known), 1) + column, times)
    found = VoteMatrix(people, known, row[kept], column[kept], value[kept])
    return _widened(found, offered)


def _coded(ids: Ints) -> tuple[Ints, NDArray[np.int32]]:
    """The ids that occur, rising, and for each given one its place among them."""
    if not len(ids):
        return ids, ids.astype(np.int32)
    low = int(ids.min())
    wide = int(ids.max()) - low + 1
    if wide > 4 * len(ids) + 1000:
        known, found = np.unique(ids, return_inverse=True)
        return known, found.astype(np.int32)
    present = np.zeros(wide, dtype=bool)
    present[ids - low] = True
    places = np.cumsum(present, dtype=np.int32) - 1
    return np.flatnonzero(present) + low, places[ids - low].astype(np.int32)


def _last(cell: Ints, times: Ids | None) -> Ints:
    """For each cell that has a vote, in rising order, the number of the vote that counts."""
    order = _sorted(cell)
    ordered = cell[order]
    if times is not None:
        _by_time(order, ordered, np.asarray(times, dtype=np.int64))
    ends = np.append(ordered[1:] != ordered[:-1], True) if len(ordered) else ordered > 0
    return order[ends]


def _sorted(cell: Ints) -> Ints:
    """The numbers of the votes by their cells, those of one cell as they came.

    Where cell and number fit into one number together, sorting those is ten times as fast.
    """
    bits = len(cell).bit_length()
    if not len(cell) or int(cell.max()) >> (63 - bits):
        return np.argsort(cell, kind="stable")
    packed = (cell << bits) | np.arange(len(cell))
    packed.sort()
    packed &= (1 << bits) - 1
    return packed


def _by_time(order: Ints, ordered: Ints, times: Ints) -> None:
    """Brings the votes of each cell that has several into the order of their times."""
    same = ordered[1:] == ordered[:-1]
    several = np.zeros(len(ordered), dtype=bool)
    several[1:] |= same
    several[:-1] |= same
    places = np.flatnonzero(several)
    votes = order[places]
    order[places] = votes[np.lexsort((times[votes], ordered[places]))]


def _widened(matrix: VoteMatrix, offered: Collection[int]) -> VoteMatrix:
    """The same with columns for all `offered`."""
    wanted = np.union1d(matrix.statements, np.array(list(offered), dtype=np.int64))
    if len(wanted) == len(matrix.statements):
        return matrix
    places = np.searchsorted(wanted, matrix.statements).astype(np.int32)
    return replace(matrix, statements=wanted, column=places[matrix.column])
