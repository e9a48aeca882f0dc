"""The head of a table: one or more lines of names, perhaps a line of units, and what stands above.

Several lines are joined; a name that spans columns (a merge, or blank cells after it) counts for
all of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from basin.mapping.cells import at, filled, is_blank, is_summary, letter, said
from basin.mapping.dates import month_named
from basin.mapping.units import unit_spelled
from kernel.spreadsheets.books import Row, Sheet
from kernel.text import fold

MOST_LINES = 3
MOST_ABOVE = 12
_LONGEST = 120

_IN_BRACKETS = re.compile(r"[(\[]([^)\]]{1,30})[)\]]\s*$")
_AFTER_COMMA = re.compile(r"[,;:/–-]\s*([^,;:]{1,24})$")
_UNIT_LINE = re.compile(
    r"(?:unidad(?:es)?|units?|scale|escala|valores? en|values? in)\s*[:=]?\s*(.{1,30})", re.I
)
_PERCENTILE = re.compile(r"(?<![^\W\d_])(?:p|perc\w*\.?\s*|q)\s?(100|[1-9]?\d)(?!\d)", re.I)
_PARTS = {
    fold(word): part
    for part, words in (
        ("year", "año ano year anio"), ("month", "mes month"), ("day", "día dia day"),
    )
    for word in words.split()
}  # fmt: skip


@dataclass(frozen=True)
class Head:
    """The head of one column: all its lines joined, and what they say."""

    words: str
    lines: tuple[str, ...] = ()
    unit: str = ""
    """As the table writes it, when it is one that we know."""
    percentile: str = ""
    month: int = 0
    part: str = ""
    """"year", "month" or "day" when it holds a part of dates."""
    is_summary: bool = False


@dataclass(frozen=True)
class Heads:
    """All heads; `row` is the last line of names, None when there is none."""

    row: int | None
    lines: int
    units: int | None
    said_unit: str
    above: tuple[str, ...]
    names: tuple[Head, ...]

    def at(self, place: int) -> Head:
        """The head of the column at a place; its letter when it has none."""
        if place < len(self.names) and self.names[place].words:
            return self.names[place]
        return Head(letter(place))


def heads_of(sheet: Sheet, first: int, width: int, row: int | None, lines: int | None) -> Heads:
    """The head above the row `first`; `row` and `lines` are what somebody said of it."""
    rows = sheet.rows
    units = None
    if row is None:
        row = _above(rows, first)
        if row is not None and _is_of_units(rows[row]):
            upper = _above(rows, row)
            if upper is not None and filled(rows[upper]) > 1:
                row, units = upper, row
    elif row + 1 < first and _is_of_units(rows[row + 1]):
        units = row + 1
    count = 0 if row is None else lines or _lines(rows, row)
    top = first if row is None else row - count + 1
    above = [" ".join(filter(None, map(said, each))) for each in rows[: max(top, 0)]]
    names = _names(sheet, row, count, units, width)
    told = tuple(text[:_LONGEST] for text in above if text)[-MOST_ABOVE:]
    return Heads(row, count, units, _said_unit(above), told, names)


def _above(rows: Sequence[Row], below: int) -> int | None:
    """The nearest row above that is not blank, if it can be a head."""
    for number in range(below - 1, max(below - 4, -1), -1):
        if not is_blank(rows[number]):
            return number if filled(rows[number]) > 1 or len(rows[below]) == 1 else None
    return None


def _is_of_units(row: Row) -> bool:
    told = [said(cell) for cell in row if said(cell)]
    known = [text for text in told if unit_spelled(text)]
    return bool(known) and len(known) >= len(told) - 1


def _lines(rows: Sequence[Row], row: int) -> int:
    """How many rows make the head: those right above with more than one cell belong to it."""
    count = 1
    while count < MOST_LINES and row - count >= 0 and _belongs(rows[row - count]):
        count += 1
    return count


def _belongs(row: Row) -> bool:
    """Several names, the first column left free: so a second line of scenarios stands."""
    return filled(row) > 1 and not said(at(row, 0))


def _names(
    sheet: Sheet, row: int | None, count: int, units: int | None, width: int
) -> tuple[Head, ...]:
    if row is None:
        return ()
    upper = [_spread(sheet, number, width) for number in range(row - count + 1, row)]
    last = [said(at(sheet.rows[row], place)) for place in range(width)]
    below = sheet.rows[units] if units is not None else ()
    return tuple(
        _head([line[place] for line in upper] + [last[place]], said(at(below, place)))
        for place in range(width)
    )


def _spread(sheet: Sheet, number: int, width: int) -> list[str]:
    """An upper line of the head: a name counts until the next one."""
    found, name = [], ""
    for place in range(width):
        name = said(at(sheet.rows[number], place)) or name
        found.append(name)
    return found


def _head(lines: list[str], unit: str) -> Head:
    told = tuple(dict.fromkeys(line[:_LONGEST] for line in lines if line))
    words = " · ".join(told)
    percentile = _PERCENTILE.search(words)
    return Head(
        words=words,
        lines=told,
        unit=unit_spelled(unit) or _unit_in(words),
        percentile=f"p{percentile[1]}" if percentile else "",
        month=month_named(told[-1]) or 0 if told else 0,
        part=_PARTS.get(fold(told[-1]), "") if told else "",
        is_summary=any(is_summary(line) for line in told),
    )


def _unit_in(words: str) -> str:
    for pattern in (_IN_BRACKETS, _AFTER_COMMA):
        found = pattern.search(words)
        if found and (unit := unit_spelled(found[1])):
            return unit
    return ""


def _said_unit(above: Sequence[str]) -> str:
    """What a line above the table says of the unit of all of it: "Unidad: m3/s"."""
    for text in above:
        for pattern in (_UNIT_LINE, _IN_BRACKETS):
            found = pattern.search(text)
            if found and (unit := unit_spelled(found[1])):
                return unit
    return ""
