"""How numbers are rounded, and written as people of each language write them."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from babel.numbers import get_decimal_symbol, get_group_symbol

from basin.comparing import Spread
from web.locale import current


def decimals_for(reference: float, difference: float = 0.0) -> int:
    """How many decimals say something about a figure of this size.

    None from 100 on, for nothing at all, or where the difference itself is 10 or more; one from 1
    on; else two.
    """
    if abs(reference) >= 100 or abs(difference) >= 10 or not reference:
        return 0
    return 1 if abs(reference) >= 1 else 2


def digits(value: float, decimals: int) -> str:
    """A number with so many decimals, in the signs of the reader's language; never a minus zero."""
    rounded = round(value, decimals) + 0.0
    group, point = _signs(current())
    return f"{rounded:,.{decimals}f}".translate({ord(","): group, ord("."): point})


@lru_cache
def _signs(language: str) -> tuple[str, str]:
    """What stands between thousands and before decimals."""
    return get_group_symbol(language), get_decimal_symbol(language)


class Way(StrEnum):
    """What can be said of a difference once it is rounded."""

    MORE = "more"
    LESS = "less"
    SAME = "same"
    """Nothing is left of it."""
    UP_TO_MORE = "up_to_more"
    """Nothing in the middle, but something in the runs that differ most."""
    UP_TO_LESS = "up_to_less"
    EITHER = "either"
    """In some runs more, in others less: the way is not known."""


@dataclass(frozen=True)
class Reading:
    """A rounded difference without its sign: `least` ≤ `much` ≤ `most`.

    For EITHER `least` is how far down and `most` how far up. `is_bounded`: the ends are known.
    """

    way: Way
    least: float
    much: float
    most: float
    decimals: int
    is_bounded: bool


def read(difference: Spread, decimals: int) -> Reading:
    """What a known difference says when it is rounded. ValueError when it is not known."""
    if difference.middle is None:
        raise ValueError("a difference that is not known says nothing")
    bounds = difference.bounds
    low, high = bounds or (difference.middle, difference.middle)
    down, middle, up = (round(one, decimals) + 0.0 for one in (low, difference.middle, high))
    if down < 0 < up:
        return Reading(Way.EITHER, -down, abs(middle), up, decimals, bounds is not None)
    least, most = sorted((abs(down), abs(up)))
    return Reading(_way(middle, down + up), least, abs(middle), most, decimals, bounds is not None)


def _way(middle: float, ends: float) -> Way:
    if middle:
        return Way.MORE if middle > 0 else Way.LESS
    if ends:
        return Way.UP_TO_MORE if ends > 0 else Way.UP_TO_LESS
    return Way.SAME
