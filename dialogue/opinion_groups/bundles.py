"""Neighbours on the map drawn together, so that no mark stands for one person."""

from collections.abc import Sequence
from typing import NamedTuple

from dialogue.opinion_groups.found import Point


class Bundle(NamedTuple):
    """The middle of some people who stand near each other, and how many they are."""

    x: float
    y: float
    people: int


def bundled(people: Sequence[Point], least: int) -> tuple[Bundle, ...]:
    """People in bundles of `least` to fewer than twice as many, each with its nearest.

    Nothing for fewer than `least`. ValueError for `least` below 1.
    """
    if least < 1:
        raise ValueError("a bundle holds somebody")
    if len(people) < least:
        return ()
    if len(people) < 2 * least:
        many = len(people)
        middle = sum(one.x for one in people) / many, sum(one.y for one in people) / many
        return (Bundle(*middle, many),)
    axis = 1 if _spread(people, 1) > _spread(people, 2) else 2
    rising = sorted(people, key=lambda one: (one[axis], one[3 - axis], one.id))
    half = len(rising) // 2
    return bundled(rising[:half], least) + bundled(rising[half:], least)


def _spread(people: Sequence[Point], axis: int) -> float:
    along = [one[axis] for one in people]
    return max(along) - min(along)
