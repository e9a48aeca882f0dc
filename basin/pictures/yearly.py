"""Series of days or months as lines that can be read, and that hide nothing that hurts.

Of every calendar year a line keeps its lowest value, or its highest where that is what hurts, or
both in the order in which they came. A band does the same with p10 and p90. What is left out of the
picture stands in the table of all data.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from basin.comparing import Case, Comparison
from basin.comparing.moments import in_years
from basin.kinds import Comparison as Side
from kernel.charts import thinned

Point = tuple[float, float]
Values = Sequence[float | None]
LOW_HURTS = frozenset({"lagoon_level", "lagoon_area", "streamflow", "spring_flow",
                       "aquifer_storage_change"})  # fmt: skip


class Keep(StrEnum):
    """What is kept of every year."""

    LOWEST = "lowest"
    HIGHEST = "highest"
    BOTH = "both"


def kept_of(comparison: Comparison, variable: str, *, both: bool) -> Keep:
    """The side that hurts, by the limits and by what the variable is; both where nobody knows."""
    sides = {limit.side for limit in comparison.limits if limit.variable == variable}
    if both or len(sides) > 1:
        return Keep.BOTH
    if sides == {Side.ABOVE}:
        return Keep.HIGHEST
    return Keep.LOWEST if sides or variable in LOW_HURTS else Keep.BOTH


_ONE: dict[Keep, Callable[[Sequence[float]], float]] = {Keep.LOWEST: min, Keep.HIGHEST: max}


def pieces(times: tuple[str, ...], values: Values, keep: Keep) -> tuple[tuple[Point, ...], ...]:
    """A line, broken where values lack. A year stands at its own number when one value is kept."""
    if keep is not Keep.BOTH:
        return _unbroken(_yearly(times, values, _ONE[keep]))
    pairs = zip(in_years(times), values, strict=True)
    found = []
    for is_known, run in groupby(pairs, lambda pair: pair[1] is not None):
        if is_known:
            found.append(thinned([(x, y) for x, y in run if y is not None], 1.0))
    return tuple(found)


def band(case: Case, variable: str, keep: Keep) -> tuple[tuple[float, float, float], ...]:
    """The p10–p90 of a case, one place a year; empty when the model gives none. Where both ends of
    a year are kept it reaches from the lowest p10 to the highest p90."""
    low, high = case.series(variable, "p10"), case.series(variable, "p90")
    if low is None or high is None:
        return ()
    times = case.scenario.times
    lows = _yearly(times, low.values, max if keep is Keep.HIGHEST else min)
    highs = dict(_yearly(times, high.values, min if keep is Keep.LOWEST else max))
    found = [(year, one, highs[year]) for year, one in lows if year in highs]
    if keep is not Keep.BOTH or not found:
        return tuple(found)
    ends = in_years(times)
    return (
        (ends[0], *found[0][1:]),
        *((year + 0.5, one, two) for year, one, two in found),
        (ends[-1], *found[-1][1:]),
    )


def _yearly(
    times: tuple[str, ...], values: Values, choose: Callable[[Sequence[float]], float]
) -> list[Point]:
    return [(float(year), choose(known)) for year, known in _by_year(times, values).items()]


def _by_year(times: tuple[str, ...], values: Values) -> dict[int, list[float]]:
    years: dict[int, list[float]] = {}
    for year, value in zip(_years(times), values, strict=True):
        if value is not None:
            years.setdefault(year, []).append(value)
    return years


@lru_cache(maxsize=32)
def _years(times: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(int(at[:4]) for at in times)


def _unbroken(points: Sequence[Point]) -> tuple[tuple[Point, ...], ...]:
    """Runs of years that follow each other."""
    runs = groupby(enumerate(points), lambda one: one[1][0] - one[0])
    return tuple(tuple(point for _at, point in run) for _start, run in runs)


def per_year(times: tuple[str, ...], values: Values) -> dict[int, tuple[float, float]]:
    """The lowest and the highest value of each year that has any."""
    return {year: (min(known), max(known)) for year, known in _by_year(times, values).items()}
