"""A figure with what it may be: in a dry run, in the middle one, in a wet one."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """What a figure is in the middle, and between what it lies in most runs of the model.

    `low` and `high` are what one run in ten stays under and one in ten goes over (p10 and p90).
    None: not known. A known `low` is never above `middle`, nor `middle` above a known `high`.
    """

    low: float | None = None
    middle: float | None = None
    high: float | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is a figure at all."""
        return self.middle is not None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Its ends, when both are known."""
        return None if self.low is None or self.high is None else (self.low, self.high)

    def map(self, change: Callable[[float], float]) -> "Spread":
        """The spread of `change` of it; a falling `change` turns it round."""
        known = (self.low, self.middle, self.high)
        low, middle, high = (None if one is None else change(one) for one in known)
        if low is not None and high is not None and low > high:
            low, high = high, low
        return Spread(low, middle, high)


UNKNOWN = Spread()


def difference(of: Spread, base: Spread, *, same_climate: bool) -> Spread:
    """How far `of` lies above `base` (below: negative), in their unit.

    With the `same_climate` in both, a dry run is compared with the dry one and a wet with the wet:
    the ends are the least and the greatest of the three differences. Otherwise any run may meet
    any other, and the ends lie as far apart as both spreads together.
    """
    if of.middle is None or base.middle is None:
        return UNKNOWN
    middle = of.middle - base.middle
    if of.low is None or of.high is None or base.low is None or base.high is None:
        return Spread(middle=middle)
    if not same_climate:
        return Spread(of.low - base.high, middle, of.high - base.low)
    all_three = (of.low - base.low, middle, of.high - base.high)
    return Spread(min(all_three), middle, max(all_three))
