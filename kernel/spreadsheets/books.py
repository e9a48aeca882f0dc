"""What stands in a spreadsheet, as plain values: sheets, rows, cells.

Pure: whoever reads cells needs no parser. `as_plain` and `of_plain` carry a book as JSON.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a file is, by its content."""

    CSV = "csv"
    ODS = "ods"
    XLS = "xls"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Fault:
    """A cell without a value: a formula that failed ("#DIV/0!") or was never calculated ("")."""

    word: str = ""


Cell = str | int | float | bool | date | datetime | time | Fault | None
"""None is an empty cell. Whole numbers are `int`, whatever the format made of them."""

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Merge:
    """Cells that were made one: rows and columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows` begin with its first row, so that row numbers are those of the file."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    mended: tuple[int, ...] = ()
    """The rows (from 0) in which text that was encoded twice was put right."""


@dataclass(frozen=True)
class Book:
    """A whole file."""

    kind: Kind
    sheets: tuple[Sheet, ...]


def as_plain(book: Book) -> dict[str, Any]:
    """The book as JSON can say it."""
    return {
        "kind": book.kind.value,
        "sheets": [
            {
                "name": sheet.name,
                "hidden": sheet.hidden,
                "rows": [[_told(cell) for cell in row] for row in sheet.rows],
                "merges": [[one.top, one.left, one.bottom, one.right] for one in sheet.merges],
                "mended": list(sheet.mended),
            }
            for sheet in book.sheets
        ],
    }


def of_plain(said: Mapping[str, Any]) -> Book:
    """The book that `as_plain` told."""
    return Book(
        Kind(said["kind"]),
        tuple(
            Sheet(
                name=str(sheet["name"]),
                rows=tuple(tuple(_heard(cell) for cell in row) for row in sheet["rows"]),
                hidden=bool(sheet["hidden"]),
                merges=tuple(Merge(*map(int, four)) for four in sheet["merges"]),
                mended=tuple(map(int, sheet["mended"])),
            )
            for sheet in said["sheets"]
        ),
    )


def _told(cell: Cell) -> Any:
    if isinstance(cell, datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    if isinstance(cell, time):
        return {"time": cell.isoformat()}
    return {"fault": cell.word} if isinstance(cell, Fault) else cell


def _heard(said: Any) -> Cell:
    if not isinstance(said, dict):
        if said is None or isinstance(said, (str, int, float)):
            return said
        raise ValueError("no cell")
    ((kind, value),) = said.items()
    cell: Cell = _KINDS[kind](value)
    return cell


_KINDS: Mapping[str, Any] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "fault": Fault,
}
