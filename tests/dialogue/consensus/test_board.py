"""The board: what unites and what divides, sorted, and without what would betray a few people."""

from itertools import product

import pytest
from hypothesis import given, settings

from dialogue.consensus import (
    Counts,
    board,
    certainty,
    classes,
    classify,
    consensus_of,
    hidden_groups,
    level_of,
    movements,
    public_movements,
)
from dialogue.consensus import row as row_of
from dialogue.consensus.kinds import BoardOrder, Level, StatementClass, Way
from dialogue.protocols.kinds import PositionUnit
from tests.dialogue.consensus.sampling import AGAINST, ASIDE, FOR, boards, row, voices

COMMON, BRIDGE, DIVISIVE, UNCLEAR, NONE = (
    StatementClass.COMMON_GROUND, StatementClass.BRIDGE, StatementClass.DIVISIVE,
    StatementClass.UNCLEAR, StatementClass.NONE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "kind"),
    [
        (row(com=(8, 1, 1), emp=(4, 0, 1)), COMMON),
        (row(com=(8, 1, 1), emp=FOR), COMMON),
        (row(com=FOR, emp=FOR, uni=FOR), COMMON),
        (row(com=(6, 0, 4), emp=(3, 0, 2)), BRIDGE),  # too few to be sure of them all
        (row(com=(9, 0, 3), emp=(3, 0, 3)), BRIDGE),  # one group at a half
        (row(com=(7, 0, 3), emp=ASIDE), BRIDGE),
        (row(com=(7, 0, 1), emp=(5, 0, 5)), BRIDGE),  # just 30 points apart
        (row(com=(1, 0, 1), emp=(12, 0, 2)), NONE),  # 31 points apart
        (row(com=(1, 0, 0), emp=(2, 0, 7)), NONE),  # 39 points apart
        (row(com=(5, 0, 5), emp=(9, 0, 0)), NONE),  # 41 points, and nobody leans against
        (row(com=(5, 0, 5), emp=FOR), NONE),  # far, and nobody leans against
        (row(com=(9, 0, 3), emp=(4, 0, 5)), NONE),  # near, and one group leans against
        (row(com=(10, 0, 1), emp=(5, 0, 5)), NONE),  # 0.35 apart
        (row(com=(5, 0, 5), emp=(5, 0, 5)), NONE),  # near, and not much behind it
        (row(com=(9, 0, 1), emp=(1, 0, 9)), DIVISIVE),
        (row(com=(3, 0, 0), emp=(0, 0, 3)), DIVISIVE),
        (row(com=(6, 0, 2), emp=(2, 0, 6)), DIVISIVE),  # exactly 0.4 apart: 0.7 and 0.3
        (row(com=(9, 0, 1), emp=AGAINST), DIVISIVE),
        (row(com=(9, 0, 1), emp=(1, 0, 9), uni=(0, 0, 0)), DIVISIVE),
        (row(com=(9, 0, 1), uni=(0, 0, 0)), NONE),  # somebody is missing
        (row(com=(3, 5, 2), emp=(5, 0, 0)), NONE),  # a group that passes is not against
        (row(com=(3, 5, 2), emp=(3, 2, 0)), UNCLEAR),
        (row(com=(60, 40, 0)), COMMON),  # just 40 of 100 pass
        (row(com=(2, 0, 8), emp=(1, 0, 9)), NONE),  # all against
        (row(com=(4, 0, 0)), NONE),  # four people
        (row(com=(2, 0, 0), emp=FOR, uni=FOR), NONE),  # two people and two voices
        (row(com=(5, 0, 0)), COMMON),
        (row(com=(0, 0, 0)), NONE),
        ({}, NONE),
        ({"com": Counts(9, 0, 1), "obs": Counts(0, 0, 9, decides=False)}, COMMON),
    ],
)
def test_where_the_groups_stand(counts: dict[str, Counts], kind: StatementClass) -> None:
    assert classify(counts) is kind


def test_a_bound_itself_is_not_above_and_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = row(com=(5, 0, 2), emp=(5, 0, 2))
    found = consensus_of(counts)
    monkeypatch.setattr(classes, "SURE_ABOVE", certainty(10, 14))
    monkeypatch.setattr(classes, "BRIDGE_FROM", found.gci)
    assert classify(counts) is BRIDGE


def test_how_sure_the_support_of_all_is() -> None:
    assert certainty(5, 5) == pytest.approx(2.449490, abs=1e-6)
    assert certainty(60, 100) == pytest.approx(2.089578, abs=1e-6)


@pytest.mark.parametrize(
    ("share", "level"),
    [(1, Level.STRONGLY_FOR), (0.75, Level.STRONGLY_FOR), (0.746, Level.STRONGLY_FOR),
     (0.744, Level.FOR), (0.58, Level.FOR),
     (0.57, Level.DIVIDED), (0.5, Level.DIVIDED), (0.42, Level.DIVIDED), (0.41, Level.AGAINST),
     (0.575, Level.FOR), (0.415, Level.DIVIDED),
     (0.25, Level.AGAINST), (0.24, Level.STRONGLY_AGAINST), (0, Level.STRONGLY_AGAINST)],
)  # fmt: skip
def test_a_share_has_one_of_five_steps(share: float, level: Level) -> None:
    assert level_of(share) is level


SAID = {
    "meter": row(com=(8, 1, 1), emp=FOR, uni=(6, 0, 1)),
    "wells": row(com=(1, 0, 9), emp=FOR, uni=(3, 0, 4)),
    "fund": row(com=(7, 0, 3), emp=ASIDE, uni=(4, 0, 3)),
    "absent": row(com=(10, 0, 0), emp=Counts(unit=PositionUnit.DELEGATION), uni=(7, 0, 0)),
    "stop": row(com=(10, 0, 0), emp=AGAINST, uni=(7, 0, 0)),
}


