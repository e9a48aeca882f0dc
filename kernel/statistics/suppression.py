"""Tables of counts that give away nobody: small counts are hidden, and what betrays them too.

A table with its totals is a set of sums, so one hidden count can be computed from the others. A
hidden count is safe when the sums leave open that nobody stands there, or that `smallest` or more
do: then the table does not say that there are a few. This is checked exactly, as a flow through
the hidden entries (Gusfield 1988, SIAM J. Comput. 17, 552-571); where it fails, the entries that
cost the reader least are hidden as well. A zero is shown (it points at nobody) unless it is needed
to cover a neighbour. What is hidden for itself and what is hidden to cover look the same.

A guarded table covers itself only: two tables over the same people must be guarded as one.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kernel.statistics.results import SPLIT_FROM

Place = tuple[int, int]
"""Row and column; the row after the last holds the totals of columns, likewise for columns."""
_Roads = dict[int, dict[int, int]]


@dataclass(frozen=True)
class Counts:
    """A table of people that may be shown. None is hidden; the total of all always stands."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int


def suppressed(cells: Sequence[Sequence[int]], smallest: int = SPLIT_FROM) -> Counts:
    """`cells` (rows of equal length, counts of people) with every count from 1 to below `smallest`
    hidden, and as much more as keeps it hidden. One row is a plain list with its total.

    ValueError for rows of unequal length, negative counts, or `smallest` below 2.
    """
    _must_be_counts(cells, smallest)
    table = _Table(cells)
    small = [at for at in table.entries() if 0 < table.value(at) < smallest]
    if not small:
        return table.without(set())
    if table.total < smallest:
        return table.without(set(table.entries()))
    hidden = set(small)
    for at in small:
        hidden |= _cover(table, hidden, at, smallest)
    return table.without(hidden)


def _must_be_counts(cells: Sequence[Sequence[int]], smallest: int) -> None:
    if smallest < 2:
        raise ValueError("nothing is smaller than one person")
    if any(len(row) != len(cells[0]) for row in cells):
        raise ValueError("rows differ in length")
    if any(count < 0 for row in cells for count in row):
        raise ValueError("people cannot be fewer than none")


class _Table:
    """The counts with their totals as one more row and one more column."""

    def __init__(self, cells: Sequence[Sequence[int]]) -> None:
        self.rows, self.columns = len(cells), len(cells[0]) if cells else 0
        self.full = [[*row, sum(row)] for row in cells]
        self.full.append([sum(column) for column in zip(*self.full, strict=True)])
        self.total = self.full[-1][-1] if self.full[-1] else 0

    def value(self, at: Place) -> int:
        return self.full[at[0]][at[1]]

    def is_total(self, at: Place) -> bool:
        return at[0] == self.rows or at[1] == self.columns

    def entries(self) -> Iterator[Place]:
        """All that can be hidden. The total of the only row or column is the total of all."""
        for row in range(self.rows + (self.columns > 1)):
            for column in range(self.columns + (self.rows > 1)):
                if (row, column) != (self.rows, self.columns) and self.rows * self.columns > 1:
                    yield row, column

    def without(self, hidden: set[Place]) -> Counts:
        shown = [
            tuple(None if (row, column) in hidden else count for column, count in enumerate(line))
            for row, line in enumerate(self.full)
        ]
        return Counts(
            tuple(line[:-1] for line in shown[:-1]),
            tuple(line[-1] for line in shown[:-1]),
            shown[-1][:-1],
            self.total,
        )


def _cover(table: _Table, hidden: set[Place], at: Place, smallest: int) -> set[Place]:
    """What must be hidden besides `hidden` so that the count at `at` is safe: the cheapest three
    that make a rectangle with it, and everything where no rectangle serves."""
    if _is_safe(table, hidden, at, smallest):
        return set()
    everything = set(table.entries())
    for corners in sorted(_rectangles(everything, at), key=lambda all_: _cost(table, hidden, all_)):
        if _is_safe(table, hidden | corners, at, smallest):
            return corners
    return everything


def _rectangles(entries: set[Place], at: Place) -> Iterator[set[Place]]:
    """The other three corners of every rectangle with a corner at `at`."""
    for row, column in sorted(entries):
        corners = {(at[0], column), (row, at[1]), (row, column)}
        if row != at[0] and column != at[1] and corners <= entries:
            yield corners


def _cost(table: _Table, hidden: set[Place], corners: set[Place]) -> tuple[int, int, int]:
    """What the reader loses: totals first, then how many counts, then how many people in them."""
    lost = corners - hidden
    totals = sum(table.is_total(at) for at in lost)
    return totals, len(lost), sum(table.value(at) for at in lost)


def _is_safe(table: _Table, hidden: set[Place], at: Place, smallest: int) -> bool:
    """Whether the sums leave open that nobody stands at `at`, or `smallest` or more."""
    value = table.value(at)
    ends = (table.rows + 1 + at[1], at[0])  # as a count grows, the flow returns to its row
    if table.is_total(at):
        ends = ends[::-1]
    return _reaches(_roads(table, hidden - {at}), *ends, wanted=smallest - value) or _reaches(
        _roads(table, hidden - {at}), *ends[::-1], wanted=value
    )


def _roads(table: _Table, hidden: set[Place]) -> _Roads:
    """How much can be moved between rows and columns (numbered after the rows) without any sum that
    is shown changing: a count can grow as it likes and shrink to none; totals move against it."""
    roads: _Roads = {node: {} for node in range(table.rows + table.columns + 2)}
    for at in hidden:
        row, column = at[0], table.rows + 1 + at[1]
        grow, shrink = table.total, table.value(at)
        if table.is_total(at):
            grow, shrink = shrink, grow
        roads[row][column], roads[column][row] = grow, shrink
    return roads


def _reaches(roads: _Roads, start: int, end: int, wanted: int) -> bool:
    """Whether so much flows from `start` to `end` (Edmonds and Karp 1972)."""
    while wanted > 0 and (way := _way(roads, start, end)):
        much = min(wanted, *(roads[here][there] for here, there in way))
        for here, there in way:
            roads[here][there] -= much
            roads[there][here] = roads[there].get(here, 0) + much
        wanted -= much
    return wanted <= 0


def _way(roads: _Roads, start: int, end: int) -> list[tuple[int, int]]:
    """The shortest way that is still open, as steps; empty when there is none."""
    came_from = {start: start}
    waiting = deque([start])
    while waiting and end not in came_from:
        here = waiting.popleft()
        for there, room in roads[here].items():
            if room > 0 and there not in came_from:
                came_from[there] = here
                waiting.append(there)
    steps = []
    while end != start and end in came_from:
        steps.append((came_from[end], end))
        end = came_from[end]
    return steps
