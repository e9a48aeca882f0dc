"""Numbers as people and programs write them: decimal point or comma, groups of thousands."""

import math
import re
from collections.abc import Iterable
from enum import StrEnum

from kernel.spreadsheets.books import Cell


class Decimal(StrEnum):
    """Which sign stands before the decimals of numbers that are text."""

    POINT = "point"
    COMMA = "comma"


class Signs(StrEnum):
    """What the texts of a table tell of it."""

    POINT = "point"
    COMMA = "comma"
    NONE = "none"
    """No number needs it."""
    UNCLEAR = "unclear"
    """1.234 may be one thousand or one: somebody has to say it."""
    BOTH = "both"
    """Some cells can only be read with the one, others only with the other."""


_MOST = 1e300
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"[+-]?(?:\d[\d.,]*|[.,]\d+)(?:[eE][+-]?\d{1,3})?")
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_GROUPED = {
    Decimal.POINT: re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?"),
    Decimal.COMMA: re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?"),
}
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
"""One group of thousands, or three decimals."""


def is_numeric(text: str) -> bool:
    """Whether a text looks like a number, whatever its signs mean."""
    return bool(_NUMBER.fullmatch(_tidy(text)))


def signs_in(cells: Iterable[Cell]) -> Signs:
    """What the numbers that are text tell of their decimals; cells that are numbers tell none."""
    point = comma = unclear = False
    for cell in cells:
        if not isinstance(cell, str) or not is_numeric(cell):
            continue
        text = _tidy(cell)
        if _EITHER.fullmatch(text):
            unclear = True
        elif "." in text or "," in text:
            point |= number_in(cell, Decimal.POINT) is not None
            comma |= number_in(cell, Decimal.COMMA) is not None
    if point and comma:
        return Signs.BOTH
    if point or comma:
        return Signs.POINT if point else Signs.COMMA
    return Signs.UNCLEAR if unclear else Signs.NONE


def number_in(cell: Cell, decimal: Decimal | None) -> float | None:
    """The number of a cell; None when it is none, or not in this way of writing.

    `decimal` None reads only what every way reads the same: 12, -3, a cell that is a number.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return float(cell) if -_MOST < cell < _MOST else None
    if not isinstance(cell, str):
        return None
    text = _tidy(cell)
    if decimal is not None and _GROUPED[decimal].fullmatch(text):
        text = text.replace("," if decimal is Decimal.POINT else ".", "")
    if decimal is Decimal.COMMA:
        if "." in text:
            return None
        text = text.replace(",", ".", 1)
    if decimal is None and ("." in text or "," in text):
        return None
    return _finite(float(text)) if _PLAIN.fullmatch(text) else None


def _tidy(text: str) -> str:
    return _SPACES.sub("", text.strip().translate(_MINUS))


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None
