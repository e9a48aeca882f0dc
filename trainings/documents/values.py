"""The numbers behind the figures of a workshop, for who wants to reckon with them."""

from dataclasses import dataclass

from kernel.statistics import PairedResult, ScaleResult, Share


@dataclass(frozen=True)
class Values:
    """The numbers of one row. Levels are parts of one or means; `low` and `high` bound the change.

    Of how something was liked, `content` counts the content ones or those who chose an answer, and
    the bounds are those of the part of one.
    """

    better: int | None = None
    same: int | None = None
    worse: int | None = None
    before: float | None = None
    after: float | None = None
    content: int | None = None
    low: float | None = None
    high: float | None = None


def learned_values(one: object) -> Values:
    """Of how people moved; empty where the group is too small."""
    if not isinstance(one, PairedResult | ScaleResult) or one.moves is None:
        return Values()
    moves, told = one.moves, Values(one.moves.better, one.moves.same, one.moves.worse)
    if one.interval is None:
        return told
    return Values(
        moves.better,
        moves.same,
        moves.worse,
        _number(one.before),
        _number(one.after),
        low=one.interval.low,
        high=one.interval.high,
    )


def liked_values(one: object) -> Values:
    """Of how something was liked; empty where the group is too small."""
    if not isinstance(one, Share) or one.count is None:
        return Values()
    low, high = (one.interval.low, one.interval.high) if one.interval else (None, None)
    return Values(content=one.count, low=low, high=high)


def _number(level: Share | float | None) -> float | None:
    if isinstance(level, Share):
        return None if level.count is None else level.count / level.people
    return level
