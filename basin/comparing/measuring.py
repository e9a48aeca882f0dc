"""Figures of one scenario, from its own indicators where it gives them, else from its series.

A model knows every run, we only know percentiles of each moment. So what the model says of a whole
run (how many months it was dry) counts more than what we can say; and what we say of months from
percentiles is a pair of bounds that holds whatever the runs were.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from statistics import NormalDist

from basin.comparing.cases import Case, Limit, Standing
from basin.comparing.moments import last_years, moments
from basin.comparing.spread import UNKNOWN, Spread
from basin.contract.series import Series
from basin.kinds import Comparison

ENOUGH_KNOWN = 0.8
"""So much of a stretch must be known before it has a mean or a share."""
NINETY = NormalDist().inv_cdf(0.9)
"""So many standard deviations from the middle lie the tenth and the ninetieth percentile."""
NOTHING = 0.001
"""m3/d: what lacks less than a litre a day lacks nothing (series are rounded)."""

Values = Sequence[float | None]


class Basis(StrEnum):
    """What a figure was made from."""

    MODEL = "model"
    """The model computed it, run by run."""
    SERIES = "series"
    """We computed it from the series that the model gave."""


def of_indicator(case: Case, name: str, unit: str) -> Spread:
    """The figure that the model gives under this name; unknown when it gives none in `unit`."""
    found = case.scenario.indicators.get(name)
    if found is None or found.unit != unit or found.p50 is None:
        return UNKNOWN
    return Spread(found.p10, found.p50, found.p90)


def from_percentiles(case: Case, variable: str, figure: Callable[[Series], float | None]) -> Spread:
    """`figure` of the dry, the middle and the wet percentile, put in order."""
    middle = case.middle(variable)
    if middle is None or (value := figure(middle)) is None:
        return UNKNOWN
    ends = [case.series(variable, name) for name in ("p10", "p90")]
    known = [figure(one) if one is not None else None for one in ends]
    if known[0] is None or known[1] is None:
        return Spread(middle=value)
    low, high = sorted(one for one in known if one is not None)
    return Spread(min(low, value), value, max(high, value))


def mean_at_the_end(times: tuple[str, ...], years: int) -> Callable[[Series], float | None]:
    """The mean of the last `years` years, in the unit of the series; None when too much lacks."""
    part = last_years(times, years)
    return lambda series: mean(series.values[part])


def mean(values: Values) -> float | None:
    """The mean of what is known, None when less than four fifths is."""
    known = [one for one in values if one is not None]
    return sum(known) / len(known) if known and _enough(len(known), len(values)) else None


def at_the_end(series: Series) -> float | None:
    """The last value, in the unit of the series; None when it is not known."""
    return series.values[-1]


def first_year_beyond(times: tuple[str, ...], limit: Limit) -> Callable[[Series], int | None]:
    """The calendar year in which a series first lies beyond a limit; None: never."""

    def year(series: Series) -> int | None:
        pairs = zip(moments(times), series.values, strict=True)
        found = (at.year for at, value in pairs if value is not None and limit.is_beyond(value))
        return next(found, None)

    return year


def share_beyond(case: Case, variable: str, limit: Limit) -> Spread:
    """In how many of a hundred steps `variable` is beyond a limit, by its percentiles.

    With one value at a time this is a plain count. With p10, p50 and p90 each moment says between
    which tenths the runs beyond it lie, so the ends are bounds of the share over all runs and
    steps together. The middle lies half way between them where a limit cuts through the tenths;
    where none of the three percentiles is beyond it, or all are, it is what a bell curve through
    them says of the rest, so that what is far from a limit counts as nothing.
    """
    middle = case.middle(variable)
    if middle is None:
        return UNKNOWN
    low, high = case.series(variable, "p10"), case.series(variable, "p90")
    if low is None or high is None or middle.percentile != "p50":
        known = [limit.is_beyond(one) for one in middle.values if one is not None]
        if not known or not _enough(len(known), len(middle.values)):
            return UNKNOWN
        return Spread(middle=100 * sum(known) / len(known))
    moments_known = [
        (one, two, three)
        for one, two, three in zip(low.values, middle.values, high.values, strict=True)
        if one is not None and two is not None and three is not None
    ]
    if not moments_known or not _enough(len(moments_known), len(middle.values)):
        return UNKNOWN
    shares = [_shares(three, limit) for three in moments_known]
    least, middle_share, most = (100 * sum(one) / len(shares) for one in zip(*shares, strict=True))
    return Spread(least, middle_share, most)


def _shares(three: tuple[float, float, float], limit: Limit) -> tuple[float, float, float]:
    """Of one moment: the least share of runs beyond the limit, a middle one, the most."""
    beyond = [limit.is_beyond(one) for one in three]
    least, most = _bounds(beyond)
    if any(beyond) and not all(beyond):
        return least, (least + most) / 2, most
    rest = min(_beyond_the_tenths(three, limit), 0.1)
    return least, 1 - rest if all(beyond) else rest, most


def _beyond_the_tenths(three: tuple[float, float, float], limit: Limit) -> float:
    """The share of a bell curve through these percentiles on the far side of a limit."""
    low, middle, high = three
    spread = (middle - low if limit.value < middle else high - middle) / NINETY
    return NormalDist().cdf(-abs(limit.value - middle) / spread) if spread > 0 else 0.0


def _bounds(beyond: list[bool]) -> tuple[float, float]:
    """Between what shares the runs beyond lie: p10, p50 and p90 cut them at 0.1, 0.5 and 0.9."""
    if beyond[0] and not beyond[2]:
        return (0.5, 0.9) if beyond[1] else (0.1, 0.5)
    if beyond[2] and not beyond[0]:
        return (0.5, 0.9) if beyond[1] else (0.1, 0.5)
    return (0.9, 1.0) if beyond[1] else (0.0, 0.1)


def going_without(variable: str) -> Limit:
    """The limit beyond which somebody goes without water, by what is unmet (m3/d)."""
    return Limit(variable, NOTHING, "m3/d", Comparison.ABOVE, Standing.MODEL)


def _enough(known: int, of: int) -> bool:
    return known >= ENOUGH_KNOWN * of
