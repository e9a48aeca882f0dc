"""Rows become a spreadsheet that people open: the same content gives the same bytes.

Cells are inert: a text that begins like a formula or an address stays the text that it is, here and
when the file is read again (`kernel.spreadsheets.reading`).
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from kernel.text import csv_cell

Value = str | int | float | bool | date | datetime | time | None

LONGEST = 32_767
"""Characters of one cell that Excel opens; a CSV has no such bound."""
_BORN = datetime(2000, 1, 1)  # noqa: DTZ001 - no moment: every file says the same
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_NARROWEST, _WIDEST = 6, 60
_LOOKS = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm", time: "hh:mm"}


@dataclass(frozen=True)
class Page:
    """One sheet: what its tab says, the heads of its columns, its rows."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]


def as_xlsx(pages: Iterable[Page]) -> bytes:
    """The pages as a workbook; heads stay in sight."""
    import xlsxwriter  # start-up does not pay for a sheet that few ask for

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"created": _BORN})
    looks = {kind: book.add_format({"num_format": look}) for kind, look in _LOOKS.items()}
    looks[str] = book.add_format({"num_format": "@", "quote_prefix": True, "valign": "top"})
    heading = book.add_format({"bold": True, "bottom": 2, "text_wrap": True})
    names: list[str] = []
    for page in pages:
        names.append(_tab(page.name, names))
        _write(book.add_worksheet(names[-1]), page, looks, heading)
    book.close()
    return out.getvalue()


def as_csv(page: Page) -> bytes:
    """The page as UTF-8 text, with the mark by which Excel knows it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([csv_cell(head) for head in page.heads])
    writer.writerows([_text(value) for value in row] for row in page.rows)
    return out.getvalue().encode("utf-8-sig")


def _write(sheet: Any, page: Page, looks: dict[type, Any], heading: Any) -> None:
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(page.heads):
        sheet.write_string(0, column, head[:LONGEST], heading)
        sheet.set_column(column, column, _width(page, column))
    for line, row in enumerate(page.rows, start=1):
        for column, value in enumerate(row):
            _put(sheet, (line, column), value, looks)


def _put(sheet: Any, place: tuple[int, int], value: Value, looks: dict[type, Any]) -> None:
    if isinstance(value, str):
        if value:
            sheet.write_string(*place, value[:LONGEST], looks[str])
    elif isinstance(value, bool):
        sheet.write_boolean(*place, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(*place, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(*place, value.replace(tzinfo=None), looks[datetime])
    elif value is not None:
        sheet.write_datetime(*place, value, looks[type(value)])


def _width(page: Page, column: int) -> int:
    cells = (_text(row[column]) for row in page.rows[:200] if column < len(row))
    longest = max((len(cell) for cell in cells), default=0)
    return min(max(longest, len(page.heads[column]) // 2, _NARROWEST) + 2, _WIDEST)


def _text(value: Value) -> str:
    """A value as a cell of a CSV."""
    if isinstance(value, str):
        return csv_cell(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)


def _tab(name: str, taken: list[str]) -> str:
    """A name that Excel takes, and that no other tab has."""
    name = _NOT_IN_NAMES.sub(" ", name).strip("' ")[:_LONGEST_NAME] or "1"
    others = {one.casefold() for one in taken}
    number, fit = 1, name
    while fit.casefold() in others:
        number += 1
        ending = f" {number}"
        fit = name[: _LONGEST_NAME - len(ending)] + ending
    return fit
