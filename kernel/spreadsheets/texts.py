"""Spreadsheets that are text: CSV in the encodings and with the separators that programs write."""

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from kernel.cleaning.cleaned import NotTaken
from kernel.spreadsheets.limits import LIST, Extent
from kernel.text import text_of_cell

SEPARATORS = (",", ";", "\t", "|")
_TOLD = re.compile(r"\A\s*\"?sep=(.)\"?[ \t]*(?:\r\n|\r|\n)", re.I)
_LOOKED_AT = 60


def rows_of(data: bytes, extent: Extent = LIST) -> list[list[str]]:
    """The rows of a CSV, blank ones included, so that their numbers stay."""
    text = decoded(data)
    told = _TOLD.match(text)
    text, separator = (text[told.end() :], told[1]) if told else (text, _separator(text))
    rows: list[list[str]] = [[]] if told else []
    for row in _records(text, separator):
        if len(rows) >= extent.rows and any(row):
            raise NotTaken("sheet-too-many-rows")
        if any(row[extent.columns :]):
            raise NotTaken("sheet-too-wide")
        if len(rows) < extent.rows:
            rows.append([text_of_cell(cell) for cell in row[: extent.columns]])
    return rows


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 that says so, or what Windows writes in Peru."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _tried(data, "utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _tried(data, "cp1252")


def _tried(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotTaken("sheet-not-a-sheet") from None


def _separator(text: str) -> str:
    """The sign that cuts the first rows into the most rows of the same, greatest width."""
    return max(SEPARATORS, key=lambda sign: _evenness(text, sign))


def _evenness(text: str, separator: str) -> int:
    widths = Counter(len(row) for row in islice(_records(text, separator), _LOOKED_AT) if any(row))
    return max(((width - 1) * times for width, times in widths.items()), default=0)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)
