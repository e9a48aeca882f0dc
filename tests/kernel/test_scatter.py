"""Clouds on a plane: true to scale, told apart without colour, no word over another."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.charts import Caption, Cloud, Mark, Sign, scatter
from kernel.charts.beside import boxes
from kernel.charts.hull import hull_of
from kernel.charts.marks import SHAPES

CAPTION = Caption("c", "Título", "Descripción")
places = st.tuples(st.integers(-50, 50), st.integers(-50, 50))


def nodes(svg: str, name: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(name))  # noqa: S314 - made by us


def ways(svg: str) -> list[str]:
    return [node.get("d", "") for node in nodes(svg, "path")]


def starts(way: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", way)]


def crosses(svg: str) -> list[tuple[float, float]]:
    (way,) = {way for way in ways(svg) if "h6m-3-3v6" in way}
    return starts(way)


def test_the_same_distance_is_as_long_across_as_up() -> None:
    svg = scatter(CAPTION, [], [Sign(0, 0, "a"), Sign(3, 0, "b"), Sign(0, 3, "c")])
    (x, y), across, up = crosses(svg)
    assert across[0] - x == y - up[1] > 100
    assert (across[1], up[0]) == (y, x)


def test_each_cloud_has_a_shape_of_its_own() -> None:
    assert len({shape(0, 0, 5) for shape in SHAPES}) == 5
    clouds = [Cloud(letter, letter, (Mark(at, 0),)) for at, letter in enumerate("ABCDE")]
    drawn = {re.sub(r"M[-\d.]+ [-\d.]+", "", way) for way in ways(scatter(CAPTION, clouds, []))}
    assert len(drawn) >= 5


def test_a_mark_of_more_people_is_larger() -> None:
    svg = scatter(CAPTION, [Cloud("A", "a", (Mark(0, 0, 20), Mark(9, 0, 5)))], [])
    (way,) = {way for way in ways(svg) if way.count("Z") == 0 and way.count("M") == 2}
    wide = [float(arc) for arc in re.findall(r"M[-\d.]+ [-\d.]+a([\d.]+)", way)]
    assert wide == [8.0, 4.0]


def test_a_cloud_without_marks_is_only_named() -> None:
    svg = scatter(CAPTION, [Cloud("A", "menos de 5", ())], [])
    assert "A · menos de 5" in [node.text for node in nodes(svg, "text")]
    assert ways(svg) == []
    assert nodes(svg, "circle") == []


def test_nothing_at_all_is_an_empty_plane() -> None:
    assert len(nodes(scatter(CAPTION, [], []), "rect")) == 1


def test_people_who_stand_at_one_place_are_no_error() -> None:
    svg = scatter(CAPTION, [Cloud("A", "a", (Mark(4, 4, 9), Mark(4, 4, 9)))], [Sign(4, 4, "1")])
    assert len(crosses(svg)) == 1


def test_too_many_clouds_or_marks_are_refused() -> None:
    with pytest.raises(ValueError, match="told apart"):
        scatter(CAPTION, [Cloud("A", "a", ())] * 6, [])
    with pytest.raises(ValueError, match="blot"):
        scatter(CAPTION, [Cloud("A", "a", (Mark(0, 0),) * 501)], [])


@given(st.lists(places, max_size=30))
def test_no_word_covers_another_and_the_first_is_written(spots: list[tuple[int, int]]) -> None:
    words = [((float(x), float(y)), str(at)) for at, (x, y) in enumerate(spots)]
    found = boxes(words, [], lambda _: True)
    assert len(found) == len(words)
    assert not words or found[0]
    for one, other in combinations([box for box in found if box], 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_word_that_would_cover_a_letter_or_leave_the_frame_is_left_out() -> None:
    everywhere = (-99.0, -99.0, 99.0, 99.0)
    assert boxes([((0.0, 0.0), "1")], [everywhere], lambda _: True) == [None]
    assert boxes([((0.0, 0.0), "1")], [], lambda _: False) == [None]


@given(st.lists(places, max_size=40))
def test_a_hull_holds_every_point_and_turns_one_way(spots: list[tuple[int, int]]) -> None:
    points = [(float(x), float(y)) for x, y in spots]
    corners = hull_of(points)
    assert set(corners) <= set(points)
    if len(corners) > 2:
        for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
            assert all((bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0 for x, y in points)


def test_a_straight_row_has_two_corners() -> None:
    assert hull_of([(0, 0), (1, 1), (2, 2)]) == [(0, 0), (2, 2)]
    assert hull_of([]) == []
