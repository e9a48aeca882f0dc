"""Shares of votes and how sure one can be of them: the formulas of the Polis method.

`count` is how many voted one way, `seen` how many voted at all, both whole and not negative.
"""

from collections.abc import Iterable
from math import prod, sqrt

from dialogue.opinion_groups.tallies import Tally

SIGNIFICANT = 1.2816
"""The z above which a share is surely high: 90 %, one-sided."""


def share(count: int, seen: int) -> float:
    """The share of those who voted one way, drawn towards a half where few voted."""
    return (count + 1) / (seen + 2)


def share_z(count: int, seen: int) -> float:
    """How far the share lies above a half, in standard errors."""
    return 2 * sqrt(seen + 1) * ((count + 1) / (seen + 1) - 0.5)


def ratio(inside: int, seen_inside: int, outside: int, seen_outside: int) -> float:
    """How many times as large the share is inside a group as outside."""
    return share(inside, seen_inside) / share(outside, seen_outside)


def ratio_z(inside: int, seen_inside: int, outside: int, seen_outside: int) -> float:
    """How far the share inside lies above the share outside, in standard errors.

    One is added to each of the four counts; 0 where then everybody voted this way.
    """
    took_in, took_out = inside + 1, outside + 1
    all_in, all_out = seen_inside + 1, seen_outside + 1
    if took_in + took_out == all_in + all_out:
        return 0.0
    pooled = (took_in + took_out) / (all_in + all_out)
    error = sqrt(pooled * (1 - pooled) * (1 / all_in + 1 / all_out))
    return (took_in / all_in - took_out / all_out) / error


def informed_consensus(groups: Iterable[Tally]) -> float | None:
    """The group-informed consensus of a statement: the product of the groups' shares of agreement.

    None where there are no groups.
    """
    shares = [share(group.agree, group.seen) for group in groups]
    return prod(shares) if shares else None
