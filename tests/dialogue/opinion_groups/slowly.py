"""The formulas once more, in plain Python and exact fractions: what the fast ones must equal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

Cell = tuple[int, int]
Votes = Mapping[Cell, int]
"""The last vote of each person on each statement: (person, statement) to 1, -1 or 0."""


@dataclass(frozen=True)
class Count:
    agree: int
    disagree: int
    passed: int

    @property
    def seen(self) -> int:
        return self.agree + self.disagree + self.passed


def count(votes: Votes, statement: int, people: Iterable[int]) -> Count:
    cast = [votes[one, statement] for one in people if (one, statement) in votes]
    return Count(cast.count(1), cast.count(-1), cast.count(0))


def gic(votes: Votes, statement: int, groups: Iterable[Iterable[int]]) -> Fraction:
    product = Fraction(1)
    for people in groups:
        one = count(votes, statement, people)
        product *= Fraction(one.agree + 1, one.seen + 2)
    return product


def priority(one: Count, extremity: float) -> float:
    importance = (
        float(Fraction(one.seen + 2 - one.passed - 1, one.seen + 2))
        * (extremity + 1)
        * float(Fraction(one.agree + 1, one.seen + 2))
    )
    return float((importance * (1 + 8 * 2 ** (-one.seen / 5))) ** 2)


def p_z(took: int, seen: int) -> float:
    return float(2 * (Fraction(took + 1, seen + 1) - Fraction(1, 2))) * sqrt(seen + 1)


def ratio(took_in: int, seen_in: int, took_out: int, seen_out: int) -> Fraction:
    return Fraction(took_in + 1, seen_in + 2) / Fraction(took_out + 1, seen_out + 2)


def ratio_z(took_in: int, seen_in: int, took_out: int, seen_out: int) -> float:
    s_in, n_in, s_out, n_out = took_in + 1, seen_in + 1, took_out + 1, seen_out + 1
    p = Fraction(s_in + s_out, n_in + n_out)
    if p == 1:
        return 0.0
    variance = p * (1 - p) * (Fraction(1, n_in) + Fraction(1, n_out))
    # A share above one can come of the added ones only together with p above one: never here.
    return float(Fraction(s_in, n_in) - Fraction(s_out, n_out)) / sqrt(variance)


def silhouette(points: list[tuple[float, float]], labels: list[int]) -> float:
    def far(a: tuple[float, float], b: tuple[float, float]) -> float:
        return sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)

    total = 0.0
    for at, point in enumerate(points):
        away: dict[int, list[float]] = {}
        for other, place in enumerate(points):
            if other != at:
                away.setdefault(labels[other], []).append(far(point, place))
        own = away.pop(labels[at], [])
        if own and away:
            a = sum(own) / len(own)
            b = min(sum(each) / len(each) for each in away.values())
            total += (b - a) / max(a, b) if max(a, b) else 0
    return total / len(points)
