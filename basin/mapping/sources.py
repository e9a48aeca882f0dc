"""Where series may come from in a table: a column each, or each name of a long table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from basin.mapping.cells import at, is_blank, letter, said
from basin.mapping.dates import day_in, month_named
from basin.mapping.finding import Found, Layout
from basin.mapping.numbers import Decimal, number_in
from basin.mapping.plans import Plan
from kernel.spreadsheets.books import Cell, Row, Sheet


@dataclass(frozen=True)
class Source:
    """Something that can become a series, as the table calls it and what its name says."""

    key: str
    label: str
    where: str
    unit: str = ""
    percentile: str = ""
    is_summary: bool = False


@dataclass(frozen=True)
class Record:
    """A row (as its program counts it, from 1) with its day and a cell of each source."""

    row: int
    day: date | None
    dated: str
    """What stands where the date should."""
    cells: dict[str, Cell]
    raw: Row


def sources_of(sheet: Sheet, found: Found, plan: Plan) -> tuple[Source, ...]:
    """What can become a series, by the layout that the plan says."""
    if plan.layout is Layout.CALENDAR:
        label = found.above[0] if found.above else sheet.name
        across = f"{letter(plan.months[0])}-{letter(plan.months[-1])}" if plan.months else ""
        return (Source("all", label, across, found.said_unit),)
    if plan.layout is Layout.LONG:
        column = found.column(plan.value) if plan.value is not None else None
        unit = (column.head.unit if column else "") or found.said_unit
        return tuple(
            Source(f"n{number}", name, letter(plan.names or 0), unit)
            for number, name in enumerate(_names(sheet, found, plan))
        )
    taken = {plan.date, *plan.parts, plan.flags}
    return tuple(
        Source(
            f"c{one.place}", one.head.words, letter(one.place),
            one.head.unit or found.said_unit, one.head.percentile, one.head.is_summary,
        )
        for one in found.values
        if one.place not in taken
    )  # fmt: skip


def _names(sheet: Sheet, found: Found, plan: Plan) -> list[str]:
    """Each name of a long table once, in the order in which they come."""
    if plan.names is None:
        return []
    body = sheet.rows[found.first :]
    told = (
        said(at(row, plan.names)) for row in body if day_in(at(row, plan.date), plan.order)
    )  # fmt: skip
    return list(dict.fromkeys(name for name in told if name))


def records_of(sheet: Sheet, found: Found, plan: Plan) -> Iterator[Record]:
    """Every row that is not blank, from where the values begin; a calendar gives twelve a row."""
    names = {name: f"n{number}" for number, name in enumerate(_names(sheet, found, plan))}
    keys = {int(one.key[1:]): one.key for one in plan.series if one.key.startswith("c")}
    for number, row in enumerate(sheet.rows[found.first :], start=found.first + 1):
        if is_blank(row):
            continue
        if plan.layout is Layout.CALENDAR:
            yield from _twelve(number, row, plan)
        elif plan.layout is Layout.LONG:
            cell, name = at(row, plan.date), said(at(row, plan.names))
            cells = {names[name]: at(row, plan.value)} if name in names else {}
            yield Record(number, day_in(cell, plan.order), said(cell), cells, row)
        else:
            cells = {key: at(row, place) for place, key in keys.items()}
            day, dated = _dated(row, plan)
            yield Record(number, day, dated, cells, row)


def _dated(row: Row, plan: Plan) -> tuple[date | None, str]:
    if plan.layout is not Layout.PARTS:
        cell = at(row, plan.date)
        return day_in(cell, plan.order), said(cell)
    told = [said(at(row, place)) for place in plan.parts]
    year, month, day = (*(_part(at(row, place)) for place in plan.parts), 1, 1)[:3]
    if None in {year, month, day}:
        return None, "-".join(told)
    return day_in(f"{year:04d}-{month:02d}-{day:02d}", None), "-".join(told)


def _part(cell: Cell) -> int | None:
    """A year, a month (also as a word) or a day as a whole number."""
    number = number_in(cell, Decimal.POINT)
    if number is None:
        return month_named(said(cell))
    return int(number) if number == int(number) and 0 < number < 10_000 else None


def _twelve(number: int, row: Row, plan: Plan) -> Iterator[Record]:
    cell = at(row, plan.date)
    year = day_in(cell, plan.order)
    if year is None:
        yield Record(number, None, said(cell), {}, row)
        return
    for month, place in enumerate(plan.months, start=1):
        day = date(year.year, month, 1)
        yield Record(number, day, said(cell), {"all": at(row, place)}, row)
