"""A file becomes a book. Only the confined child does this: see `kernel.spreadsheets.reading`."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kernel.cleaning.cleaned import NotTaken
from kernel.spreadsheets import limits
from kernel.spreadsheets.books import Book, Cell, Kind, Merge, Row, Sheet
from kernel.spreadsheets.limits import LIST, Extent
from kernel.spreadsheets.mending import mended
from kernel.spreadsheets.scanning import Noted, scan, within
from kernel.spreadsheets.sniffing import kind_of
from kernel.spreadsheets.texts import rows_of


def parse(data: bytes, ending: str, extent: Extent = LIST) -> Book:
    """What stands in the file; NotTaken when nobody can read it."""
    if len(data) > limits.LARGEST:
        raise NotTaken("sheet-too-large")
    kind = kind_of(data, ending)
    sheets = _of_text(data, extent) if kind is Kind.CSV else _of_workbook(data, kind, extent)
    if not any(sheet.rows for sheet in sheets):
        raise NotTaken("sheet-empty")
    _not_too_much_text(sheets)
    return Book(kind, tuple(sheets))


def _of_text(data: bytes, extent: Extent) -> list[Sheet]:
    try:
        rows = rows_of(data, extent)
    except csv.Error:
        raise NotTaken("sheet-broken") from None
    return [_sheet("", rows, Noted())]


def _of_workbook(data: bytes, kind: Kind, extent: Extent) -> list[Sheet]:
    noted: Mapping[str, Noted] = {} if kind is Kind.XLS else scan(data, kind, extent)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return list(_sheets(book, noted, extent))
    except PasswordError:
        raise NotTaken("sheet-locked") from None
    except CalamineError:
        raise NotTaken("sheet-broken") from None


def _sheets(book: CalamineWorkbook, noted: Mapping[str, Noted], extent: Extent) -> Iterator[Sheet]:
    told = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    if len(told) > limits.MOST_SHEETS:
        raise NotTaken("sheet-too-complex")
    for one in told:
        found = book.get_sheet_by_name(one.name)
        if found.end is not None:
            within(*found.end, extent)
            if (found.end[0] + 1) * (found.end[1] + 1) > extent.room:
                raise NotTaken("sheet-too-complex")
        seen = noted.get(one.name, Noted())
        seen.merges += [
            Merge(*first, *last)
            for first, last in (found.merged_cell_ranges or ())[: limits.MOST_ROWS]
        ]
        rows = found.to_python(skip_empty_area=False) if found.end is not None else []
        yield _sheet(one.name, rows, seen, hidden=one.visible != SheetVisibleEnum.Visible)


def _sheet(
    name: str, rows: Iterable[Iterable[Any]], noted: Noted, *, hidden: bool = False
) -> Sheet:
    kept: list[list[Cell]] = [[_cell(cell) for cell in row] for row in rows]
    for (row, column), fault in noted.faults.items():
        kept += [[] for _ in range(row + 1 - len(kept))]
        kept[row] += [None] * (column + 1 - len(kept[row]))
        kept[row][column] = fault
    right = [number for number, row in enumerate(kept) if _put_right(row)]
    shown = [_without_blank_end(row) for row in kept]
    while shown and not shown[-1]:
        shown.pop()
    return Sheet(name, tuple(shown), hidden, _inside(noted.merges, len(shown)), tuple(right))


def _cell(value: Any) -> Cell:
    """A value of the parser as ours: whole numbers whole, nothing where nothing stands."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, float) and value in {float("inf"), float("-inf")}:
        return None
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return None if isinstance(value, str) and not value.strip() else value


def _put_right(row: list[Cell]) -> bool:
    """Mend the texts of a row where they stand; whether any needed it."""
    before = list(row)
    row[:] = [mended(cell) if isinstance(cell, str) else cell for cell in row]
    return before != row


def _without_blank_end(row: list[Cell]) -> Row:
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return tuple(row[:end])


def _inside(merges: list[Merge], height: int) -> tuple[Merge, ...]:
    last = limits.MOST_COLUMNS - 1
    return tuple(
        Merge(one.top, one.left, min(one.bottom, height - 1), min(one.right, last))
        for one in merges
        if one.top < height and one.left <= last
    )


def _not_too_much_text(sheets: Iterable[Sheet]) -> None:
    cells = (cell for sheet in sheets for row in sheet.rows for cell in row)
    if sum(len(cell) for cell in cells if isinstance(cell, str)) > limits.MOST_TEXT:
        raise NotTaken("sheet-too-complex")
