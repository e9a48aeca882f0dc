"""Rounds at the edge: nobody, everybody alike, one statement, votes changed, ids without end."""

import sys
from math import isfinite
from subprocess import run

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.opinion_groups.finding import find_groups
from dialogue.opinion_groups.found import OpinionGroups
from dialogue.opinion_groups.matrix import matrix_of
from dialogue.opinion_groups.tallies import Tally
from tests.dialogue.opinion_groups.rounds import Rows, camps, last_of, matrix

BIGGEST = 2**63 - 1


def alike(people: int, statements: int, vote: int) -> Rows:
    return [(who, what, vote, 0) for who in range(people) for what in range(statements)]


def test_nobody_voted_and_nothing_is_found() -> None:
    found = find_groups(matrix([]))
    assert (found.participants, found.votes, found.groups, found.statements) == (0, 0, (), ())
    assert found.silhouette is None


def test_statements_that_nobody_voted_on_are_counted_with_nothing() -> None:
    found = find_groups(matrix_of([], [], [], offered=[4, 2]))
    assert [(one.statement, one.everybody) for one in found.statements] == [
        (2, Tally()),
        (4, Tally()),
    ]
    assert [one.priority for one in found.statements] == [pytest.approx(5.0625)] * 2


@pytest.mark.parametrize("vote", [1, 0, -1])
def test_people_who_all_vote_alike_are_one_group(vote: int) -> None:
    found = find_groups(matrix(alike(20, 8, vote)))
    assert [one.size for one in found.groups] == [20]
    assert found.silhouette == 0
    assert {(point.x, point.y) for point in found.people} == {(0.0, 0.0)}
    assert len(found.majority_agree) == (5 if vote == 1 else 0)
    assert len(found.majority_disagree) == (5 if vote == -1 else 0)


def test_one_statement_parts_people_in_three_at_most() -> None:
    rows = [(who, 9, (1, -1, 0)[who % 3], 0) for who in range(30)]
    found = find_groups(matrix(rows))
    assert found.grouped == 30
    assert [one.size for one in found.groups] in ([10, 10, 10], [20, 10])
    assert all(point.y == 0 for point in found.people)


def test_fourteen_people_are_never_parted_into_groups() -> None:
    found = find_groups(matrix(camps(14, 20, 2)))
    assert (found.groups, found.grouped, found.people, found.silhouette) == ((), 0, (), None)
    assert {one.gic for one in found.statements} == {None}
    assert all(one.everybody.seen for one in found.statements)
    assert found.majority_agree or found.majority_disagree


def test_fifteen_people_are_parted_even_if_they_voted_little() -> None:
    rows = [row for row in camps(40, 20, 2) if row[1] < (5 if row[0] < 15 else 3)]
    assert set(find_groups(matrix(rows)).membership) == set(range(15))


def test_with_fifteen_active_people_those_who_voted_little_are_not_grouped() -> None:
    rows = [row for row in camps(40, 20, 2) if row[0] < 16 or row[1] < 6]
    assert set(find_groups(matrix(rows)).membership) == set(range(16))


def test_of_several_votes_the_latest_counts_and_of_one_time_the_last_row() -> None:
    later_first = [(1, 1, -1, 200), (1, 1, 1, 100), (2, 1, 1, 100), (2, 1, 0, 100)]
    found = find_groups(matrix(later_first))
    assert (found.votes, found.statements[0].everybody) == (2, Tally(0, 1, 1))


def test_without_times_the_last_row_counts() -> None:
    found = matrix_of([1, 1, 1], [5, 5, 5], [1, 0, -1])
    assert found.value.tolist() == [-1]


votes = st.tuples(st.integers(0, 6), st.integers(0, 4), st.integers(-1, 1), st.integers(0, 3))


@given(st.lists(votes, max_size=60))
@settings(deadline=None)
def test_votes_that_were_changed_count_as_in_a_slow_look(rows: Rows) -> None:
    kept = matrix(rows)
    found = zip(kept.row.tolist(), kept.column.tolist(), kept.value.tolist(), strict=True)
    people, statements = kept.participants.tolist(), kept.statements.tolist()
    assert {(people[a], statements[b]): vote for a, b, vote in found} == last_of(rows)


