"""Orders of alternatives: every group weighs alike, and what its points are can be computed."""

import pytest

from dialogue.protocols import Rules, Tally, decide
from dialogue.protocols.kinds import OutcomeState, Protocol, ReasonCode
from dialogue.protocols.tallies import Order

ABC = Rules(alternatives=("a", "b", "c"))


def tally(key: str, orders: dict[Order, int], decides: bool = True) -> Tally:
    return Tally(key, decides, False, seats=2, present=2, orders=orders)


def test_points_go_by_places_in_parts_of_the_most() -> None:
    ranking = decide(Protocol.RANKED, [tally("com", {("a", "b", "c"): 3, ("b", "a", "c"): 1})], ABC)
    assert ranking.ranking is not None
    assert ranking.ranking.by_group == {"com": {"a": 0.875, "b": 0.625, "c": 0.0}}
    assert ranking.ranking.order == ("a", "b", "c")
    assert ranking.state is OutcomeState.REACHED
    assert ranking.binding


def test_a_group_of_three_weighs_as_much_as_one_of_three_hundred() -> None:
    outcome = decide(
        Protocol.RANKED,
        [tally("com", {("a", "b", "c"): 300}), tally("emp", {("b", "c", "a"): 3})],
        ABC,
    )
    assert outcome.ranking is not None
    assert outcome.ranking.together == {"a": 0.5, "b": 0.75, "c": 0.25}
    assert outcome.ranking.first == ("b",)
    assert outcome.remarks == ()


def test_a_group_that_puts_the_first_last_is_named() -> None:
    orders = [("com", ("b", "c", "a")), ("emp", ("a", "b", "c")), ("uni", ("a", "c", "b"))]
    outcome = decide(Protocol.RANKED, [tally(key, {order: 2}) for key, order in orders], ABC)
    assert outcome.ranking is not None
    assert outcome.ranking.first == ("a",)
    assert [(one.code, one.group, one.options) for one in outcome.remarks] == [
        (ReasonCode.RANKED_LAST, "com", ("a",))
    ]


def test_a_tie_for_the_first_place_decides_nothing() -> None:
    outcome = decide(Protocol.RANKED, [tally("com", {("a", "b"): 1, ("b", "a"): 1})], ABC)
    assert outcome.state is OutcomeState.NEAR
    assert [(one.code, one.options) for one in outcome.reasons] == [(ReasonCode.TIED, ("a", "b"))]


def test_what_an_order_leaves_out_shares_the_rest() -> None:
    outcome = decide(Protocol.RANKED, [tally("com", {("a",): 1})], ABC)
    assert outcome.ranking is not None
    assert outcome.ranking.together == {"a": 1.0, "b": 0.25, "c": 0.25}


def test_who_does_not_decide_is_kept_and_does_not_weigh() -> None:
    groups = [tally("com", {("a", "b", "c"): 1}), tally("obs", {("c", "b", "a"): 9}, decides=False)]
    outcome = decide(Protocol.RANKED, groups, ABC)
    assert outcome.ranking is not None
    assert outcome.ranking.together["a"] == 1.0
    assert outcome.ranking.by_group["obs"]["c"] == 1.0


def test_a_delegation_gives_one_order_for_its_group() -> None:
    one = tally("com", {}).by_delegation(("b", "a", "c"))
    outcome = decide(Protocol.RANKED, [one], ABC)
    assert outcome.ranking is not None
    assert outcome.ranking.first == ("b",)


def test_without_any_order_there_is_no_ranking() -> None:
    outcome = decide(Protocol.RANKED, [tally("com", {})], ABC)
    assert (outcome.state, outcome.ranking) == (OutcomeState.NO_QUORUM, None)


def test_an_advice_can_be_an_order_too() -> None:
    outcome = decide(Protocol.ADVISORY, [tally("com", {("a", "b"): 1})], ABC)
    assert outcome.ranking is not None
    assert not outcome.passes


@pytest.mark.parametrize("alternatives", [(), ("a",)])
def test_one_alternative_cannot_be_put_in_order(alternatives: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="nothing to put in order"):
        decide(Protocol.RANKED, [], Rules(alternatives=alternatives))


def test_an_order_holds_only_what_was_asked() -> None:
    with pytest.raises(ValueError, match="was not to be ordered"):
        decide(Protocol.RANKED, [tally("com", {("a", "x"): 1})], ABC)
