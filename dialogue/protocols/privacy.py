"""Which groups are too small for their answers to be shown to everybody."""

from collections.abc import Mapping
from dataclasses import replace

from dialogue.protocols.kinds import PositionUnit
from dialogue.protocols.outcomes import Outcome, Ranking, Reason
from kernel.statistics import groups_shown


def hidden_among(people: Mapping[str, int]) -> frozenset[str]:
    """Of groups with so many people each, those whose answers stay hidden: of fewer than five, and
    what is needed so that subtraction does not find them. Nobody is not hidden."""
    there = {group: count for group, count in people.items() if count}
    shown: set[str] = groups_shown(there)
    return frozenset(there.keys() - shown)


def public_outcome(outcome: Outcome) -> Outcome:
    """The outcome for everybody: state and reasons stand, the answers of small groups do not.

    What came out is public by its nature, and names who stopped it; how many did is not told.
    """
    crowds = [one for one in outcome.standings if one.unit is not PositionUnit.DELEGATION]
    deciding = hidden_among({one.group: one.answers for one in crowds if one.decides})
    others = hidden_among({one.group: one.answers for one in crowds if not one.decides})
    hidden = deciding | others
    veiled = hidden | ({None} if deciding else frozenset[None]())

    def safe(reason: Reason) -> Reason:
        if reason.needed is not None or reason.group not in veiled:
            return reason
        return replace(reason, count=None, of=None, share=None)

    return replace(
        outcome,
        reasons=tuple(map(safe, outcome.reasons)),
        remarks=tuple(map(safe, outcome.remarks)),
        standings=tuple(one for one in outcome.standings if one.group not in hidden),
        ranking=_public_ranking(outcome.ranking, hidden, bool(deciding)),
    )


def _public_ranking(
    ranking: Ranking | None, hidden: frozenset[str], telling: bool
) -> Ranking | None:
    """Points of hidden groups go, and those of all when these would tell them; the order stays."""
    if ranking is None:
        return None
    shown = {group: points for group, points in ranking.by_group.items() if group not in hidden}
    return replace(ranking, by_group=shown, together={} if telling else ranking.together)
