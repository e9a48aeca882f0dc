"""What is found in real rounds: exact in every figure, the same in any order, and well apart."""

from itertools import combinations
from math import isclose, sqrt
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.opinion_groups.finding import find_groups
from dialogue.opinion_groups.selecting import compared, is_sufficient, representative_of
from dialogue.opinion_groups.shares import SIGNIFICANT
from dialogue.opinion_groups.tallies import Tally
from tests.dialogue.opinion_groups import slowly
from tests.dialogue.opinion_groups.rounds import (
    POLICING,
    ROUNDS,
    WATER,
    camps,
    found_in,
    last_of,
    matrix,
    people_in,
    rows_of,
)

EXACT = 1e-12
NEAR = 1e-6


def test_the_public_rounds_are_as_large_as_is_known() -> None:
    water, policing = found_in(WATER), found_in(POLICING)
    assert (water.participants, len(water.statements), water.votes) == (117, 80, 3972)
    assert (policing.participants, len(policing.statements), policing.votes) == (26, 36, 638)


@pytest.mark.parametrize("name", ROUNDS)
def test_every_count_consensus_and_priority_equals_the_slow_ones(name: str) -> None:
    found, votes = found_in(name), last_of(rows_of(name))
    everybody = {who for who, _ in votes}
    groups = people_in(found)
    extremity = extremities(votes)
    for one in found.statements:
        count = slowly.count(votes, one.statement, everybody)
        assert tuple(one.everybody) == (count.agree, count.disagree, count.passed)
        wanted = slowly.gic(votes, one.statement, groups.values())
        assert one.gic is not None
        assert isclose(one.gic, wanted, rel_tol=EXACT)
        assert isclose(one.extremity, extremity[one.statement], rel_tol=1e-9, abs_tol=1e-9)
        assert isclose(one.priority, slowly.priority(count, one.extremity), rel_tol=EXACT)


def extremities(votes: slowly.Votes) -> dict[int, float]:
    """How far one vote moves a person, from the whole matrix with its gaps filled by the means."""
    people, statements = sorted({who for who, _ in votes}), sorted({what for _, what in votes})
    whole = np.array([[votes.get((a, b), np.nan) for b in statements] for a in people])
    means = np.nanmean(whole, axis=0)
    filled = np.where(np.isnan(whole), means, whole) - means
    _, _, directions = np.linalg.svd(filled, full_matrices=False)
    moves = np.sqrt(len(statements)) * (1 - means) * directions[:2]
    return dict(zip(statements, np.hypot(*moves).tolist(), strict=True))


@pytest.mark.parametrize("name", ROUNDS)
def test_statements_speak_for_a_group_by_the_formulas(name: str) -> None:
    found, votes = found_in(name), last_of(rows_of(name))
    groups = people_in(found)
    for group in found.groups:
        inside = groups[group.id]
        outside = [who for who in found.membership if who not in set(inside)]
        ranked = sorted(
            (speaking(votes, one.statement, inside, outside) for one in found.statements),
            key=lambda each: -each[2] * each[3] * each[4] * each[5],
        )
        sure = [each for each in ranked if min(each[3], each[5]) > SIGNIFICANT]
        first = next(each for each in sure if each[1] == "agree")
        wanted = [first, *(each for each in sure if each is not first)][:5]
        assert [(r.statement, r.side) for r in group.representative] == [w[:2] for w in wanted]
        for said, (_, _, ratio, ratio_z, p, p_z) in zip(group.representative, wanted, strict=True):
            assert isclose(said.ratio, ratio, rel_tol=EXACT)
            assert isclose(said.p, p, rel_tol=EXACT)
            assert isclose(said.ratio_z, ratio_z, abs_tol=NEAR)
            assert isclose(said.p_z, p_z, abs_tol=NEAR)


def speaking(
    votes: slowly.Votes, statement: int, inside: list[int], outside: list[int]
) -> tuple[int, str, float, float, float, float]:
    """A statement, its side, ratio, ratio-z, p and p-z."""
    ours, theirs = (slowly.count(votes, statement, people) for people in (inside, outside))
    sides = []
    for side in ("agree", "disagree"):
        four = getattr(ours, side), ours.seen, getattr(theirs, side), theirs.seen
        p, z = (four[0] + 1) / (four[1] + 2), slowly.p_z(*four[:2])
        sides.append((statement, side, float(slowly.ratio(*four)), slowly.ratio_z(*four), p, z))
    return max(sides, key=lambda each: each[3])


