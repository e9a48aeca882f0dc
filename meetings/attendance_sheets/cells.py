"""A cell as text: as people typed it, and as it is compared."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time

from kernel.spreadsheets.books import Cell, Fault
from kernel.text import fold

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SIGNS = re.compile(r"[^\w]+|_")
_ORDINALS = str.maketrans("", "", "°º.")
_NUMBER = re.compile(r"([+-]?\d{1,18})(?:[.,](\d+))?(?:[eE]\+?(\d{1,2}))?")


def typed(cell: Cell) -> str:
    """What a cell shows, in one line; the letters and apostrophes that were typed."""
    if isinstance(cell, str):
        text = unicodedata.normalize("NFC", _CONTROLS.sub("", cell))
        return " ".join(text.split())
    if isinstance(cell, bool):
        return "sí" if cell else "no"
    if isinstance(cell, datetime):
        whole = cell.time() == time()
        return cell.date().isoformat() if whole else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return "" if cell is None or isinstance(cell, Fault) else str(cell)


def compared(text: str) -> str:
    """Folded words and nothing else, so that "N° de D.N.I." and "n de dni" are equal."""
    return " ".join(_SIGNS.sub(" ", fold(text.translate(_ORDINALS))).split())


def at(row: Sequence[Cell], place: int) -> Cell:
    """The cell in a column; rows end with their last cell."""
    return row[place] if place < len(row) else None


def whole_number(cell: Cell) -> int | None:
    """The whole number in a cell, also of "1234567.0", "34,0" and "9.87654321E8"."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int):
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else None
    found = _NUMBER.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if found is None:
        return None
    digits, tens = found[2] or "", int(found[3] or 0)
    after = digits[tens:]
    if after.strip("0") or tens > 18:
        return None
    return int(found[1] + digits[:tens].ljust(tens, "0"))
