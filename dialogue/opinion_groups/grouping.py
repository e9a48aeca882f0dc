"""Who is grouped, and how people on the map fall into groups."""

from dataclasses import dataclass

import numpy as np

from dialogue.opinion_groups.clusters import Clusters, Floats, Labels, first_distinct, k_means
from dialogue.opinion_groups.found import LEAST_PEOPLE
from dialogue.opinion_groups.matrix import Ints
from dialogue.opinion_groups.silhouette import silhouette_of

ENOUGH_VOTES = 7
BASES = 100
"""Clusters of the first kind, so small that each is one opinion."""
MOST_GROUPS = 5
BASES_PER_GROUP = 12


@dataclass(frozen=True, eq=False)
class Grouping:
    """The group of each point, the largest being 0, and how well the groups are apart."""

    labels: Labels
    count: int
    silhouette: float


def who_is_grouped(cast: Ints, statements: int) -> Ints:
    """The rows of those who voted enough; with too few of them the most active, up to fifteen.

    Nobody where there are fewer than fifteen people who voted at all.
    """
    enough = np.flatnonzero(cast >= max(min(ENOUGH_VOTES, statements), 1))
    if len(enough) >= LEAST_PEOPLE:
        return enough
    most_active = np.argsort(-cast, kind="stable")[:LEAST_PEOPLE]
    chosen = np.sort(most_active[cast[most_active] > 0])
    return chosen if len(chosen) == LEAST_PEOPLE else chosen[:0]


def grouping_of(points: Floats) -> Grouping:
    """Groups of people by where they stand; one group where all stand at the same place."""
    if not len(points):
        return Grouping(np.zeros(0, dtype=np.int64), 0, 0.0)
    bases = k_means(points, np.ones(len(points)), first_distinct(points, BASES))
    heavy = np.bincount(bases.labels).astype(np.float64)
    best, height = _one_group(bases), 0.0
    for number, (tried, found) in enumerate(_tries(bases, heavy)):
        if number == 0 or found > height:
            best, height = tried, found
    return _by_size(best.labels[bases.labels], height)


def _one_group(bases: Clusters) -> Clusters:
    return Clusters(np.zeros(len(bases.centres), dtype=np.int64), bases.centres[:1])


def _tries(bases: Clusters, heavy: Floats) -> list[tuple[Clusters, float]]:
    """Two groups, three, … as many as the bases allow, each with its silhouette."""
    most = min(MOST_GROUPS, 2 + len(bases.centres) // BASES_PER_GROUP, len(bases.centres))
    found = []
    for count in range(2, most + 1):
        for start in _starts(bases.centres, heavy, count):
            tried = k_means(bases.centres, heavy, start)
            found.append((tried, silhouette_of(bases.centres, tried.labels)))
    return found


def _starts(centres: Floats, heavy: Floats, count: int) -> list[Floats]:
    """Where the groups may begin: at the first centres, and at centres far from each other."""
    return [first_distinct(centres, count), _far_apart(centres, heavy, count)]


def _far_apart(centres: Floats, heavy: Floats, count: int) -> Floats:
    """The heaviest centre, then always the one whose people are farthest from those chosen."""
    chosen = [int(heavy.argmax())]
    nearest = np.hypot(*(centres - centres[chosen[0]]).T)
    while len(chosen) < count:
        chosen.append(int((nearest**2 * heavy).argmax()))
        nearest = np.minimum(nearest, np.hypot(*(centres - centres[chosen[-1]]).T))
    return centres[chosen]


def _by_size(labels: Labels, height: float) -> Grouping:
    """Groups renamed from the largest to the smallest, of equal ones the one first met first."""
    _, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    names = np.empty(len(order), dtype=np.int64)
    names[order] = np.arange(len(order))
    return Grouping(names[labels], len(order), height)
