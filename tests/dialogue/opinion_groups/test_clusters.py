"""The fast clusters are those of the plain method, and the silhouette is the plain one."""

from math import isclose

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.opinion_groups.clusters import Floats, Labels, first_distinct, k_means
from dialogue.opinion_groups.grouping import grouping_of
from dialogue.opinion_groups.silhouette import silhouette_of
from tests.dialogue.opinion_groups import slowly

seeds = st.integers(0, 2**32)


def cloud(seed: int, many: int) -> Floats:
    """Points around four places."""
    chance = np.random.default_rng(seed)
    places: Floats = chance.normal(size=(many, 2)) + 3 * chance.integers(0, 2, (many, 2))
    return places


def plain(points: Floats, weights: Floats, centres: Floats) -> Labels:
    """k-means as it stands in every book: every point measured in every round."""
    for _ in range(100):
        away = np.hypot(*(points[:, None] - centres).transpose(2, 0, 1))
        labels: Labels = away.argmin(axis=1)
        moved = centres.copy()
        for label in np.unique(labels):
            own = labels == label
            moved[label] = np.average(points[own], axis=0, weights=weights[own])
        if (moved == centres).all():
            break
        centres = moved
    return labels


@given(seeds, st.integers(2, 300), st.integers(2, 30))
@settings(deadline=None, max_examples=60)
def test_clusters_are_those_of_the_plain_method(seed: int, many: int, count: int) -> None:
    points = cloud(seed, many)
    weights = np.random.default_rng(seed).uniform(1, 9, many)
    start = first_distinct(points, count)
    found, wanted = k_means(points, weights, start), plain(points, weights, start)
    _, wanted = np.unique(wanted, return_inverse=True)
    assert found.labels.tolist() == wanted.tolist()
    for label, centre in enumerate(found.centres):
        own = found.labels == label
        mean = np.average(points[own], axis=0, weights=weights[own])
        assert np.allclose(centre, mean, atol=1e-9)


@given(seeds, st.integers(1, 40), st.integers(1, 6))
@settings(deadline=None)
def test_the_silhouette_is_the_plain_one(seed: int, many: int, count: int) -> None:
    points = cloud(seed, many)
    _, labels = np.unique(np.random.default_rng(seed).integers(0, count, many), return_inverse=True)
    wanted = slowly.silhouette([(x, y) for x, y in points.tolist()], labels.tolist())
    assert isclose(silhouette_of(points, labels), wanted, abs_tol=1e-12)


def test_points_at_one_place_have_no_silhouette() -> None:
    assert silhouette_of(np.zeros((4, 2)), np.array([0, 0, 1, 1])) == 0


@pytest.mark.parametrize(("places", "most"), [(11, 2), (12, 3), (23, 3), (24, 4), (60, 5)])
def test_few_different_opinions_make_few_groups(places: int, most: int) -> None:
    angles = np.arange(places) % 6 * np.pi / 3
    points = np.stack([np.cos(angles), np.sin(angles)], axis=1) * 50 + cloud(1, places) / 100
    assert grouping_of(points).count == most


def test_the_first_different_points_are_taken_in_their_order() -> None:
    points = np.array([[1.0, 1], [1, 1], [0, 2], [1, 1], [5, 5]])
    assert first_distinct(points, 2).tolist() == [[1, 1], [0, 2]]
    assert first_distinct(points, 9).tolist() == [[1, 1], [0, 2], [5, 5]]
    assert first_distinct(points[:0], 9).shape == (0, 2)
