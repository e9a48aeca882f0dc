"""What was found is kept and found again, set beside declared groups, and renewed in time."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.opinion_groups.crossing import crossed
from dialogue.opinion_groups.finding import find_groups
from dialogue.opinion_groups.found import OpinionGroups
from dialogue.opinion_groups.kept import found_again, kept
from dialogue.opinion_groups.renewal import is_due
from tests.dialogue.opinion_groups.rounds import POLICING, WATER, camps, found_in, matrix


@pytest.mark.parametrize(
    "found",
    [found_in(WATER), found_in(POLICING), *(find_groups(matrix(camps(n, 3, 2))) for n in (0, 9))],
)
def test_what_is_kept_as_json_is_found_again(found: OpinionGroups) -> None:
    assert found_again(json.loads(json.dumps(kept(found), allow_nan=False))) == found


def test_declared_groups_stand_beside_opinion_groups_with_small_counts_hidden() -> None:
    found = find_groups(matrix(camps(60, 30, 2)))
    declared = {person: "com" if person % 2 == 0 else "emp" for person in range(58)}
    table = crossed(found, declared, ["com", "emp", "gob"])
    assert table.total == 58
    assert table.cells[2] == (0, 0)
    assert sorted(table.cells[0], key=str) == [0, 29]


def test_one_person_of_a_group_among_others_is_not_given_away() -> None:
    found = find_groups(matrix(camps(60, 30, 2)))
    declared = {person: "com" if person % 2 == 0 or person == 1 else "emp" for person in range(60)}
    table = crossed(found, declared, ["com", "emp"])
    assert None in table.cells[0]
    assert 1 not in {count for row in table.cells for count in row}


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_groups_are_due_when_votes_grew_by_a_twentieth(then: int, now: int) -> None:
    assert is_due(then, now) == (now > then and 100 * now >= 105 * then)


def test_the_first_vote_is_always_due() -> None:
    assert is_due(0, 1)
    assert not is_due(0, 0)
    assert not is_due(100, 104)
    assert is_due(100, 105)
