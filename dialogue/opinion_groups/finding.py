"""From votes to opinion groups. Slow work for large rounds: for the worker, never for a page."""

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from dialogue.opinion_groups.clusters import Floats
from dialogue.opinion_groups.components import components_of, projected
from dialogue.opinion_groups.counting import tallies_of
from dialogue.opinion_groups.found import OpinionGroup, OpinionGroups, Point, StatementFigures
from dialogue.opinion_groups.grouping import Grouping, grouping_of, who_is_grouped
from dialogue.opinion_groups.matrix import Ints, VoteMatrix
from dialogue.opinion_groups.priority import priority
from dialogue.opinion_groups.selecting import majority_of, representative_of
from dialogue.opinion_groups.shares import informed_consensus
from dialogue.opinion_groups.tallies import Tally, together


def find_groups(
    matrix: VoteMatrix,
    *,
    rejected: Collection[int] = frozenset(),
    about_itself: Collection[int] = frozenset(),
) -> OpinionGroups:
    """Who votes alike, and what each group holds.

    Statements `rejected` by moderation are counted, but nobody is grouped by them and they speak
    for nobody. Those `about_itself` are about the conversation.
    """
    heard = matrix.without(rejected)
    components = components_of(heard)
    rows = who_is_grouped(heard.cast, len(matrix.statements))
    where = projected(heard, components)[rows]
    grouping = grouping_of(where)
    tallies = tallies_of(matrix, rows, grouping.labels)
    figures = tuple(_figures(matrix.statements, tallies, components.extremity, about_itself))
    spoken = [one for one in figures if one.statement not in rejected]
    totals = {one.statement: one.everybody for one in spoken}
    return OpinionGroups(
        participants=len(matrix.participants),
        votes=len(matrix.value),
        silhouette=grouping.silhouette if grouping.count else None,
        groups=tuple(_groups(grouping, spoken)),
        membership=_membership(matrix.participants[rows], grouping),
        statements=figures,
        majority_agree=majority_of(totals, "agree"),
        majority_disagree=majority_of(totals, "disagree"),
        people=_points(matrix.participants[rows], where),
        places=_points(matrix.statements, components.single_votes),
    )


def _figures(
    statements: Ints,
    tallies: Sequence[tuple[Tally, ...]],
    extremity: Floats,
    about_itself: Collection[int],
) -> Iterator[StatementFigures]:
    for name, each, far in zip(statements.tolist(), tallies, extremity.tolist(), strict=True):
        everybody, groups = together(each), each[:-1]
        weight = priority(everybody, far, about_itself=name in about_itself)
        consensus = informed_consensus(groups)
        yield StatementFigures(name, everybody, groups, consensus, weight, far)


def _groups(grouping: Grouping, spoken: Sequence[StatementFigures]) -> Iterator[OpinionGroup]:
    """Each group beside the people of all other groups together."""
    sizes = np.bincount(grouping.labels, minlength=grouping.count).tolist()
    for number, size in enumerate(sizes):
        inside = {one.statement: one.groups[number] for one in spoken}
        outside = {
            one.statement: together(one.groups).without(one.groups[number]) for one in spoken
        }
        yield OpinionGroup(number, size, representative_of(inside, outside))


def _membership(people: Ints, grouping: Grouping) -> dict[int, int]:
    return dict(zip(people.tolist(), grouping.labels.tolist(), strict=True))


def _points(ids: Ints, where: Floats) -> tuple[Point, ...]:
    places = where.tolist()
    return tuple(Point(one, *place) for one, place in zip(ids.tolist(), places, strict=True))
