"""The pictures of rounds: drawn from counts, read without colour or eyes, and betraying nobody."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.consensus import Counts, hidden_groups
from dialogue.pictures import Picture, Round, round_bars, rounds_over_time
from tests.basin.samples import speaking
from tests.dialogue.consensus.sampling import AGAINST, ASIDE, FOR, boards, row, voices

NAMES = {"com": "Comunidad", "emp": "Empresa", "uni": "Universidad"}
ROUNDS = [
    Round(1, row(com=(4, 0, 16), emp=AGAINST, uni=(2, 0, 1))),
    Round(2, row(com=(9, 1, 10), emp=ASIDE, uni=(0, 0, 0))),
    Round(3, row(com=(18, 1, 1), emp=FOR, uni=(3, 0, 0))),
]


@pytest.fixture(autouse=True)
def in_spanish() -> Iterator[None]:
    with speaking():
        yield


def texts(picture: Picture) -> list[str]:
    return [node.text or "" for node in root_of(picture).iter("text")]


def root_of(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(str(picture.chart))  # noqa: S314 - made by us


def lines(picture: Picture) -> int:
    """How many strokes join stops that were measured."""
    return sum(
        one.get("stroke-width") == "3" and "L" in (one.get("d") or "")
        for one in root_of(picture).iter("path")
    )


def dots(picture: Picture) -> int:
    return len(list(root_of(picture).iter("circle")))


def diamonds(picture: Picture) -> int:
    return sum((one.get("d") or "").endswith("z") for one in root_of(picture).iter("path"))


def test_each_group_has_its_line_and_its_words_at_the_end() -> None:
    picture = rounds_over_time("time", ROUNDS, NAMES)
    said = " ".join(texts(picture))
    assert "A 86 % ▲ 41 B Sí ▲ C 80 %" in said
    assert said.endswith("A Comunidad B Empresa C Universidad")
    assert {"Ronda 1", "2", "3", "0 %", "50 %", "100 %"} <= set(texts(picture))


def test_a_delegation_is_a_mark_and_nobody_is_a_gap() -> None:
    picture = rounds_over_time("time", ROUNDS, NAMES)
    assert diamonds(picture) == 3
    assert dots(picture) == 5
    assert lines(picture) == 1, "the university was not there in round 2"


def test_everybody_sees_a_small_group_as_a_gap_with_words() -> None:
    rounds = [Round(one.number, {**one.counts, "org": Counts(9, 3, 3)}) for one in ROUNDS]
    picture = rounds_over_time("time", rounds, {**NAMES, "org": "Organización"}, for_public=True)
    said = " ".join(texts(picture))
    assert "menos de 5 personas" in said
    university = next(one for one in picture.rows if one[0] == "Universidad")
    assert university == (
        "Universidad", "menos de 5 personas", "nadie participó", "menos de 5 personas",
        "No se muestra, para cuidar a un grupo pequeño.",
    )  # fmt: skip


def test_the_table_says_the_same_as_the_picture() -> None:
    picture = rounds_over_time("time", ROUNDS, NAMES)
    assert picture.heads == ("Grupo", "Ronda 1", "Ronda 2", "Ronda 3", "Cambio")
    assert picture.rows[0] == (
        "Comunidad", "23 %", "45 %", "86 %", "Subió 41 puntos desde la ronda anterior.",
    )  # fmt: skip
    assert picture.rows[1][1:4] == ("No", "Ni sí ni no", "Sí")


def test_a_group_that_came_later_was_not_there_before() -> None:
    rounds = [Round(1, row(com=(4, 0, 16))), Round(2, row(com=(4, 0, 16), emp=FOR))]
    assert rounds_over_time("time", rounds, NAMES).rows[1][1] == "no estaba en esta ronda"


def test_without_rounds_it_is_said_that_there_are_none() -> None:
    picture = rounds_over_time("time", [], NAMES)
    assert (picture.chart, picture.said) == (None, "Todavía no hay rondas con posiciones.")
    assert round_bars("bars", {}, NAMES).chart is None


def test_a_bar_has_its_numbers_and_its_word() -> None:
    picture = round_bars("bars", row(com=(18, 1, 1), emp=AGAINST, uni=(0, 0, 0)), NAMES)
    said = texts(picture)
    assert "Comunidad (20 personas): muy a favor, índice 86 %" in " ".join(said)
    assert "Empresa (delegación, una voz): No" in " ".join(said)
    assert "Nadie participó." in said
    assert {"18", "1"} <= set(said)
    assert picture.rows[0] == ("Comunidad", "20", "18", "1", "1", "86 %, muy a favor")


def test_a_bar_of_a_small_group_is_veiled_for_everybody() -> None:
    counts = row(com=(18, 1, 1), emp=FOR, uni=(2, 0, 1), org=(2, 1, 0))
    picture = round_bars("bars", counts, NAMES, for_public=True)
    assert texts(picture).count("No se muestra, para cuidar a un grupo pequeño.") == 2
    assert picture.rows[2] == ("Universidad", "3", "–", "–", "–", "menos de 5 personas")


@settings(max_examples=40, deadline=None)
@given(st.lists(boards(voices), min_size=1, max_size=4))
def test_any_rounds_are_drawn_inside_the_sheet(rounds: list[dict[str, Counts]]) -> None:
    with speaking():
        found = [Round(number, counts) for number, counts in enumerate(rounds, 1)]
        picture = rounds_over_time("time", found, {}, for_public=True)
        root = root_of(picture)
        wide, high = map(float, (root.get("viewBox") or "").split()[2:])
        for dot in root.iter("circle"):
            assert 0 <= float(dot.get("cx") or -1) <= wide
            assert 0 <= float(dot.get("cy") or -1) <= high
        for word in root.iter("text"):
            assert 0 <= float(word.get("y") or -1) <= high + 1
        groups = {group for counts in rounds for group in counts}
        assert len(picture.rows) == len(groups)
        for number, counts in enumerate(rounds, 1):
            for one in picture.rows:
                if one[0] in hidden_groups(counts):
                    assert not re.search(r"\d+ %", one[number])
