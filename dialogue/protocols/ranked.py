"""Ranked: each group orders the alternatives by Borda's points, and all groups weigh alike.

Of m alternatives the first of an order has m-1 points, the last none; those that an order leaves
out share what is left. A group's points are the mean of its orders in parts of m-1.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from dialogue.protocols.kinds import ReasonCode
from dialogue.protocols.outcomes import Findings, Ranking, Reason
from dialogue.protocols.rules import Rules
from dialogue.protocols.tallies import Order, Tally

Points = Mapping[str, Fraction]


def findings(tallies: Sequence[Tally], rules: Rules) -> Findings:
    """The ranking; a tie for the first place leaves it undecided.

    ValueError for fewer than two alternatives, or for an order with another one in it.
    """
    if len(rules.alternatives) < 2:
        raise ValueError("there is nothing to put in order")
    by_group = {one.key: borda(one, rules.alternatives) for one in tallies if one.answers}
    if not by_group:
        return Findings()
    deciding = [by_group[one.key] for one in tallies if one.decides and one.key in by_group]
    together = _mean(deciding, rules.alternatives)
    best = max(together.values())
    first = tuple(one for one in rules.alternatives if together[one] == best)
    ranking = Ranking(
        {key: _plain(points) for key, points in by_group.items()},
        _plain(together),
        tuple(sorted(rules.alternatives, key=lambda one: -together[one])),
        first,
    )
    tie = (Reason(ReasonCode.TIED, options=first),) if len(first) > 1 else ()
    remarks = () if tie else tuple(_last_in(by_group, first[0]))
    return Findings(shortfalls=tie, remarks=remarks, ranking=ranking)


def borda(tally: Tally, alternatives: Sequence[str]) -> Points:
    """The points of one group, 0 to 1. ValueError for an order with another alternative in it."""
    points = dict.fromkeys(alternatives, Fraction(0))
    for order, count in tally.orders.items():
        for one, worth in _worth(order, alternatives):
            points[one] += worth * count
    most = sum(tally.orders.values()) * (len(alternatives) - 1)
    return {one: total / most if most else total for one, total in points.items()}


def _worth(order: Order, alternatives: Sequence[str]) -> Iterator[tuple[str, Fraction]]:
    if not set(order) <= set(alternatives):
        raise ValueError("an order holds what was not to be ordered")
    most = len(alternatives) - 1
    left = Fraction(most - len(order), 2)
    for one in alternatives:
        yield one, Fraction(most - order.index(one)) if one in order else left


def _mean(groups: Sequence[Points], alternatives: Sequence[str]) -> Points:
    among = max(len(groups), 1)
    return {one: sum((group[one] for group in groups), Fraction(0)) / among for one in alternatives}


def _last_in(by_group: Mapping[str, Points], winner: str) -> Iterator[Reason]:
    for key, points in by_group.items():
        if points[winner] == min(points.values()) < max(points.values()):
            yield Reason(ReasonCode.RANKED_LAST, key, options=(winner,))


def _plain(points: Points) -> dict[str, float]:
    return {one: float(worth) for one, worth in points.items()}
