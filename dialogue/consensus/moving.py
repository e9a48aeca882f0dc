"""How a group moved since the round before: said as a change only where it surely is one."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from dialogue.consensus.counts import Counts
from dialogue.consensus.kinds import Way
from kernel.statistics import INTERVAL_FROM
from kernel.statistics.intervals import Z

FEWEST = INTERVAL_FROM
"""So many people in each of the two rounds, or nothing is tested."""


@dataclass(frozen=True)
class Movement:
    """`change` of the share (-1 to 1), as it is read from the shares that are shown, and the `z` of
    the test behind it; each None where there is none."""

    way: Way
    change: float | None = None
    z: float | None = None

    @property
    def is_marked(self) -> bool:
        """Whether it may be shown as a change."""
        return self.way in {Way.UP, Way.DOWN, Way.TURNED_FOR, Way.TURNED_AGAINST}


def movement(before: Counts | None, now: Counts | None) -> Movement:
    """What can be said of one group.

    Two proportions are tested, both sides, at 95 % (|z| above 1.96). Mostly the same people answer
    twice, and whoever stays pulls the two together: the test errs towards saying nothing.
    """
    if before is None or now is None or before.share is None or now.share is None:
        return Movement(Way.NOT_THERE)
    change = now.share - before.share
    if before.is_delegation and now.is_delegation:
        return Movement(_turned(change), change)
    if before.is_delegation or now.is_delegation:
        return Movement(Way.OTHER_UNIT)
    if min(before.people, now.people) < FEWEST:
        return Movement(Way.FEW, change)
    z = two_proportions(now.support, now.people, before.support, before.people)
    return Movement(_surely(z) or (Way.CHANCE if change else Way.SAME), change, z)


def movements(before: Mapping[str, Counts], now: Mapping[str, Counts]) -> dict[str, Movement]:
    """What can be said of each group that is declared now."""
    return {group: movement(before.get(group), one) for group, one in now.items()}


def two_proportions(count: int, of: int, other: int, other_of: int) -> float:
    """z of two proportions with their pooled variance; 0 where all or nobody agree in both."""
    pooled = (count + other) / (of + other_of)
    variance = pooled * (1 - pooled) * (1 / of + 1 / other_of)
    return (count / of - other / other_of) / sqrt(variance) if variance else 0.0


def _surely(z: float) -> Way | None:
    if z > Z:
        return Way.UP
    return Way.DOWN if z < -Z else None


def _turned(change: float) -> Way:
    if change > 0:
        return Way.TURNED_FOR
    return Way.TURNED_AGAINST if change < 0 else Way.SAME
