"""What a table seems to be: where its head stands, which column holds dates, which hold values."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from basin.kinds import TimeStep
from basin.mapping.cells import MISSING, at, column, filled, is_blank, is_missing, said
from basin.mapping.dates import Order, Orders, day_in, orders_in
from basin.mapping.heads import Head, heads_of
from basin.mapping.numbers import Signs, is_numeric, signs_in
from basin.mapping.steps import step_of
from kernel.spreadsheets.books import Cell, Fault, Row, Sheet

LOOKED_AT = 400
"""Rows that say what a table is; all of them are read in the end."""


class ColumnKind(StrEnum):
    """What stands in a column."""

    DATES = "dates"
    NUMBERS = "numbers"
    WORDS = "words"
    EMPTY = "empty"


class Layout(StrEnum):
    """How a table is laid out."""

    WIDE = "wide"
    """A row for each date, a column for each series."""
    LONG = "long"
    """A row for each date and series: one column says which series, another its value."""
    PARTS = "parts"
    """As wide, with year, month and perhaps day in columns of their own."""
    CALENDAR = "calendar"
    """A row for each year, a column for each month."""


@dataclass(frozen=True)
class Column:
    """One column: its head, what stands in it, what its head says of unit and percentile."""

    place: int
    kind: ColumnKind
    head: Head
    filled: int


@dataclass(frozen=True)
class Found:
    """What a table seems to be. Rows count from 0; `head` and `date` are None when there is none.

    `units` is the row with the units, if it has one of its own; `said_unit` is what a line above
    the table says for all of it.
    """

    head: int | None
    head_lines: int
    units: int | None
    first: int
    layout: Layout
    date: int | None
    columns: tuple[Column, ...]
    months: tuple[int, ...]
    """The columns of January to December, where the layout is CALENDAR."""
    parts: tuple[int, ...]
    """The columns of year, month and day, where the layout is PARTS."""
    names: int | None
    decimal: Signs
    orders: Orders
    step: TimeStep | None
    said_unit: str
    above: tuple[str, ...]

    def column(self, place: int) -> Column | None:
        """The column at a place."""
        return next((one for one in self.columns if one.place == place), None)

    @property
    def values(self) -> tuple[Column, ...]:
        """The columns that may hold a series."""
        others = {self.date, *self.parts, self.names}
        return tuple(
            one for one in self.columns
            if one.kind is ColumnKind.NUMBERS and one.place not in others
        )  # fmt: skip


def found_in(sheet: Sheet, head: int | None = None, lines: int | None = None) -> Found:
    """What the rows of a sheet seem to be; `head` and `lines`: what somebody said of its head."""
    rows = sheet.rows
    width = max((len(row) for row in rows[:LOOKED_AT]), default=0)
    start = 0 if head is None else head + 1
    dated = _date_column(rows, start, width)
    first = _first_row(rows, start, dated, width)
    heads = heads_of(sheet, first, width, head, lines)
    body = [row for row in rows[first : first + LOOKED_AT] if not is_blank(row)]
    columns = tuple(_column(body, place, heads.at(place), dated) for place in range(width))
    found = Found(
        head=heads.row, head_lines=heads.lines, units=heads.units, first=first,
        layout=Layout.WIDE, date=dated, columns=columns, months=(), parts=(), names=None,
        decimal=Signs.NONE, orders=Orders.NONE, step=None,
        said_unit=heads.said_unit, above=heads.above,
    )  # fmt: skip
    everything = [row for row in rows[first:] if not is_blank(row)]
    return _with_signs(_laid_out(found, body), everything)


def _date_column(rows: Sequence[Row], start: int, width: int) -> int | None:
    """The first column in which most cells of some run of rows are dates."""
    best, most = None, 0
    for place in range(width):
        cells = column(rows[start : start + LOOKED_AT], place)
        score = _dates_in(cells)
        if score > most:
            best, most = place, score
    return best


def _dates_in(cells: Sequence[Cell]) -> int:
    """How many cells are dates; 0 for plain numbers that do not grow like years or days."""
    plain = [cell for cell in cells if isinstance(cell, (int, float)) or _is_count(cell)]
    dates = [cell for cell in cells if _is_date(cell)]
    told = [cell for cell in dates if cell not in plain]
    if told:  # one alone among others is a date in a head or a title
        return len(dates) if len(dates) > 1 or 2 * len(dates) >= len(cells) else 0
    days = [day for cell in dates if (day := day_in(cell, Order.DAY_FIRST))]
    grows = sum(1 for earlier, later in pairwise(days) if later > earlier)
    return len(days) if len(days) > 1 and grows >= 0.8 * (len(days) - 1) else 0


def _is_count(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip().isdigit()


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, str) and is_numeric(cell) and not _is_count(cell):
        return False  # 12.5 and 1.10.26 are told apart by what reads them
    return any(day_in(cell, order) is not None for order in Order)


def _first_row(rows: Sequence[Row], start: int, dated: int | None, width: int) -> int:
    """Where the values begin."""
    for number in range(start, min(len(rows), start + LOOKED_AT)):
        row = rows[number]
        if dated is not None:
            others = any(_is_value(at(row, place)) for place in range(width) if place != dated)
            if _is_date(at(row, dated)) and (others or _goes_on(rows, number, dated)):
                return number
        elif sum(1 for cell in row if _is_value(cell)) * 2 > max(filled(row), 1):
            return number
    return start


def _goes_on(rows: Sequence[Row], number: int, dated: int) -> bool:
    """Whether the next row that is not blank has a date too: no line above a table does."""
    below = next((row for row in rows[number + 1 :] if not is_blank(row)), None)
    return below is not None and _is_date(at(below, dated))


def _is_value(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return False
    return isinstance(cell, (int, float)) or (isinstance(cell, str) and is_numeric(cell))


def _column(body: Sequence[Row], place: int, head: Head, dated: int | None) -> Column:
    cells = column(body, place)
    said_something = [
        cell for cell in cells if not is_missing(cell, MISSING) and not isinstance(cell, Fault)
    ]
    if place == dated:
        kind = ColumnKind.DATES
    elif not cells:
        kind = ColumnKind.EMPTY
    else:
        numbers = sum(1 for cell in said_something if _is_value(cell))
        many = numbers * 2 >= len(said_something)
        kind = ColumnKind.NUMBERS if many else ColumnKind.WORDS
    return Column(place, kind, head, len(cells))


def _laid_out(found: Found, body: Sequence[Row]) -> Found:
    months = {one.head.month: one.place for one in found.columns if one.head.month}
    year = _years(found, body)
    if len(months) == 12 and year is not None:
        across = tuple(months[month] for month in range(1, 13))
        return replace(found, layout=Layout.CALENDAR, date=year, months=across, step=TimeStep.MONTH)
    parts = _parts(found)
    if parts:
        return replace(found, layout=Layout.PARTS, parts=parts, date=None)
    names = _names(found, body)
    return replace(found, layout=Layout.LONG, names=names) if names is not None else found


def _years(found: Found, body: Sequence[Row]) -> int | None:
    """The column of years of a calendar: the one of dates, or one whose head says so."""
    if found.date is not None:
        return found.date
    named = [one.place for one in found.columns if one.head.part == "year"]
    return named[0] if named else (0 if body and day_in(at(body[0], 0), None) else None)


def _parts(found: Found) -> tuple[int, ...]:
    """Columns of year, month and perhaps day, when their heads say so."""
    named = {one.head.part: one.place for one in found.columns if one.head.part}
    if not {"year", "month"} <= named.keys():
        return ()
    return tuple(named[part] for part in ("year", "month", "day") if part in named)


def _names(found: Found, body: Sequence[Row]) -> int | None:
    """The column that says which series a row belongs to, where dates come again and again."""
    if found.date is None:
        return None
    dates = Counter(said(at(row, found.date)) for row in body)
    again = sum(count for count in dates.values() if count > 1)
    if again * 2 < len(body):
        return None
    for one in found.columns:
        if one.kind is ColumnKind.WORDS:
            pairs = Counter((said(at(row, found.date)), said(at(row, one.place))) for row in body)
            if max(pairs.values()) == 1:
                return one.place
    return None


def _with_signs(found: Found, body: Sequence[Row]) -> Found:
    """How numbers and dates are written, and how far the dates stand apart."""
    places = found.months or tuple(one.place for one in found.values)
    cells = [at(row, place) for row in body for place in places]
    dates = column(body, found.date) if found.date is not None else []
    orders = orders_in(dates)
    order = Order.MONTH_FIRST if orders is Orders.MONTH_FIRST else Order.DAY_FIRST
    days = [day for cell in dates if (day := day_in(cell, order))]
    step = found.step or (None if orders is Orders.UNCLEAR else step_of(days))
    if found.layout is Layout.PARTS:
        step = TimeStep.DAY if len(found.parts) == 3 else TimeStep.MONTH
    return replace(found, decimal=signs_in(cells), orders=orders, step=step)
