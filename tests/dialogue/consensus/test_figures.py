"""Consensus between groups: the figures of the domain, and what holds of all others."""

from dataclasses import replace
from math import prod
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.consensus import Counts, consensus_of, counts_in, counts_of, together
from dialogue.protocols import Tally, decide
from dialogue.protocols.kinds import PositionOption, PositionUnit, Protocol
from tests.dialogue.consensus.sampling import (
    AGAINST,
    ASIDE,
    FOR,
    boards,
    people,
    present,
    row,
    voices,
)


def test_five_unanimous_groups_of_five_do_not_look_divided() -> None:
    found = consensus_of({str(number): Counts(5) for number in range(5)})
    assert found.gic == pytest.approx(0.463, abs=5e-4)
    assert found.gci == pytest.approx(0.857, abs=5e-4)
    assert found.spread == 0


@pytest.mark.parametrize(
    ("counts", "share"),
    [
        (Counts(0, 0, 0), None),
        (Counts(5), 6 / 7),
        (Counts(0, 0, 5), 1 / 7),
        (Counts(0, 5, 0), 1 / 7),
        (Counts(3, 2, 5), 4 / 12),
        (FOR, 1.0),
        (ASIDE, 0.5),
        (AGAINST, 0.0),
        (Counts(unit=PositionUnit.DELEGATION), None),
    ],
)
def test_the_share_of_a_group(counts: Counts, share: float | None) -> None:
    assert counts.share == share


def test_the_weakest_group_is_named_and_how_far_the_others_are() -> None:
    found = consensus_of(row(com=(1, 0, 3), emp=FOR, uni=(8, 1, 1), org=(1, 0, 3)))
    assert found.weakest == ("com", "org")
    assert found.lowest == 2 / 6
    assert found.spread == pytest.approx(4 / 6)
    assert found.cell("uni").share == 0.75


def test_a_delegation_against_makes_the_index_nothing_and_is_named() -> None:
    found = consensus_of(row(com=(9, 0, 0), emp=AGAINST, uni=(9, 0, 0)))
    assert (found.gci, found.gic, found.against, found.weakest) == (0, 0, ("emp",), ("emp",))


def test_without_a_deciding_group_there_is_no_index_and_it_is_named() -> None:
    found = consensus_of(row(com=(9, 0, 0), emp=(0, 0, 0)))
    assert (found.gci, found.gic, found.missing) == (None, None, ("emp",))
    assert found.lowest == 10 / 11


def test_who_does_not_decide_is_shown_and_enters_no_figure() -> None:
    counts = {"com": Counts(9), "obs": Counts(0, 0, 9, decides=False)}
    found = consensus_of(counts)
    assert found.gci == 10 / 11
    assert found.cell("obs").share == 1 / 11
    assert together(counts) == Counts(9)


def test_of_no_group_nothing_is_known() -> None:
    found = consensus_of({})
    assert (found.gci, found.gic, found.spread, found.weakest, found.missing) == (
        None, None, None, (), (),
    )  # fmt: skip


@pytest.mark.parametrize("facts", [(-1, 0, 0), (0, -1, 0), (0, 0, -1)])
def test_nobody_is_fewer_than_none(facts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="fewer than none"):
        Counts(*facts)


def test_a_delegation_has_one_voice() -> None:
    with pytest.raises(ValueError, match="one voice"):
        Counts(1, 1, unit=PositionUnit.DELEGATION)


def test_a_round_is_read_as_its_protocol_means_it() -> None:
    com = Tally(
        "com", True, True, 5, 4,
        {PositionOption.CONSENT: 3, PositionOption.OBJECTION: 2, PositionOption.ABSTAIN: 1},
        integrated=1,
    )  # fmt: skip
    emp = Tally("emp", False, False, 2, 2).by_delegation(PositionOption.OBJECTION)
    expected = {
        "com": Counts(3, 2, 1, accredited=5),
        "emp": replace(AGAINST, decides=False, accredited=2),
    }
    assert counts_of([com, emp]) == expected
    assert counts_in(decide(Protocol.CONSENT, [com, emp]).standings) == expected


# --- Whatever the groups say ---


@given(boards(voices), st.randoms())
def test_the_order_of_the_groups_does_not_matter(counts: dict[str, Counts], chance: Random) -> None:
    turned = list(counts.items())
    chance.shuffle(turned)
    one, other = consensus_of(counts), consensus_of(dict(turned))
    assert one.gci == pytest.approx(other.gci)
    assert (one.spread, one.lowest, set(one.weakest)) == (
        other.spread, other.lowest, set(other.weakest),
    )  # fmt: skip


@given(boards(present), st.integers(0, 6))
def test_an_objection_never_raises_consensus(counts: dict[str, Counts], at: int) -> None:
    group = list(counts)[at % len(counts)]
    more = {**counts, group: replace(counts[group], oppose=counts[group].oppose + 1)}
    before, after = consensus_of(counts), consensus_of(more)
    assert after.gci is not None
    assert before.gci is not None
    assert after.gci < before.gci
    assert (after.lowest or 0) <= (before.lowest or 0)


@given(boards(present), st.integers(0, 6))
def test_support_never_lowers_consensus(counts: dict[str, Counts], at: int) -> None:
    group = list(counts)[at % len(counts)]
    more = {**counts, group: replace(counts[group], support=counts[group].support + 1)}
    before, after = consensus_of(counts), consensus_of(more)
    assert after.gci is not None
    assert before.gci is not None
    assert after.gci > before.gci
    assert (after.lowest or 0) >= (before.lowest or 0)


@given(boards(present))
def test_the_index_is_the_root_of_the_product_and_lies_between_the_shares(
    counts: dict[str, Counts],
) -> None:
    found = consensus_of(counts)
    shares = [one.share for one in counts.values() if one.share is not None]
    assert found.gic == pytest.approx(prod(shares), rel=1e-12)
    assert found.gci is not None
    assert found.gci ** len(shares) == pytest.approx(found.gic, rel=1e-12)
    assert min(shares) - 1e-12 <= found.gci <= max(shares) + 1e-12


@given(boards(present), st.integers(2, 4))
def test_as_many_groups_again_change_the_product_and_not_the_index(
    counts: dict[str, Counts], times: int
) -> None:
    again = {f"{group}-{n}": one for group, one in counts.items() for n in range(times)}
    one, other = consensus_of(counts), consensus_of(again)
    assert one.gic is not None
    assert other.gic == pytest.approx(one.gic**times, rel=1e-9)
    assert other.gci == pytest.approx(one.gci, rel=1e-9)


@given(present, people)
def test_two_groups_in_one_have_the_share_of_their_sums(one: Counts, other: Counts) -> None:
    merged = together({"one": one, "other": other})
    found = consensus_of({"both": merged})
    expected = (one.support + other.support + 1) / (one.people + other.people + 2)
    assert found.gic == found.gci == pytest.approx(expected, rel=1e-12)


@given(present, st.integers(2, 50))
def test_more_people_of_the_same_mind_bring_the_share_nearer_to_what_they_say(
    one: Counts, times: int
) -> None:
    many = Counts(one.support * times, one.neutral * times, one.oppose * times)
    raw = one.support / one.people
    assert one.share is not None
    assert many.share is not None
    assert abs(many.share - raw) <= abs(one.share - raw) + 1e-12
