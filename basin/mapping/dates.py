"""Dates as people and programs write them, in Spanish and English, day or month first."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from kernel.spreadsheets.books import Cell

EARLIEST, LATEST = 1850, 2150
"""Years that a basin is measured or simulated in: others are a slip of the hand."""
_FIRST_SERIAL = date(1899, 12, 30)
_SERIALS = (10_000, 80_000)
"""Days as spreadsheets count them: 1927 to 2119."""


class Order(StrEnum):
    """What stands first in 03/04/2026."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class Orders(StrEnum):
    """What the dates of a table tell of it."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    NONE = "none"
    UNCLEAR = "unclear"
    BOTH = "both"


_MONTHS: Mapping[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "ene enero jan january", "feb febrero february", "mar marzo march",
            "abr abril apr april", "may mayo", "jun junio june", "jul julio july",
            "ago agosto aug august", "set sep sept setiembre septiembre september",
            "oct octubre october", "nov noviembre november", "dic diciembre dec december",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip

_LONGEST = 60
"""Signs of a date with its clock, in whatever words."""
_CLOCK = re.compile(r"[T ]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[AaPp]\.?\s?[Mm]\.?)?Z?$")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_THREE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d\d)")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR = re.compile(r"\d{4}")
_WORDED = re.compile(
    r"(?:(\d{1,2})(?:[-/. ]+| de ))?([^\W\d_]{3,10})\.?(?:[-/. ,]+| del? )(\d{4}|\d\d)", re.I
)
_WORD_FIRST = re.compile(r"([^\W\d_]{3,10})\.?[ ]+(\d{1,2}),?[ ]+(\d{4})", re.I)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]+([^\W\d_]{3,10})\.?", re.I)


def month_named(text: str) -> int | None:
    """The month that a word names, 1 to 12; None when it names none."""
    return _MONTHS.get(text.strip().rstrip(".").casefold())


def orders_in(cells: Iterable[Cell]) -> Orders:
    """What the dates of a column tell of their order; those that read the same tell none."""
    day = month = unclear = False
    for cell in cells:
        three = _THREE.fullmatch(_without_clock(cell)) if isinstance(cell, str) else None
        if three is None:
            continue
        first, second = int(three[1]), int(three[2])
        if first == second:
            continue
        day |= first > 12 >= second
        month |= second > 12 >= first
        unclear |= first <= 12 and second <= 12
    if day and month:
        return Orders.BOTH
    if day or month:
        return Orders.DAY_FIRST if day else Orders.MONTH_FIRST
    return Orders.UNCLEAR if unclear else Orders.NONE


def day_in(cell: Cell, order: Order | None) -> date | None:
    """The day that a cell names; a month gives its first day, a year its first; None for none.

    `order` None reads only what every order reads the same.
    """
    found = _named(cell, order)
    return found if found is not None and EARLIEST <= found.year <= LATEST else None


def _named(cell: Cell, order: Order | None) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, (int, float)):
        return _counted(cell)
    return _written(_without_clock(cell), order) if isinstance(cell, str) else None


def _counted(number: float) -> date | None:
    if not 0 < number <= _SERIALS[1]:  # a spreadsheet may also hold 1e999, or a thousand digits
        return None
    if number == int(number) and EARLIEST <= number <= LATEST:
        return date(int(number), 1, 1)
    if _SERIALS[0] <= number <= _SERIALS[1]:
        return _FIRST_SERIAL + timedelta(days=int(number))
    return None


def _written(text: str, order: Order | None) -> date | None:
    if _YEAR.fullmatch(text):
        return _day(int(text), 1, 1)
    if iso := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(int(iso[1]), int(iso[2]), int(iso[3] or 1))
    if pair := _MONTH_YEAR.fullmatch(text):
        return _day(int(pair[2]), int(pair[1]), 1)
    if three := _THREE.fullmatch(text):
        return _ordered(int(three[1]), int(three[2]), _year(three[3]), order)
    return _worded(text)


def _ordered(first: int, second: int, year: int, order: Order | None) -> date | None:
    if order is None:
        if first <= 12 and second <= 12 and first != second:
            return None
        order = Order.MONTH_FIRST if second > 12 else Order.DAY_FIRST
    if order is Order.DAY_FIRST:
        return _day(year, second, first)
    return _day(year, first, second)


def _worded(text: str) -> date | None:
    if found := _WORDED.fullmatch(text):
        return _day(_year(found[3]), month_named(found[2]) or 0, int(found[1] or 1))
    if found := _WORD_FIRST.fullmatch(text):
        return _day(int(found[3]), month_named(found[1]) or 0, int(found[2]))
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), month_named(found[2]) or 0, 1)
    return None


def _without_clock(text: str) -> str:
    """The text without a time of day; nothing of one that is too long to be a date.

    A cell of a hostile table is as long as it likes, and the search for a clock tries every end of
    every start: 16 kB would hold up the whole process for a minute.
    """
    short = text.strip()
    return _CLOCK.sub("", short).strip() if len(short) <= _LONGEST else ""


def _year(digits: str) -> int:
    """Two digits mean the century that is nearer: 26 is 2026, 71 is 1971."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 60 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
