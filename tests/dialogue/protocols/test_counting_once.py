"""Seats, units and voices: nobody counts twice, and no count is impossible."""

from dataclasses import replace

import pytest

from dialogue.protocols import (
    LEANING,
    NEEDS_REASON,
    OPTIONS,
    Hands,
    Rules,
    Tally,
    decide,
    offered,
    refusal_of_person,
    refusal_of_unit,
    seats_filled,
    seats_needed,
)
from dialogue.protocols.kinds import DoubleCount, Leaning, PositionOption, PositionUnit, Protocol

INDIVIDUAL, DELEGATION, TALLY = (
    PositionUnit.INDIVIDUAL, PositionUnit.DELEGATION, PositionUnit.TALLY,
)  # fmt: skip
COM = Tally("com", decides=True, may_block=True, seats=5, present=3)


@pytest.mark.parametrize(
    ("recorded", "wanted", "refusal"),
    [
        ([], INDIVIDUAL, None),
        ([], DELEGATION, None),
        ([], TALLY, None),
        ([INDIVIDUAL, INDIVIDUAL], INDIVIDUAL, None),
        ([DELEGATION], DELEGATION, None),
        ([TALLY], TALLY, None),
        ([DELEGATION], INDIVIDUAL, DoubleCount.DELEGATION_SPEAKS),
        ([TALLY], INDIVIDUAL, DoubleCount.HANDS_COUNTED),
        ([INDIVIDUAL], DELEGATION, DoubleCount.MEMBERS_SPOKE),
        ([INDIVIDUAL], TALLY, DoubleCount.MEMBERS_SPOKE),
        ([DELEGATION], TALLY, DoubleCount.DELEGATION_SPEAKS),
        ([TALLY], DELEGATION, DoubleCount.HANDS_COUNTED),
        ([TALLY, DELEGATION], TALLY, DoubleCount.DELEGATION_SPEAKS),
    ],
)
def test_a_group_speaks_in_one_unit_a_round(
    recorded: list[PositionUnit], wanted: PositionUnit, refusal: DoubleCount | None
) -> None:
    assert refusal_of_unit(recorded, wanted) is refusal


@pytest.mark.parametrize(
    ("spoke_for", "refusal"),
    [([], None), (["com"], None), (["emp"], DoubleCount.SPEAKS_FOR_ANOTHER),
     (["com", "emp"], DoubleCount.SPEAKS_FOR_ANOTHER)],
)  # fmt: skip
def test_a_person_speaks_for_one_group_a_round(
    spoke_for: list[str], refusal: DoubleCount | None
) -> None:
    assert refusal_of_person(spoke_for, "com") is refusal


def test_titular_and_alternate_fill_one_seat() -> None:
    assert seats_filled(["seat-1", "seat-1", "seat-2"]) == 2


@pytest.mark.parametrize(
    ("seats", "share", "needed"),
    [(0, 0.5, 1), (1, 0.5, 1), (2, 0.5, 2), (3, 0.5, 2), (4, 0.5, 3), (5, 0.5, 3), (5, 0, 1),
     (5, 1, 5), (100, 0.29, 30), (10, 0.7, 8), (3, 0.66, 2), (6, 0.66, 4)],
)  # fmt: skip
def test_a_quorum_is_more_than_its_share_of_the_seats(
    seats: int, share: float, needed: int
) -> None:
    assert seats_needed(seats, share) == needed


def test_hands_are_counted_by_sex_and_all_together() -> None:
    shown = {PositionOption.YES: Hands(women=12, men=9, other=1), PositionOption.NO: Hands(men=2)}
    tally = COM.by_hands(shown)
    assert tally.unit is TALLY
    assert tally.counts == {PositionOption.YES: 22, PositionOption.NO: 2}
    assert tally.hands == shown
    assert Hands(women=3).total == Hands(men=3).total == Hands(other=3).total == 3


def test_a_delegation_takes_the_place_of_what_was_counted() -> None:
    tally = COM.by_hands({PositionOption.YES: Hands(5)}).by_delegation(PositionOption.NO)
    assert (tally.unit, tally.counts, tally.hands) == (DELEGATION, {PositionOption.NO: 1}, None)


@pytest.mark.parametrize(
    "facts",
    [
        {"present": 6},
        {"present": -1},
        {"counts": {PositionOption.YES: -1}},
        {"unit": DELEGATION, "counts": {PositionOption.YES: 2}},
        {"unit": DELEGATION, "counts": {PositionOption.YES: 1, PositionOption.NO: 1}},
        {"counts": {PositionOption.OBJECTION: 1}, "integrated": 2},
        {"integrated": 1},
        {"integrated": -1},
        {"orders": {("a", "a"): 1}},
        {"orders": {("a", "b"): -1}},
    ],
)
def test_impossible_counts_are_refused(facts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        replace(COM, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "facts",
    [{"quorum": 1.1}, {"quorum": -0.1}, {"aside_limit": 2}, {"support": 75}, {"majority": 1},
     {"levels": 7}, {"alternatives": ("a", "a")}],
)  # fmt: skip
def test_impossible_rules_are_refused(facts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Rules(**facts)  # type: ignore[arg-type]


def test_a_group_stands_in_a_round_once() -> None:
    with pytest.raises(ValueError, match="counted twice"):
        decide(Protocol.CONSENT, [COM, COM])


@pytest.mark.parametrize(
    ("protocol", "option", "levels"),
    [
        (Protocol.CONSENT, PositionOption.YES, 8),
        (Protocol.GRADIENTS, PositionOption.GO_ALONG, 5),
        (Protocol.DOUBLE_MAJORITY, PositionOption.VETO, 8),
        (Protocol.RANKED, PositionOption.YES, 8),
    ],
)
def test_an_answer_of_another_protocol_is_not_counted(
    protocol: Protocol, option: PositionOption, levels: int
) -> None:
    with pytest.raises(ValueError, match="does not know"):
        decide(
            protocol,
            [Tally("com", True, True, 1, 1, {option: 1})],
            Rules(levels=levels, alternatives=("a", "b")),
        )


def test_every_answer_has_a_side_and_a_protocol() -> None:
    assert set(LEANING) == set(PositionOption)
    assert {option for every in OPTIONS.values() for option in every} == set(PositionOption)
    assert set(OPTIONS) == set(Protocol)


def test_who_does_not_go_along_is_asked_why() -> None:
    assert set(PositionOption) - NEEDS_REASON == {
        PositionOption.CONSENT, PositionOption.ABSTAIN, PositionOption.AGREE,
        PositionOption.ENDORSE, PositionOption.MINOR_CONCERNS, PositionOption.RESERVATIONS,
        PositionOption.YES,
    }  # fmt: skip


def test_the_gradients_go_from_support_to_opposition() -> None:
    sides = [LEANING[option] for option in offered(Protocol.GRADIENTS, 8)]
    assert sides == [Leaning.SUPPORT] * 3 + [Leaning.NEUTRAL] * 2 + [Leaning.OPPOSE] * 3
    sides = [LEANING[option] for option in offered(Protocol.GRADIENTS, 5)]
    assert sides == [Leaning.SUPPORT] * 3 + [Leaning.NEUTRAL, Leaning.OPPOSE]
    with pytest.raises(ValueError, match="7 levels"):
        offered(Protocol.GRADIENTS, 7)
