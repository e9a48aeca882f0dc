"""No table gives away the few: what is hidden cannot be computed from what is shown."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kernel.statistics import Counts, suppressed

counts = st.one_of(st.integers(0, 4), st.integers(0, 60))
tables = st.integers(1, 5).flatmap(
    lambda wide: st.lists(st.lists(counts, min_size=wide, max_size=wide), min_size=1, max_size=5)
)


def tables_of(rows: int, columns: int, highest: int) -> st.SearchStrategy[list[list[int]]]:
    row = st.lists(st.integers(0, highest), min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


small_tables = st.one_of(
    tables_of(1, 2, 8),
    tables_of(3, 1, 6),
    tables_of(2, 2, 6),
    tables_of(2, 3, 3),
    tables_of(3, 2, 3),
)


def entries(table: Counts) -> list[int | None]:
    """Everything of a table that could be hidden."""
    inner = [count for row in table.cells for count in row]
    return [*inner, *table.row_totals, *table.column_totals]


def completions(table: Counts) -> Iterator[Counts]:
    """Every table of people that an outsider can imagine behind what is shown, tried one by one."""
    known = [count for row in table.cells for count in row]
    width = len(table.cells[0])
    for flat in fillings(known, table.total):
        whole = told([flat[at : at + width] for at in range(0, len(flat), width)])
        if agrees(table, whole):
            yield whole


def fillings(known: list[int | None], total: int) -> Iterator[list[int]]:
    """Every way to fill what is None so that all together are `total`."""
    if not known:
        yield from [[]] if total == 0 else []
        return
    first, *rest = known
    for count in range(total + 1) if first is None else [first]:
        yield from ([count, *filling] for filling in fillings(rest, total - count))


def told(cells: list[list[int]]) -> Counts:
    """The whole truth."""
    rows = tuple(tuple(row) for row in cells)
    columns = tuple(sum(column) for column in zip(*rows, strict=True))
    return Counts(rows, tuple(sum(row) for row in rows), columns, sum(columns))


def agrees(shown: Counts, whole: Counts) -> bool:
    return all(
        one is None or one == other
        for one, other in zip(entries(shown), entries(whole), strict=True)
    )


@given(small_tables)
@example([[1, 0], [0, 0]])
@example([[2, 20, 7]])
@example([[1, 6], [6, 6]])
@example([[2, 0], [0, 2]])
def test_whoever_tries_every_table_learns_of_no_small_count(cells: list[list[int]]) -> None:
    smallest = 3
    shown = suppressed(cells, smallest)
    possible = [entries(one) for one in completions(shown)]
    for at, (count, was) in enumerate(zip(entries(shown), entries(told(cells)), strict=True)):
        if count is None and 0 < (was or 0) < smallest:
            seen = {one[at] or 0 for one in possible}
            assert len(seen) > 1
            assert min(seen) == 0 or max(seen) >= smallest


@given(small_tables)
def test_nothing_that_is_hidden_can_be_computed(cells: list[list[int]]) -> None:
    shown = suppressed(cells, smallest=3)
    possible = [entries(one) for one in completions(shown)]
    for at, count in enumerate(entries(shown)):
        assert count is not None or len({one[at] for one in possible}) > 1


@given(tables)
def test_every_small_count_is_hidden_and_what_is_shown_is_true(cells: list[list[int]]) -> None:
    shown, truth = suppressed(cells), told(cells)
    assert agrees(shown, truth)
    assert shown.total == truth.total
    for row, line in zip(shown.cells, cells, strict=True):
        for count, was in zip(row, line, strict=True):
            assert count is None or not 0 < count < 5 or len(cells) * len(line) == 1
            assert count in (None, was)


@given(tables)
def test_no_row_and_no_column_hides_one_count_alone(cells: list[list[int]]) -> None:
    shown = suppressed(cells)
    for line, total in zip(shown.cells, shown.row_totals, strict=True):
        assert total is None or line.count(None) != 1
    for column, total in zip(zip(*shown.cells, strict=True), shown.column_totals, strict=True):
        assert total is None or column.count(None) != 1


@given(tables)
def test_a_table_without_small_counts_is_shown_whole(cells: list[list[int]]) -> None:
    larger = [[count and count + 4 for count in row] for row in cells]
    assert suppressed(larger) == told(larger)


def test_as_little_as_possible_is_hidden() -> None:
    shown = suppressed([[3, 20, 7], [10, 11, 12]])
    assert shown.cells == ((None, 20, None), (None, 11, None))
    assert (shown.row_totals, shown.column_totals, shown.total) == ((30, 33), (13, 31, 19), 63)


def test_in_a_plain_list_another_count_covers_the_small_one() -> None:
    shown = suppressed([[2, 30, 8]])
    assert (shown.cells, shown.total) == (((None, 30, None),), 40)
    assert shown.column_totals == (None, 30, None)


def test_of_four_people_only_their_number_is_shown() -> None:
    shown = suppressed([[1, 2], [0, 1]])
    assert shown == Counts(((None, None), (None, None)), (None, None), (None, None), 4)


def test_a_small_total_is_hidden_like_any_small_count() -> None:
    """Three women among forty people: neither their row nor their number stands there."""
    shown = suppressed([[1, 2], [19, 18]])
    assert shown.row_totals == (None, None)
    assert shown.total == 40


def test_a_zero_covers_where_nothing_else_does() -> None:
    shown = suppressed([[3, 0], [30, 40]])
    assert shown.cells[0] == (None, None)


@pytest.mark.parametrize(("cells", "total"), [([], 0), ([[]], 0), ([[0]], 0), ([[3]], 3)])
def test_where_nothing_is_split_there_is_only_the_total(cells: list[list[int]], total: int) -> None:
    assert suppressed(cells).total == total


def test_a_wide_table_is_guarded_too() -> None:
    cells = [[(7 * row + 3 * column) % 23 for column in range(20)] for row in range(25)]
    shown = suppressed(cells)
    assert agrees(shown, told(cells))
    assert any(count is not None for row in shown.cells for count in row)


@pytest.mark.parametrize(("cells", "smallest"), [([[1, 2], [3]], 5), ([[-1, 9]], 5), ([[1, 2]], 1)])
def test_what_is_no_table_is_refused(cells: list[list[int]], smallest: int) -> None:
    with pytest.raises(ValueError, match=r"rows|people|person"):
        suppressed(cells, smallest)
