"""Points gathered around centres: k-means without chance, and how well its clusters are apart."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
ROUNDS = 100
ROWS = 512
"""Points measured at a time: their distances stay near the processor."""


@dataclass(frozen=True, eq=False)
class Clusters:
    """Which cluster each point is in, and the centre of each cluster. None is empty."""

    labels: Labels
    centres: Floats


def first_distinct(points: Floats, most: int) -> Floats:
    """The first points that differ from each other, at most so many."""
    found: dict[tuple[float, ...], None] = {}
    for first in range(0, len(points), ROWS):
        for point in points[first : first + ROWS].tolist():
            found.setdefault(tuple(point))
            if len(found) == most:
                return np.array(list(found))
    return np.array(list(found)).reshape(-1, points.shape[1])


def k_means(points: Floats, weights: Floats, start: Floats) -> Clusters:
    """Clusters around centres that begin at `start` and move until no point changes its own, at
    most a hundred times.

    `mine` is never below the distance to a point's own centre, `other` never above that to any
    other: only points for which they do not settle it are measured again.
    """
    centres = start
    labels, mine, other = _nearest(points, centres)
    for _ in range(ROUNDS):
        moved = _means(points, weights, labels, centres)
        steps = np.hypot(*(moved - centres).T)
        centres = moved
        if not steps.any():
            break
        mine += steps[labels]
        other -= steps.max()
        unsure = np.flatnonzero(mine > np.maximum(_half_gaps(centres)[labels], other))
        mine[unsure] = np.hypot(*(points[unsure] - centres[labels[unsure]]).T)
        labels[unsure], mine[unsure], other[unsure] = _nearest(points[unsure], centres)
    return _filled(labels, centres)


def _nearest(points: Floats, centres: Floats) -> tuple[Labels, Floats, Floats]:
    """For each point its nearest centre, how far that is, and how far the second is."""
    labels = np.empty(len(points), dtype=np.int64)
    mine, other = np.empty(len(points)), np.empty(len(points))
    for first in range(0, len(points), ROWS):
        part = slice(first, first + ROWS)
        away = _squares(points[part], centres)
        rows = np.arange(len(away))
        nearest = away.argmin(axis=1)
        labels[part], mine[part] = nearest, away[rows, nearest]
        away[rows, nearest] = np.inf
        other[part] = away.min(axis=1)
    return labels, np.sqrt(mine), np.sqrt(other)


def distances(points: Floats, others: Floats) -> Floats:
    """From each point to each of the others."""
    found: Floats = np.sqrt(_squares(points, others))
    return found


def _squares(points: Floats, others: Floats) -> Floats:
    across = points[:, :1] - others[:, 0]
    across *= across
    along = points[:, 1:] - others[:, 1]
    along *= along
    across += along
    return across


def _means(points: Floats, weights: Floats, labels: Labels, centres: Floats) -> Floats:
    """The weighted mean of each cluster; where one is empty its centre stays."""
    many = len(centres)
    heavy = np.bincount(labels, weights=weights, minlength=many)
    sums = [np.bincount(labels, weights=weights * axis, minlength=many) for axis in points.T]
    full = heavy > 0
    moved = centres.copy()
    moved[full] = (np.stack(sums, axis=1)[full].T / heavy[full]).T
    return moved


def _half_gaps(centres: Floats) -> Floats:
    """Half the distance from each centre to the nearest other: within it a point is surely its."""
    gaps = distances(centres, centres)
    np.fill_diagonal(gaps, np.inf)
    found: Floats = gaps.min(axis=1) / 2
    return found


def _filled(labels: Labels, centres: Floats) -> Clusters:
    """The same without empty clusters."""
    used, renamed = np.unique(labels, return_inverse=True)
    return Clusters(renamed.astype(np.int64), centres[used])
