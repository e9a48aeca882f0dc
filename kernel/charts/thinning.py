"""Fewer points than were given, without losing what matters: how low and how high it went."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import floor

Point = tuple[float, float]


def thinned(points: Sequence[Point], step: float) -> tuple[Point, ...]:
    """Of each stretch of `step` along the way only the lowest and the highest point, as they came,
    and the first and the last of all. Whatever is left out lies between two that stay.

    ValueError unless `step` is above zero.
    """
    if step <= 0:
        raise ValueError("a stretch has a length")
    if len(points) <= 2:
        return tuple(points)
    kept = {0, len(points) - 1}
    for _, stretch in groupby(range(len(points)), lambda at: floor(points[at][0] / step)):
        kept.update(_extremes(points, list(stretch)))
    return tuple(points[at] for at in sorted(kept))


def _extremes(points: Sequence[Point], stretch: Sequence[int]) -> Iterator[int]:
    yield min(stretch, key=lambda at: points[at][1])
    yield max(stretch, key=lambda at: points[at][1])