@pytest.mark.parametrize("name", ROUNDS)
def test_what_surely_most_people_hold_is_named_the_surest_first(name: str) -> None:
    found, votes = found_in(name), last_of(rows_of(name))
    everybody = {who for who, _ in votes}
    for side, named in (("agree", found.majority_agree), ("disagree", found.majority_disagree)):
        held = []
        for one in found.statements:
            count = slowly.count(votes, one.statement, everybody)
            took = getattr(count, side)
            p, z = (took + 1) / (count.seen + 2), slowly.p_z(took, count.seen)
            if p > 0.5 and z > SIGNIFICANT:
                held.append((-p * z, one.statement))
        assert list(named) == [statement for _, statement in sorted(held)[:5]]
        assert named


@pytest.mark.parametrize("name", ROUNDS)
def test_who_voted_seven_times_is_grouped_and_the_groups_are_well_apart(name: str) -> None:
    found, votes = found_in(name), last_of(rows_of(name))
    cast: dict[int, int] = {}
    for who, _ in votes:
        cast[who] = cast.get(who, 0) + 1
    assert set(found.membership) == {who for who, count in cast.items() if count >= 7}
    assert [one.size for one in found.groups] == [len(p) for p in people_in(found).values()]
    assert found.silhouette is not None
    assert found.silhouette > 0.4
    places = [(one.x, one.y) for one in found.people]
    labels = [found.membership[one.id] for one in found.people]
    assert slowly.silhouette(places, labels) > 0.3


@pytest.mark.parametrize("name", ROUNDS)
@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_the_rows_changes_nothing(name: str, seed: int) -> None:
    shuffled = list(rows_of(name))
    Random(seed).shuffle(shuffled)  # noqa: S311 - any order will do
    assert find_groups(matrix(shuffled)) == found_in(name)


def test_parties_that_vote_apart_are_found_as_they_are() -> None:
    for parties in (2, 3, 4):
        found = find_groups(matrix(camps(160, 60, parties)))
        assert len(found.groups) == parties
        assert found.silhouette is not None
        assert found.silhouette > 0.5
        for one, other in combinations(range(160), 2):
            same = found.membership[one] == found.membership[other]
            assert same == (one % parties == other % parties)


def test_the_largest_group_comes_first() -> None:
    for name in ROUNDS:
        sizes = [one.size for one in found_in(name).groups]
        assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("name", ROUNDS)
def test_people_stand_where_their_votes_put_them_and_the_signs_are_always_the_same(
    name: str,
) -> None:
    found, votes = found_in(name), last_of(rows_of(name))
    many = len(found.statements)
    means = {one.statement: mean_of(one.everybody) for one in found.statements}
    parts = {
        one.id: [place / sqrt(many) / (1 - means[one.id]) for place in (one.x, one.y)]
        for one in found.places
        if means[one.id] < 1
    }
    for axis in (0, 1):
        assert max((part[axis] for part in parts.values()), key=abs) > 0
    for person in found.people:
        cast = {what: vote for (who, what), vote in votes.items() if who == person.id}
        for axis, place in enumerate((person.x, person.y)):
            moves = (
                (cast[what] - means[what]) * parts[what][axis] for what in cast if what in parts
            )
            assert isclose(place, sqrt(many / len(cast)) * sum(moves), abs_tol=1e-8)


def mean_of(tally: Tally) -> float:
    return (tally.agree - tally.disagree) / tally.seen


def test_a_group_that_holds_nothing_surely_is_known_by_its_best_statement() -> None:
    ours = {1: Tally(2, 3, 3), 2: Tally(3, 2, 3)}
    theirs = {1: Tally(2, 2, 4), 2: Tally(3, 3, 2)}
    (one,) = representative_of(ours, theirs)
    assert (one.statement, one.side) == (1, "disagree")
    assert not is_sufficient(one)


def test_a_group_is_never_known_by_what_it_only_passed_on() -> None:
    passed, leaning = Tally(0, 0, 9), Tally(2, 3, 1)
    (one,) = representative_of({1: passed, 2: leaning}, {1: Tally(0, 0, 9), 2: Tally(2, 2, 2)})
    assert one.statement == 2
    assert representative_of({1: passed}, {1: Tally(0, 0, 9)}) == ()


def test_two_bad_figures_never_make_a_good_statement() -> None:
    both_low, one_low = Tally(1, 0, 20), Tally(5, 6, 1)
    outside = {1: Tally(9, 9, 1), 2: Tally(4, 5, 3)}
    low = compared(1, both_low, outside[1])
    assert low.ratio_z < 0
    assert low.p_z < 0
    assert representative_of({1: both_low, 2: one_low}, outside)[0].statement == 2
