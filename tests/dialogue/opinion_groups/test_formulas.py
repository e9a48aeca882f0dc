"""Shares, certainty, ratios and priority are what the published formulas say."""

from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.opinion_groups.priority import ABOUT_ITSELF, priority
from dialogue.opinion_groups.shares import (
    informed_consensus,
    ratio,
    ratio_z,
    share,
    share_z,
)
from dialogue.opinion_groups.tallies import Tally
from tests.dialogue.opinion_groups import slowly

EXACT = 1e-12
NEAR = 1e-6
whole = st.integers(0, 200_000)
tallies = st.builds(Tally, whole, whole, whole)


@st.composite
def taken(draw: st.DrawFn) -> tuple[int, int]:
    """How many voted one way, of how many."""
    seen = draw(whole)
    return draw(st.integers(0, seen)), seen


@given(taken())
def test_a_share_is_exact(one: tuple[int, int]) -> None:
    took, seen = one
    assert isclose(share(took, seen), (took + 1) / (seen + 2), rel_tol=EXACT)
    assert isclose(share_z(took, seen), slowly.p_z(took, seen), abs_tol=NEAR)


@given(taken(), taken())
def test_a_ratio_is_exact_and_its_certainty_near(a: tuple[int, int], b: tuple[int, int]) -> None:
    assert isclose(ratio(*a, *b), slowly.ratio(*a, *b), rel_tol=EXACT)
    assert isclose(ratio_z(*a, *b), slowly.ratio_z(*a, *b), abs_tol=NEAR)


@given(st.lists(tallies, min_size=1, max_size=5))
def test_the_consensus_of_groups_is_the_product_of_their_shares(groups: list[Tally]) -> None:
    votes = {
        (100 * number + at, 1): vote
        for number, group in enumerate(groups)
        for at, vote in enumerate([1] * (group.agree % 9) + [-1] * (group.disagree % 9))
    }
    people = [range(100 * number, 100 * number + 100) for number in range(len(groups))]
    small = [Tally(group.agree % 9, group.disagree % 9) for group in groups]
    wanted = slowly.gic(votes, 1, people)
    assert isclose(informed_consensus(small) or 0, wanted, rel_tol=EXACT)


def test_five_groups_of_five_who_all_agree_have_the_consensus_of_the_books() -> None:
    assert informed_consensus([Tally(5)] * 5) == pytest.approx(0.4627, abs=1e-4)


def test_without_groups_there_is_no_consensus_of_groups() -> None:
    assert informed_consensus([]) is None


@given(tallies, st.floats(0, 100))
def test_priority_is_exact(tally: Tally, extremity: float) -> None:
    wanted = slowly.priority(slowly.Count(*tally), extremity)
    assert isclose(priority(tally, extremity), wanted, rel_tol=EXACT)


def test_a_new_statement_comes_before_one_that_many_have_seen() -> None:
    assert priority(Tally()) == pytest.approx((0.25 * 9) ** 2)
    assert priority(Tally(1, 1, 1)) > priority(Tally(5, 5, 5)) > priority(Tally(50, 50, 50))


def test_a_statement_that_people_pass_on_comes_later() -> None:
    assert priority(Tally(5, 0, 5)) < priority(Tally(5, 5, 0))


def test_a_statement_that_tells_people_apart_comes_earlier() -> None:
    assert priority(Tally(5, 5), 2.0) > priority(Tally(5, 5), 1.0)


def test_a_statement_about_the_conversation_has_a_weight_of_its_own() -> None:
    assert priority(Tally(3, 3, 3), 5.0, about_itself=True) == ABOUT_ITSELF == 49


def test_where_everybody_votes_alike_the_groups_do_not_differ() -> None:
    assert ratio_z(4, 4, 9, 9) == 0


def test_certainty_of_a_share_by_hand() -> None:
    assert share_z(9, 9) == pytest.approx(sqrt(10))
    assert share_z(0, 0) == pytest.approx(1.0)
    assert share_z(4, 9) == pytest.approx(0.0)
