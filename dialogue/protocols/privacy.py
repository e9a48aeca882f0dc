"""Which groups are too small for their answers to be shown to everybody: decided here alone.

Figures (`dialogue.consensus`), sentences, actas, agreements and exports all ask here.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from dialogue.protocols.kinds import PositionUnit
from dialogue.protocols.outcomes import Outcome, Ranking, Reason
from kernel.statistics import SPLIT_FROM, groups_shown


def hidden_among(people: Mapping[str, int]) -> frozenset[str]:
    """Of groups with so many people each, those whose answers stay hidden: of fewer than five, and
    what is needed so that subtraction does not find them. Nobody is not hidden."""
    there = {group: count for group, count in people.items() if count}
    shown: set[str] = groups_shown(there)
    return frozenset(there.keys() - shown)


def hidden_crowds(people: Mapping[str, int], deciding: Collection[str]) -> frozenset[str]:
    """Of groups that answered one by one, those that stay hidden. Groups that decide and groups
    that do not are guarded each by themselves, since figures are given for those that decide."""
    guarded = {group: count for group, count in people.items() if group in deciding}
    others = {group: count for group, count in people.items() if group not in deciding}
    return hidden_among(guarded) | hidden_among(others)


def few_hidden(people: Mapping[str, int], hidden: Collection[str]) -> bool:
    """Whether a sum over all of these would give away those who are hidden: they are too few."""
    return 0 < sum(count for group, count in people.items() if group in hidden) < SPLIT_FROM


def hidden_in(outcome: Outcome) -> frozenset[str]:
    """The groups whose answers and words stay hidden; a delegation is public by what it is."""
    crowds = [one for one in outcome.standings if one.unit is not PositionUnit.DELEGATION]
    people = {one.group: one.answers for one in crowds}
    return hidden_crowds(people, {one.group for one in crowds if one.decides})


def public_outcome(outcome: Outcome) -> Outcome:
    """The outcome for everybody: state and reasons stand, the answers of small groups do not.

    What came out is public by its nature, and names who stopped it; how many did is not told.
    """
    hidden = hidden_in(outcome)
    deciding = {one.group for one in outcome.standings if one.decides} & hidden
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
