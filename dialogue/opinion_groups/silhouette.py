"""How well clusters are apart."""

import numpy as np

from dialogue.opinion_groups.clusters import Floats, Labels, distances


def silhouette_of(points: Floats, labels: Labels) -> float:
    """The mean over all points of how much nearer the own cluster is than the next, -1 to 1.

    A point alone in its cluster counts 0, as do all where there is one cluster. It compares every
    point with every other: meant for the centres of clusters, of which there are few.
    """
    sizes = np.bincount(labels)
    if len(sizes) < 2:
        return 0.0
    away = distances(points, points)
    sums = np.stack([away[:, labels == label].sum(axis=1) for label in range(len(sizes))], axis=1)
    rows = np.arange(len(points))
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    means = sums / sizes
    means[rows, labels] = np.inf
    next_one = means.min(axis=1)
    widest = np.maximum(own, next_one)
    each = np.where(widest > 0, (next_one - own) / np.where(widest > 0, widest, 1), 0.0)
    return float(np.where(sizes[labels] > 1, each, 0.0).mean())
