"""What came out is for everybody; how few people answered is for those at the table."""

import pytest

from dialogue.consensus import hidden_groups
from dialogue.consensus.counts import counts_in
from dialogue.protocols import Rules, Tally, decide, public_outcome
from dialogue.protocols.kinds import OutcomeState, Protocol, ReasonCode
from dialogue.protocols.privacy import hidden_among, hidden_in
from tests.dialogue.protocols.table import came_out, told


def test_who_blocks_is_public_and_how_many_of_a_small_group_is_not() -> None:
    outcome = came_out(
        Protocol.CONSENSUS, "com 3/5: 2 agree, 1 block; emp 2/2: 2 agree; uni 5/5: 9 agree"
    )
    shown = public_outcome(outcome)
    assert told(outcome) == "blocked: com 1/3"
    assert told(shown) == "blocked: com"
    assert [one.group for one in shown.standings] == ["uni"]


def test_a_large_group_and_a_delegation_are_told_with_their_figures() -> None:
    outcome = came_out(Protocol.CONSENSUS, "com 5/5: 5 agree, 5 block; emp 2/2: delegation block")
    assert told(public_outcome(outcome)) == "blocked: com 5/10, emp 1/1"
    assert public_outcome(outcome) == outcome


@pytest.mark.parametrize(
    "said",
    [
        "com 3/5: 2 agree, 1 block; emp 2/2: 2 agree; uni 5/5: 9 agree",
        "com 5/5: 5 agree, 5 block; emp 2/2: delegation block",
        "com 3/3: 3 agree; emp 5/5: 7 agree; uni 9/9: 9 agree",
        "emp 5/5: 4 agree",
    ],
)
def test_an_acta_withholds_the_groups_that_figures_withhold(said: str) -> None:
    outcome = came_out(Protocol.CONSENSUS, said)
    assert hidden_in(outcome) == hidden_groups(counts_in(outcome.standings))
    shown = {one.group for one in public_outcome(outcome).standings}
    assert hidden_in(outcome) == {one.group for one in outcome.standings} - shown


def test_seats_are_no_answers() -> None:
    outcome = came_out(Protocol.CONSENT, "com 1/5: 1 consent")
    assert told(public_outcome(outcome)) == "no_quorum: com 1/5"
    assert public_outcome(outcome).standings == ()


def test_the_count_over_all_goes_while_a_deciding_group_is_hidden() -> None:
    outcome = came_out(Protocol.DOUBLE_MAJORITY, "com 3/3: 3 no; emp 5/5: 6 yes, 6 no")
    shown = public_outcome(outcome)
    assert [(one.code, one.group, one.of) for one in shown.reasons] == [
        (ReasonCode.MAJORITY_SHORT, None, None),
        (ReasonCode.MAJORITY_SHORT, "com", None),
        (ReasonCode.MAJORITY_SHORT, "emp", None),
    ]
    assert shown.state is OutcomeState.WEAK


def test_the_points_of_hidden_groups_go_and_the_order_stays() -> None:
    groups = [
        Tally("com", True, True, 5, 5, orders={("a", "b"): 9}),
        Tally("uni", True, True, 5, 5, orders={("a", "b"): 9}),
        Tally("emp", True, True, 2, 2, orders={("b", "a"): 2}),
    ]
    outcome = decide(Protocol.RANKED, groups, Rules(alternatives=("a", "b")))
    shown = public_outcome(outcome).ranking
    assert shown is not None
    assert (set(shown.by_group), shown.together, shown.order) == ({"uni"}, {}, ("a", "b"))


def test_so_many_are_hidden_that_subtraction_finds_nobody() -> None:
    assert hidden_among({"a": 3, "b": 7, "c": 9}) == {"a", "b"}
    assert hidden_among({"a": 3, "b": 2, "c": 9}) == {"a", "b"}
    assert hidden_among({"a": 0, "b": 7}) == frozenset()
    assert hidden_among({"a": 4}) == {"a"}
