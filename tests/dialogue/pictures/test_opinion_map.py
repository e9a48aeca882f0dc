"""The map of opinions shows groups and statements, and never a single person."""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.opinion_groups.bundles import bundled
from dialogue.opinion_groups.finding import find_groups
from dialogue.opinion_groups.found import OpinionGroups, Point
from dialogue.pictures import Picture, letter_of, opinion_map
from tests.basin.samples import speaking
from tests.dialogue.opinion_groups.rounds import POLICING, WATER, camps, found_in, matrix


@pytest.fixture(autouse=True)
def in_spanish() -> Iterator[None]:
    with speaking():
        yield


def numbered(found: OpinionGroups) -> dict[int, str]:
    return {one.statement: str(at) for at, one in enumerate(found.statements, 1)}


def drawn(found: OpinionGroups) -> Picture:
    picture = opinion_map("map", found, numbered(found))
    assert picture.chart
    return picture


def texts(picture: Picture) -> list[str]:
    svg = ElementTree.fromstring(str(picture.chart))  # noqa: S314 - made by us
    return [node.text or "" for node in svg.iter("text")]


def marks(picture: Picture) -> int:
    """How many marks of people there are: they are the ways with the edge of a mark."""
    svg = ElementTree.fromstring(str(picture.chart))  # noqa: S314 - made by us
    edged = [node.get("d", "") for node in svg.iter("path") if node.get("stroke") == "#fff"]
    ways = [way for way in edged if "h6m-3-3v6" not in way]
    return sum(way.count("M") for way in ways)


def test_groups_have_a_letter_and_are_said_as_approximate() -> None:
    found = found_in(WATER)
    picture = drawn(found)
    assert {"A · 75 personas", "B · 25 personas", "A", "B"} <= set(texts(picture))
    assert "aproximados" in picture.said
    assert "0,47" in picture.said
    assert [row[:2] for row in picture.rows] == [("A", "75 personas"), ("B", "25 personas")]


def test_the_table_names_the_statements_that_speak_for_a_group_by_number() -> None:
    found = found_in(WATER)
    for group, row in zip(found.groups, drawn(found).rows, strict=True):
        for side, cell in zip(("agree", "disagree"), row[2:], strict=True):
            spoken = [one.statement for one in group.representative if one.side == side]
            assert cell == ", ".join(numbered(found)[one] for one in spoken)


def test_of_a_group_of_fewer_than_five_nothing_is_shown() -> None:
    found = found_in(POLICING)
    small = [group for group in found.groups if group.size < 5]
    assert small
    picture = drawn(found)
    for group in small:
        letter = letter_of(group)
        assert f"{letter} · menos de 5 personas, no se muestran" in texts(picture)
        assert letter not in texts(picture)
        assert [row for row in picture.rows if row[0] == letter] == [
            (letter, "menos de 5 personas, no se muestran", "–", "–")
        ]


@pytest.mark.parametrize("found", [found_in(WATER), found_in(POLICING)])
def test_a_mark_is_never_one_person(found: OpinionGroups) -> None:
    shown = sum(group.size for group in found.groups if group.size >= 5)
    samples = len([group for group in found.groups if group.size >= 5])
    assert samples <= marks(drawn(found)) - samples <= shown / 5


def test_no_place_of_a_person_can_be_read_from_the_map() -> None:
    found = found_in(WATER)
    own = [one for one in found.people if found.membership[one.id] == 0]
    alone = {(one.x, one.y) for one in own}
    assert not alone & {(each.x, each.y) for each in bundled(own, 5)}


def test_thousands_of_people_are_few_marks_and_few_bytes() -> None:
    found = find_groups(matrix(camps(3000, 30, 3)))
    picture = drawn(found)
    assert marks(picture) <= 170
    assert len(str(picture.chart).encode()) <= 16_000


def test_before_fifteen_people_voted_it_says_what_is_missing() -> None:
    picture = opinion_map("map", find_groups(matrix(camps(9, 8, 2))), {})
    assert picture.chart is None
    assert "quince" in picture.said


def test_people_who_all_vote_alike_are_said_to_be_no_groups() -> None:
    alike = [(who, what, 1, 0) for who in range(20) for what in range(8)]
    picture = drawn(find_groups(matrix(alike)))
    assert "No hay grupos distintos" in picture.said


@pytest.mark.parametrize(("parties", "words"), [(2, "bien separados"), (5, "separados")])
def test_how_far_groups_may_be_believed_is_said_in_words(parties: int, words: str) -> None:
    assert words in drawn(find_groups(matrix(camps(100, 40, parties)))).said


def test_a_statement_without_a_number_is_not_drawn() -> None:
    found = found_in(WATER)
    picture = opinion_map("map", found, {24: "F1"})
    assert [text for text in texts(picture) if re.fullmatch(r"F?\d+", text)] == ["F1"]


def test_the_statements_by_which_a_group_is_known_are_on_the_map() -> None:
    written = Counter(texts(drawn(found_in(WATER))))
    assert written["25"] == written["27"] == 1


points = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), max_size=200)


@given(points, st.integers(1, 9))
def test_bundles_hold_everybody_and_nobody_alone(places: list[tuple[int, int]], least: int) -> None:
    people = [Point(at, float(x), float(y)) for at, (x, y) in enumerate(places)]
    found = bundled(people, least)
    assert sum(one.people for one in found) == (len(people) if len(people) >= least else 0)
    assert all(least <= one.people < 2 * least for one in found)
    assert bundled(people[::-1], least) == found


def test_a_bundle_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="somebody"):
        bundled([], 0)
