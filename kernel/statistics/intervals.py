"""How far the truth may lie from what few people showed: intervals of 95 %.

Shares are fractions of one (0.7 is seven of ten), changes are differences of shares (-1 to 1).
Wald's interval and the percentile bootstrap stand nowhere here: with 5 to 30 people they hold the
truth only 66 to 90 times of 100.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, sqrt
from statistics import fmean, stdev

from kernel.statistics.student import t_975

Z = 1.959964
"""The 0.975 quantile of the standard normal distribution: 95 % lie between -Z and Z."""


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, in the unit of the figure that it belongs to."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    def of_every_hundred(self) -> tuple[int, int]:
        """The interval in whole people of a hundred, for "about 40 to 89 of every 100".

        For a change these are points: 2 to 76 more of every 100, negative when it may be fewer.
        """
        return of_hundred(self.low), of_hundred(self.high)


def of_hundred(part: float) -> int:
    """A fraction in whole hundredths, halves away from zero: gains and losses round alike."""
    nearest = floor(abs(part) * 100 + 0.5)
    return nearest if part >= 0 else -nearest


def wilson(count: int, people: int) -> Interval:
    """Where the share lies of which `count` of `people` is what was seen; within 0 and 1.

    Wilson (1927), J. Am. Stat. Assoc. 22, 209-212. Of nobody nothing is known: 0 to 1.
    ValueError unless 0 <= count <= people.
    """
    if not 0 <= count <= people:
        raise ValueError(f"{count} of {people}")
    if people == 0:
        return Interval(0.0, 1.0)
    share, z2 = count / people, Z * Z
    centre = share + z2 / (2 * people)
    reach = Z * sqrt(share * (1 - share) / people + z2 / (4 * people**2))
    scale = 1 + z2 / people
    # At the ends the bound is the share itself; rounding must not push it past that.
    low = 0.0 if count == 0 else (centre - reach) / scale
    high = 1.0 if count == people else (centre + reach) / scale
    return Interval(low, high)


def newcombe(kept: int, gained: int, lost: int, never: int) -> Interval:
    """Where the change of a share lies among the same people, asked before and after; -1 to 1.

    `kept` right both times, `gained` right only after, `lost` right only before, `never` right.
    Newcombe (1998), Stat. Med. 17, 2635-2650, method 10: Wilson intervals of both shares, joined by
    their correlation, which is corrected for continuity. Of nobody nothing is known: -1 to 1.
    ValueError for a negative count.
    """
    if min(kept, gained, lost, never) < 0:
        raise ValueError("people cannot be fewer than none")
    people = kept + gained + lost + never
    if people == 0:
        return Interval(-1.0, 1.0)
    before, after = (kept + lost) / people, (kept + gained) / people
    was, now = wilson(kept + lost, people), wilson(kept + gained, people)
    tie = _correlation(kept, gained, lost, never)
    change = after - before
    low = change - _joined(after - now.low, was.high - before, tie)
    high = change + _joined(now.high - after, before - was.low, tie)
    return Interval(max(low, -1.0), min(high, 1.0))


def _joined(one: float, other: float, tie: float) -> float:
    """The length of two reaches together, less what they have in common."""
    return sqrt(max(one**2 - 2 * tie * one * other + other**2, 0.0))


def _correlation(kept: int, gained: int, lost: int, never: int) -> float:
    """How strongly both answers of one person go together, -1 to 1; 0 if a margin is empty."""
    margins = (kept + gained) * (lost + never) * (kept + lost) * (gained + never)
    if margins == 0:
        return 0.0
    cross: float = kept * never - gained * lost
    if cross > 0:
        cross = max(cross - (kept + gained + lost + never) / 2, 0.0)
    return cross / sqrt(margins)


def mean_interval(values: Sequence[float]) -> Interval:
    """Where the mean lies of which `values` (any length from 2) are what was seen; their unit.

    Student (1908): mean ± t·s/√n. Meant for changes on a scale of answers, from ten people on.
    ValueError for fewer than two values.
    """
    if len(values) < 2:
        raise ValueError("one value says nothing about its spread")
    mean = fmean(values)
    reach = t_975(len(values) - 1) * stdev(values) / sqrt(len(values))
    return Interval(mean - reach, mean + reach)