@given(st.lists(votes, max_size=80))
@settings(deadline=None)
def test_whatever_comes_every_figure_is_a_number(rows: Rows) -> None:
    found = find_groups(matrix([*rows, *camps(15, 3, 2)]))
    assert all(isfinite(x) for _, *place in (*found.people, *found.places) for x in place)
    assert all(isfinite(one.priority) and one.priority > 0 for one in found.statements)
    for group in found.groups:
        assert group.size > 0
        assert all(isfinite(one.ratio_z) and one.ratio > 0 for one in group.representative)


def moved(rows: Rows, step: int) -> Rows:
    """The same with other ids in the same order."""
    return [(step + 7 * who, BIGGEST - 99 + what, vote, when) for who, what, vote, when in rows]


@pytest.mark.parametrize("step", [0, 10**6, BIGGEST - 1000])
def test_ids_may_be_as_large_as_they_like(step: int) -> None:
    rows = camps(30, 12, 3)
    plain, far = find_groups(matrix(rows)), find_groups(matrix(moved(rows, step)))
    assert [one.size for one in plain.groups] == [one.size for one in far.groups]
    assert list(plain.membership.values()) == list(far.membership.values())
    assert [one.gic for one in plain.statements] == [one.gic for one in far.statements]


def test_votes_that_cannot_be_packed_into_one_number_are_sorted_all_the_same() -> None:
    people = [who * 10**9 for who in range(9, 0, -1)]
    assert matrix_of(people, [1] * 9, [1] * 9).participants.tolist() == people[::-1]


@pytest.mark.parametrize("vote", [2, -2, 100])
def test_a_vote_that_is_none_of_the_three_is_refused(vote: int) -> None:
    with pytest.raises(ValueError, match="a vote is"):
        matrix_of([1], [1], [vote])


def test_columns_of_unlike_length_are_refused() -> None:
    with pytest.raises(ValueError, match="each vote"):
        matrix_of([1, 2], [1], [1])


def test_what_moderation_rejected_is_counted_but_speaks_for_nobody() -> None:
    rows = camps(40, 12, 2)
    spoken = find_groups(matrix(rows)).groups[0].representative[0].statement
    found = find_groups(matrix(rows), rejected={spoken})
    named = {one.statement for group in found.groups for one in group.representative}
    assert spoken not in named | {*found.majority_agree, *found.majority_disagree}
    figures = {one.statement: one for one in found.statements}[spoken]
    assert figures.everybody.seen > 30
    assert figures.extremity == 0


def test_a_statement_about_the_conversation_keeps_its_own_priority() -> None:
    found = find_groups(matrix(camps(20, 5, 2)), about_itself={3})
    assert {one.statement for one in found.statements if one.priority == 49} == {3}


TWICE = """
from tests.dialogue.opinion_groups.rounds import camps, matrix
from dialogue.opinion_groups.finding import find_groups
found = find_groups(matrix(camps(300, 40, 3)))
print(found, found.people, found.places)
"""


def test_two_processes_find_the_very_same(pytestconfig: pytest.Config) -> None:
    said = {
        run(
            [sys.executable, "-c", TWICE], cwd=pytestconfig.rootpath, check=True,
            capture_output=True, env={"PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": threads},
        ).stdout
        for seed, threads in (("1", "1"), ("2", "2"))
    }  # fmt: skip
    assert len(said) == 1


def test_the_formulas_alone_need_no_numpy(pytestconfig: pytest.Config) -> None:
    parts = ["found", "priority", "selecting", "shares", "tallies", "written"]
    line = "; ".join(f"import dialogue.opinion_groups.{part}" for part in parts)
    line += "; import sys; sys.exit('numpy' in sys.modules)"
    run([sys.executable, "-c", line], cwd=pytestconfig.rootpath, check=True)


def test_what_was_found_cannot_be_changed() -> None:
    found: OpinionGroups = find_groups(matrix(camps(20, 5, 2)))
    with pytest.raises(AttributeError):
        found.votes = 3  # type: ignore[misc]
