"""What single cells and rows of a table of people are."""

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime, time

from basin.mapping.numbers import number_in
from kernel.spreadsheets.books import Cell, Fault, Row
from kernel.text import fold

MISSING = (
    "-9999",
    "-999",
    "-99.9",
    "NA",
    "N/A",
    "ND",
    "s/d",
    "sin dato",
    "NaN",
    "null",
    "-",
    "---",
)
"""What tables write where nothing was measured, unless somebody says otherwise."""
MOST_MARKERS = 20

_SUMMARIES = frozenset(
    fold(word)
    for word in (
        "total", "totales", "suma", "sum", "promedio", "prom", "media", "mean", "average", "avg",
        "máximo", "max", "maximum", "mínimo", "min", "minimum", "mediana", "median", "desviación",
        "desv", "std", "stdev", "anual", "annual", "acumulado", "subtotal",
    )
)  # fmt: skip
_WHOLE = re.compile(r"[.,]0{1,2}$")
_WORD = re.compile(r"[^\W\d_]+")


def said(cell: Cell) -> str:
    """A cell as text on one line, as a person would read it."""
    if cell is None:
        return ""
    if isinstance(cell, Fault):
        return cell.word or "(fórmula sin valor)"
    if isinstance(cell, datetime):
        midnight = cell.time() == time(0)
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "minutes")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, float):
        return repr(cell)
    return " ".join(str(cell).split())


def at(row: Row, place: int | None) -> Cell:
    """The cell of a row at a place; None beyond its end."""
    return row[place] if place is not None and place < len(row) else None


def is_blank(row: Row) -> bool:
    """Whether nothing stands in a row."""
    return all(cell is None or not said(cell) for cell in row)


def filled(row: Row) -> int:
    """How many cells of a row hold something."""
    return sum(1 for cell in row if said(cell))


def is_summary(text: str) -> bool:
    """Whether a row or a column of this name sums others up: "TOTAL", "Promedio anual"."""
    words = [fold(word) for word in _WORD.findall(text)]
    return bool(words) and words[0] in _SUMMARIES and len(words) <= 4


def is_missing(cell: Cell, markers: Collection[str]) -> bool:
    """Whether a cell says that nothing was measured."""
    text = said(cell)
    if not text:
        return True
    folded = text.casefold()
    if any(folded == one.casefold() for one in markers):
        return True
    number = number_in(_WHOLE.sub("", cell) if isinstance(cell, str) else cell, None)
    return number is not None and number in _numbers(markers)


def _numbers(markers: Collection[str]) -> set[float]:
    """Markers that are numbers count by their value: -9999.0 is -9999."""
    found: set[float] = set()
    for one in markers:
        try:
            found.add(float(one))
        except ValueError:
            continue
    return found


def letter(place: int) -> str:
    """How spreadsheets call a column: A, B … Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def column(rows: Sequence[Row], place: int) -> list[Cell]:
    """The cells of a column, blank ones left out."""
    return [cell for row in rows if said(cell := at(row, place))]
