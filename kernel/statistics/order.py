"""What lies in the middle of many delays: half were shorter, half longer."""

from collections.abc import Iterable
from math import floor


def quantile(values: Iterable[float], part: float) -> float | None:
    """The value that the share `part` (0 to 1) of `values` does not exceed; None of no values.

    Straight between the neighbours (Hyndman and Fan 1996, type 7, as spreadsheets do), in the unit
    of `values`. ValueError for a part outside 0 to 1.
    """
    if not 0 <= part <= 1:
        raise ValueError(f"{part} is no share")
    ordered = sorted(values)
    if not ordered:
        return None
    place = part * (len(ordered) - 1)
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    low, high = ordered[below], ordered[above]
    return min(low + (high - low) * (place - below), high)


def median(values: Iterable[float]) -> float | None:
    """The value in the middle, in the unit of `values`; None of no values."""
    return quantile(values, 0.5)
