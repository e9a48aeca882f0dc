"""Rows of a CSV file, each a number of known columns; whatever is amiss is said with its row."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from dialogue.polis.limits import BIGGEST
from kernel.errors import BadInput

Source = bytes | BinaryIO
Row = list[str]
AT_A_TIME = 500
"""Rows taken together: few enough to stay near the processor."""


@dataclass(frozen=True)
class Heads:
    """Which file it is, and where each column stands in it."""

    file: str
    names: tuple[str, ...]

    def place(self, name: str) -> int:
        """Where a column stands. BadInput when the file has no such column."""
        if name not in self.names:
            raise BadInput("polis-columns", file=self.file, column=name)
        return self.names.index(name)

    def places(self, *names: str) -> tuple[int, ...]:
        return tuple(self.place(name) for name in names)


@dataclass(frozen=True)
class Spot:
    """Where in a file something is amiss. The row with the names of the columns is row 1."""

    file: str
    row: int
    column: str

    def fault(self) -> BadInput:
        """The refusal to understand what stands there."""
        return BadInput("polis-cell", file=self.file, row=self.row, column=self.column)


def sheet_of(source: Source, file: str) -> tuple[Heads, Iterator[tuple[int, Row]]]:
    """The names of the columns, and each row with its number; rows without anything are left out.

    The rows must be as wide as the names. BadInput for what is no CSV in UTF-8.
    """
    rows = _rows(source, file)
    _, names = next(rows, (1, []))
    heads = Heads(file, tuple(name.strip() for name in names))
    if (name := twice(heads.names)) is not None:
        raise BadInput("polis-columns", file=file, column=name)
    return heads, _as_wide(rows, heads)


def twice(names: Iterable[str]) -> str | None:
    """The first name that stands there for the second time; each is looked at once."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None


def _rows(source: Source, file: str) -> Iterator[tuple[int, Row]]:
    binary = io.BytesIO(source) if isinstance(source, bytes) else source
    text = io.TextIOWrapper(binary, encoding="utf-8-sig", newline="")
    try:
        yield from ((at, row) for at, row in enumerate(csv.reader(text, strict=True), 1) if row)
    except (UnicodeDecodeError, csv.Error):
        raise BadInput("polis-not-text", file=file) from None
    finally:
        if not text.closed:
            text.detach()  # the file stays with whoever opened it


def _as_wide(rows: Iterable[tuple[int, Row]], heads: Heads) -> Iterator[tuple[int, Row]]:
    wide = len(heads.names)
    for number, row in rows:
        if len(row) != wide:
            raise Spot(heads.file, number, heads.names[min(len(row), wide - 1)]).fault()
        yield number, row


def in_parts(rows: Iterator[tuple[int, Row]]) -> Iterator[list[tuple[int, Row]]]:
    """Many rows at a time."""
    while part := list(islice(rows, AT_A_TIME)):
        yield part


def whole(cell: str, spot: Spot) -> int:
    """A number from 0 to the largest that a database keeps, written in plain digits."""
    if not (cell.isascii() and cell.isdecimal()) or len(cell) > 19 or int(cell) > BIGGEST:
        raise spot.fault()
    return int(cell)


def pairs_of(source: Source, file: str) -> dict[str, tuple[int, str]]:
    """A file of names and values without a head: for each name its row and its value."""
    found: dict[str, tuple[int, str]] = {}
    for number, row in _rows(source, file):
        if len(row) != 2:
            raise Spot(file, number, row[0]).fault()
        if row[0] in found:
            raise BadInput("polis-twice", file=file, row=number, column=row[0])
        found[row[0]] = number, row[1]
    return found
