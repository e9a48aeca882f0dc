"""Small tables that people type or paste: a line for each row, cells parted by tabs, ; or |."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from kernel.text import canonical

MOST_LINES = 200
MOST_CELLS = 12
LONGEST_CELL = 200
_BETWEEN = ("\t", ";", "|")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,500}")


class BadLine(ValueError):  # noqa: N818 - names what the line is
    """A line that cannot be read; `line` counts from 1."""

    def __init__(self, line: int, code: str) -> None:
        super().__init__(code)
        self.line, self.code = line, code


@dataclass(frozen=True)
class Parameter:
    """One line of a result: value and limit as they are written, which may be "<0.01"."""

    name: str
    value: str
    unit: str
    limit: str = ""
    basis: str = ""


def cells_of(text: str) -> list[list[str]]:
    """The cells of each line that is not blank; BadLine when they are too many."""
    lines = [line for line in canonical(text).split("\n") if line.strip()]
    if len(lines) > MOST_LINES:
        raise BadLine(MOST_LINES + 1, "too-many-lines")
    between = max(_BETWEEN, key=lambda sign: sum(line.count(sign) for line in lines))
    found = []
    for number, line in enumerate(lines, start=1):
        cells = [" ".join(cell.split())[:LONGEST_CELL] for cell in line.split(between)]
        if len(cells) > MOST_CELLS:
            raise BadLine(number, "too-many-cells")
        found.append(cells)
    return found


def parameters_of(text: str) -> list[Parameter]:
    """Parameters: name, value, unit, and perhaps limit and what it rests on.

    BadLine for a line without a value or a unit.
    """
    found = []
    for number, cells in enumerate(cells_of(text), start=1):
        if len(cells) > 5:
            raise BadLine(number, "too-many-cells")
        name, value, unit, *rest = [*cells, "", "", "", ""][:5]
        if not name or not value or not unit:
            raise BadLine(number, "incomplete")
        found.append(Parameter(name, value, unit, *rest))
    return found


@dataclass(frozen=True)
class Published:
    """Cells that were published; None where the publisher kept a figure back."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]

    @property
    def suppressed(self) -> int:
        """How many figures were kept back."""
        return sum(1 for row in self.rows for cell in row if cell is None)


def published_of(text: str, kept_back: Collection[str]) -> Published:
    """A head and its rows; cells that say one of `kept_back` stand as kept back.

    BadLine for a row that has another number of cells than the head.
    """
    lines = cells_of(text)
    if len(lines) < 2:
        raise BadLine(len(lines) + 1, "incomplete")
    heads, *rows = lines
    signs = {sign.casefold() for sign in kept_back}
    for number, row in enumerate(rows, start=2):
        if len(row) != len(heads):
            raise BadLine(number, "other-width")
    return Published(
        tuple(heads),
        tuple(tuple(None if cell.casefold() in signs else cell for cell in row) for row in rows),
    )


def is_address(text: str) -> bool:
    """Whether this is a whole web address."""
    return bool(_ADDRESS.fullmatch(text))
