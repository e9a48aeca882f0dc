"""A group moved only where it surely did."""

import pytest
from hypothesis import given

from dialogue.consensus import Counts, movement, movements
from dialogue.consensus.kinds import Way
from dialogue.consensus.moving import two_proportions
from tests.dialogue.consensus.sampling import AGAINST, ASIDE, FOR, voices

NOBODY = Counts()


@pytest.mark.parametrize(
    ("before", "now", "way"),
    [
        (Counts(4, 0, 16), Counts(14, 0, 6), Way.UP),
        (Counts(14, 0, 6), Counts(4, 0, 16), Way.DOWN),
        (Counts(8, 0, 12), Counts(12, 0, 8), Way.CHANCE),
        (Counts(8, 0, 12), Counts(8, 0, 12), Way.SAME),
        (Counts(0, 0, 10), Counts(10, 0, 0), Way.UP),
        (Counts(0, 0, 9), Counts(10, 0, 0), Way.FEW),
        (Counts(0, 0, 10), Counts(9, 0, 0), Way.FEW),
        (Counts(10, 0, 0), Counts(40, 0, 0), Way.CHANCE),
        (AGAINST, FOR, Way.TURNED_FOR),
        (AGAINST, ASIDE, Way.TURNED_FOR),
        (FOR, ASIDE, Way.TURNED_AGAINST),
        (FOR, FOR, Way.SAME),
        (FOR, Counts(20), Way.OTHER_UNIT),
        (Counts(20), FOR, Way.OTHER_UNIT),
        (NOBODY, Counts(20), Way.NOT_THERE),
        (Counts(20), NOBODY, Way.NOT_THERE),
        (None, Counts(20), Way.NOT_THERE),
        (Counts(20), None, Way.NOT_THERE),
    ],
)
def test_what_can_be_said_of_two_rounds(
    before: Counts | None, now: Counts | None, way: Way
) -> None:
    found = movement(before, now)
    assert found.way is way
    assert found.is_marked is (way in {Way.UP, Way.DOWN, Way.TURNED_FOR, Way.TURNED_AGAINST})


def test_the_test_is_that_of_two_proportions() -> None:
    # 14 of 20 against 4 of 20: pooled 0.45, z = 0.5 / sqrt(0.45 * 0.55 * 0.1)
    assert two_proportions(14, 20, 4, 20) == pytest.approx(3.178209, abs=1e-6)
    found = movement(Counts(4, 0, 16), Counts(14, 0, 6))
    assert found.z == pytest.approx(3.178209, abs=1e-6)
    assert found.change == pytest.approx(10 / 22)


def test_a_bound_is_not_a_change() -> None:
    """z of 1.96 and a hair is needed; 14 of 23 against 8 of 25 has 1.99, 13 of 23 has 1.71."""
    assert movement(Counts(8, 0, 17), Counts(14, 0, 9)).way is Way.UP
    assert movement(Counts(8, 0, 17), Counts(13, 0, 10)).way is Way.CHANCE


def test_the_bound_itself_is_not_above_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dialogue.consensus.moving.Z", two_proportions(14, 20, 4, 20))
    assert movement(Counts(4, 0, 16), Counts(14, 0, 6)).way is Way.CHANCE
    assert movement(Counts(14, 0, 6), Counts(4, 0, 16)).way is Way.CHANCE


def test_every_group_of_now_has_its_movement() -> None:
    found = movements({"com": Counts(4, 0, 16)}, {"com": Counts(14, 0, 6), "emp": FOR})
    assert {group: one.way for group, one in found.items()} == {
        "com": Way.UP, "emp": Way.NOT_THERE,
    }  # fmt: skip


@given(voices, voices)
def test_back_is_the_opposite_of_forth(one: Counts, other: Counts) -> None:
    opposite = {
        Way.UP: Way.DOWN, Way.DOWN: Way.UP,
        Way.TURNED_FOR: Way.TURNED_AGAINST, Way.TURNED_AGAINST: Way.TURNED_FOR,
    }  # fmt: skip
    forth, back = movement(one, other), movement(other, one)
    assert back.way is opposite.get(forth.way, forth.way)
    assert (back.change is None) is (forth.change is None)
    if forth.change is not None:
        assert back.change == -forth.change


@given(voices, voices)
def test_what_is_marked_goes_the_way_that_the_shares_show(one: Counts, other: Counts) -> None:
    found = movement(one, other)
    if found.is_marked:
        assert found.change
        assert (found.change > 0) is (found.way in {Way.UP, Way.TURNED_FOR})
