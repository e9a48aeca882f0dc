"""Common ground, bridges, and what divides: where the groups stand together, by fixed bounds.

The bounds are ours, and settled in the decision record on consensus:

- unclear: more than 40 of 100 pass; then neither side is what the groups think;
- divisive: in one group more are for it than against, in another more against than for it, and
  the shares are 40 points or more apart: three people of one mind against three others are 60;
- common ground: in each group more than half for it, and over all more than chance would give
  (one-sided, 90 %: z above 1.2816);
- bridge: not that sure, yet no group is more against it than for it, the index is 0.55 or more, and
  no two groups are more than 30 points apart.

The first that fits is said. With fewer than five people nothing is said, unless every group spoke
through its delegation. Where a deciding group took no part there is no common ground and no bridge.
"""

from collections.abc import Mapping
from math import sqrt

from dialogue.consensus.agreement import Consensus, consensus_of
from dialogue.consensus.counts import Counts, together
from dialogue.consensus.kinds import StatementClass
from kernel.statistics import SPLIT_FROM

UNCLEAR_ABOVE = 0.4
APART_FROM = 40
HALF = 0.5
SURE_ABOVE = 1.2816
BRIDGE_FROM = 0.55
BRIDGE_APART = 30
FEWEST = SPLIT_FROM


def classify(counts: Mapping[str, Counts], found: Consensus | None = None) -> StatementClass:
    """Where the deciding groups stand on one thing; `found` are its figures, if they are known."""
    deciding = {group: one for group, one in counts.items() if one.decides and one.people}
    every = together(deciding)
    spoken_for = all(one.is_delegation for one in deciding.values())
    if not deciding or (every.people < FEWEST and not spoken_for):
        return StatementClass.NONE
    if every.neutral / every.people > UNCLEAR_ABOVE:
        return StatementClass.UNCLEAR
    found = found or consensus_of(counts)
    points = round(100 * (found.spread or 0.0))  # as it is shown: 0.7 less 0.3 is 40 points
    leads = [one.support - one.oppose for one in deciding.values()]
    if min(leads) < 0 < max(leads) and points >= APART_FROM:
        return StatementClass.DIVISIVE
    if min(leads) < 0 or found.gci is None or found.lowest is None:
        return StatementClass.NONE
    return _together(found.gci, found.lowest, points, every)


def _together(gci: float, lowest: float, points: int, every: Counts) -> StatementClass:
    if lowest > HALF and certainty(every.support, every.people) > SURE_ABOVE:
        return StatementClass.COMMON_GROUND
    if gci >= BRIDGE_FROM and points <= BRIDGE_APART:
        return StatementClass.BRIDGE
    return StatementClass.NONE


def certainty(support: int, people: int) -> float:
    """How many standard errors the support of all lies above a half: z of one proportion."""
    return 2 * sqrt(people + 1) * ((support + 1) / (people + 1) - HALF)