@pytest.mark.parametrize(
    ("order", "keys"),
    [
        (BoardOrder.WEAKEST, ["meter", "fund", "wells", "stop", "absent"]),
        (BoardOrder.GCI, ["meter", "fund", "wells", "stop", "absent"]),
        (BoardOrder.SPREAD, ["fund", "meter", "wells", "stop", "absent"]),
    ],
)
def test_the_board_is_sorted_with_what_is_not_known_last(
    order: BoardOrder, keys: list[str]
) -> None:
    assert [one.key for one in board(SAID, order)] == keys


def test_the_weakest_group_and_the_index_are_two_orders() -> None:
    said = {"torn": row(a=(17, 0, 1), b=(4, 0, 4)), "even": row(a=(5, 0, 3), b=(5, 0, 3))}
    assert [one.key for one in board(said, BoardOrder.WEAKEST)] == ["even", "torn"]
    assert [one.key for one in board(said, BoardOrder.GCI)] == ["torn", "even"]


def test_a_row_tells_all_together_and_its_class() -> None:
    first = board(SAID)[0]
    assert first.together == Counts(15, 1, 2)
    assert first.kind is COMMON


# --- What everybody may see ---


def test_a_small_group_is_hidden_with_all_that_would_tell_it() -> None:
    found = row_of(
        "meter", row(com=(8, 1, 1), emp=FOR, aca=(2, 0, 1), gob=(1, 1, 0)), for_public=True
    )
    aca = found.consensus.cell("aca")
    assert (aca.people, aca.counts, aca.share, aca.is_hidden) == (3, None, None, True)
    assert found.consensus.cell("com").share == 9 / 12
    assert found.consensus.withheld == ("aca", "gob")
    assert (found.consensus.gci, found.consensus.gic, found.consensus.spread) == (None, None, None)
    assert found.kind is None
    assert found.together == Counts(12, 2, 2), "five people are hidden together"


def test_one_small_group_takes_the_next_with_it() -> None:
    found = row_of(
        "meter", row(com=(8, 1, 1), emp=FOR, aca=(2, 0, 1), org=(5, 1, 1)), for_public=True
    )
    assert found.consensus.withheld == ("aca", "org")
    assert found.together is not None


@pytest.mark.parametrize("few", [(1, 0, 0), (2, 0, 1), (2, 0, 2)])
def test_the_sum_is_withheld_when_it_would_tell_the_few(few: tuple[int, int, int]) -> None:
    found = row_of("meter", row(emp=FOR, aca=few), for_public=True)
    assert found.together is None


def test_the_sum_stands_when_five_are_hidden_in_it() -> None:
    found = row_of("meter", row(emp=FOR, aca=(2, 0, 1), org=(1, 1, 0)), for_public=True)
    assert found.together == Counts(4, 1, 1)


def test_a_delegation_is_public() -> None:
    found = row_of("meter", row(com=(8, 1, 1), emp=AGAINST), for_public=True)
    assert found.consensus.cell("emp").share == 0
    assert found.consensus.against == ("emp",)
    assert found.kind is DIVISIVE


def test_a_small_group_that_does_not_decide_withholds_no_index() -> None:
    counts = {"com": Counts(8, 1, 1), "obs": Counts(1, 0, 2, decides=False)}
    found = row_of("meter", counts, for_public=True)
    assert found.consensus.cell("obs").is_hidden
    assert found.consensus.gci == 0.75
    assert found.together == Counts(8, 1, 1)


def test_an_absent_group_is_not_hidden() -> None:
    found = row_of("meter", row(com=(8, 1, 1), emp=(0, 0, 0)), for_public=True)
    assert not found.consensus.cell("emp").is_hidden
    assert found.consensus.missing == ("emp",)


def test_how_a_small_group_moved_is_hidden_whichever_round_it_was_small_in() -> None:
    before, now = row(com=(20, 0, 0), aca=(3, 0, 0)), row(com=(5, 0, 15), aca=(0, 0, 30))
    found = public_movements(movements(before, now), hidden_groups(before), hidden_groups(now))
    assert found["aca"].way is Way.HIDDEN
    assert found["com"].way is Way.HIDDEN, "it was hidden together with it"


@settings(max_examples=300)
@given(boards(voices))
def test_nobody_finds_a_small_group_by_subtraction(counts: dict[str, Counts]) -> None:
    shown = row_of("x", counts, for_public=True)
    hidden = [one for one in shown.consensus.cells if one.is_hidden]
    for cell in shown.consensus.cells:
        one = counts[cell.group]
        if 0 < one.people < 5 and not one.is_delegation:
            assert cell.is_hidden
        if one.is_delegation:
            assert not cell.is_hidden
    if hidden:
        assert shown.consensus.gci is None
        assert shown.kind is None
        assert shown.together is None or sum(one.people for one in hidden) >= 5


@settings(max_examples=50)
@given(boards(voices))
def test_a_table_of_large_groups_is_the_same_for_everybody(counts: dict[str, Counts]) -> None:
    if not hidden_groups(counts):
        assert row_of("x", counts, for_public=True) == row_of("x", counts)


def test_every_class_has_counts_that_lead_to_it() -> None:
    others = [(12, 0, 0), (0, 0, 12), (5, 0, 5)]
    steps = range(0, 13, 3)
    assert set(StatementClass) == {
        classify(row(a=(one, two, three), b=other))
        for one, two, three in product(steps, steps, steps)
        for other in others
    }
