"""Who gets a place: pure rules about numbers, without names.

A room has so many places (None: as many as come). A share asks that at least so many percent of
the people be of a kind: women, the young, a group. A full room must be able to keep every share,
so whoever counts for none waits once the free places are just those that the shares still need.

People are seen here only as the set of the shares that they count for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

Counts = frozenset[int]
"""The keys of the shares that somebody counts for."""

CLOSE_POINTS = 10
"""So many points under its share the light says "close"."""


class Light(StrEnum):
    """How a share stands among the people who have a place."""

    MET = "met"
    CLOSE = "close"
    UNMET = "unmet"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Asked:
    """At least `at_least` percent of the people count for `key`.

    Nobody counts for two shares that are `exclusive`: somebody belongs to one group only.
    """

    key: int
    at_least: int
    exclusive: bool = False


@dataclass(frozen=True)
class Shown:
    """What the light says of one share: `of_kind` of `people` have a place and count for it.

    `lacking` more of the kind would be enough for the people who are there now; `when_full` is how
    many a full room needs.
    """

    light: Light
    of_kind: int
    people: int
    lacking: int
    when_full: int | None


def needed(places: int, share: Asked) -> int:
    """How many of so many places a share asks for: 40 % of 7 are 3."""
    return -(-places * share.at_least // 100)


def shown(capacity: int | None, share: Asked, taken: Sequence[Counts]) -> Shown:
    """How a share stands among those who have a place."""
    people, of_kind = len(taken), _counting(share, taken)
    lacking = max(needed(people, share) - of_kind, 0)
    if not people:
        light = Light.NOBODY
    elif not lacking:
        light = Light.MET
    elif of_kind * 100 >= people * (share.at_least - CLOSE_POINTS):
        light = Light.CLOSE
    else:
        light = Light.UNMET
    full = None if capacity is None else needed(capacity, share)
    return Shown(light, of_kind, people, lacking, full)


def may_have_place(
    capacity: int | None, shares: Sequence[Asked], taken: Sequence[Counts], who: Counts
) -> bool:
    """Whether there is a place for `who` that no share still needs for others."""
    if capacity is None:
        return True
    if len(taken) >= capacity:
        return False
    before = _short(capacity, shares, taken)
    after = _short(capacity, shares, [*taken, who])
    return all(then <= now for now, then in zip(before, after, strict=True))


def has_free_place(capacity: int | None, taken: int) -> bool:
    """Whether anybody at all may come in: what somebody of the staff decides by hand."""
    return capacity is None or taken < capacity


def moved_up(
    capacity: int | None,
    shares: Sequence[Asked],
    taken: Sequence[Counts],
    waiting: Iterable[tuple[int, Counts]],
) -> list[int]:
    """Who of the waiting list gets a place now, first come first served as the shares allow.

    `waiting` are (key, counts) in the order in which people came. Who is passed over stays where
    they are and is passed over only because the places left are needed for others.
    """
    seated, risen = list(taken), []
    for key, counts in waiting:
        if may_have_place(capacity, shares, seated, counts):
            seated.append(counts)
            risen.append(key)
    return risen


def _counting(share: Asked, taken: Iterable[Counts]) -> int:
    return sum(share.key in counts for counts in taken)


def _short(capacity: int, shares: Sequence[Asked], taken: Sequence[Counts]) -> list[int]:
    """By how many places each share can no longer be met, even if all who still come help it.

    Shares that exclude each other need their places side by side: they are added up as one more.
    """
    free = capacity - len(taken)
    missing = [max(needed(capacity, share) - _counting(share, taken), 0) for share in shares]
    together = sum(lack for lack, share in zip(missing, shares, strict=True) if share.exclusive)
    return [max(lack - free, 0) for lack in [*missing, together]]
