"""Attendance sheets as they really come: made with a library where it writes the format."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

Line = Sequence[Any]
Ranges = Sequence[tuple[int, int, int, int]]


class Formula(str):
    """A formula in a cell; `value` is what the program calculated, "" when it did not."""

    value: str | int = ""


def formula(text: str, value: str | int = "") -> Formula:
    """A formula with its value."""
    made = Formula(text)
    made.value = value
    return made


def xlsx(
    sheets: Mapping[str, Sequence[Line]] | Sequence[Line],
    merged: Ranges = (),
    hidden: Sequence[str] = (),
) -> bytes:
    """A workbook; `merged` are rows and columns from 0, first and last, of its first sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    looks: dict[type, Any] = {
        kind: book.add_format({"num_format": look})
        for kind, look in ((date, "dd/mm/yyyy"), (datetime, "dd/mm/yyyy hh:mm"), (time, "hh:mm"))
    }
    named = sheets if isinstance(sheets, Mapping) else {"Hoja1": sheets}
    for index, (name, rows) in enumerate(named.items()):
        page = book.add_worksheet(name)
        for first, left, last, right in merged if index == 0 else ():
            page.merge_range(first, left, last, right, "")
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                _put(page, (line, column), value, looks)
        if name in hidden:
            page.hide()
    book.close()
    return out.getvalue()


def _put(page: Any, place: tuple[int, int], value: Any, looks: Mapping[type, Any]) -> None:
    if isinstance(value, Formula):
        page.write_formula(*place, value, None, value.value)
    elif isinstance(value, (date, time)):
        page.write_datetime(*place, value, looks[type(value)])
    elif value is not None and value != "":
        page.write(*place, value)


def csv(rows: Sequence[Line], separator: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as text, as a program writes them that quotes nothing."""
    return "\r\n".join(separator.join(map(str, row)) for row in rows).encode(encoding)
