"""The figures of rounds as pages show them: pictures, sentences, and how each is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialogue.consensus import (
    Consensus,
    consensus_of,
    hidden_groups,
    movements,
    public,
    public_movements,
)
from dialogue.pictures import Picture, Round, round_bars, rounds_over_time
from dialogue.queries.results import Sealed
from dialogue.sentences import (
    Told,
    index_explained,
    index_told,
    movement_told,
    outcome_told,
    weakest_told,
)
from dialogue.sentences.names import percent
from web.locale import _, current


@dataclass(frozen=True)
class Figures:
    """Everything that is said of one closed round."""

    sealed: Sealed
    told: Told
    bars: Picture | None
    sentences: Sequence[str]
    made: Sequence[str]
    moved: Sequence[tuple[str, str]]
    ranking: Sequence[tuple[str, str, Sequence[str]]]


def figures_of(sealed: Sealed, before: Sealed | None = None, key: str = "") -> Figures:
    """What a round came to, and how each group moved since the round `before`."""
    language = current()
    names, alternatives = sealed.called(language), sealed.alternatives_called(language)
    told = outcome_told(sealed.outcome, names, alternatives)
    if sealed.is_ranked:
        return Figures(sealed, told, None, (), (), (), _ranking(sealed, alternatives))
    bars = round_bars(
        key or f"bars-{sealed.number}", sealed.counts, names, for_public=sealed.for_public
    )
    found = consensus_seen(sealed)
    said = (index_told(found, names), _raw(found), weakest_told(found, names))
    return Figures(
        sealed, told, bars, [one for one in said if one], index_explained(),
        _moved(sealed, before, names), (),
    )  # fmt: skip


def consensus_seen(sealed: Sealed) -> Consensus:
    """The figures of all groups together, small ones hidden from the public."""
    found = consensus_of(sealed.counts)
    return public(found, hidden_groups(sealed.counts)) if sealed.for_public else found


def over_time(sealed: Sequence[Sealed]) -> Picture | None:
    """How each group moved, round by round; None where there are not two to compare."""
    shown = [one for one in sealed if not one.is_ranked]
    if len(shown) < 2:
        return None
    names: dict[str, str] = {}
    for one in shown:
        names |= one.called(current())
    rounds = [Round(one.number, one.counts) for one in shown]
    return rounds_over_time("moves", rounds, names, for_public=shown[-1].for_public)


def _raw(found: Consensus) -> str:
    """The bare product, for whoever compares with Polis."""
    if found.gic is None:
        return ""
    return str(_(
        "Sin sacar la raíz, como en Polis, sería %(share)s: esa cifra baja solo por haber más "
        "grupos.", share=percent(found.gic),
    ))  # fmt: skip


def _moved(
    sealed: Sealed, before: Sealed | None, names: Mapping[str, str]
) -> list[tuple[str, str]]:
    if before is None or before.is_ranked:
        return []
    found = movements(before.counts, sealed.counts)
    if sealed.for_public:
        hidden = hidden_groups(before.counts), hidden_groups(sealed.counts)
        found = public_movements(found, *hidden)
    return [(names.get(group, group), movement_told(one)) for group, one in found.items()]


def _ranking(
    sealed: Sealed, alternatives: Mapping[str, str]
) -> list[tuple[str, str, Sequence[str]]]:
    ranking = sealed.outcome.ranking
    if ranking is None:
        return []
    groups = list(ranking.by_group)
    return [
        (
            alternatives.get(key, key),
            percent(ranking.together[key]) if key in ranking.together else "–",
            [percent(ranking.by_group[group][key]) for group in groups],
        )
        for key in ranking.order
    ]


def ranked_groups(figures: Figures) -> list[str]:
    """The groups whose points stand in the table of a ranking."""
    ranking = figures.sealed.outcome.ranking
    names = figures.sealed.called(current())
    return [names.get(key, key) for key in ranking.by_group] if ranking else []
