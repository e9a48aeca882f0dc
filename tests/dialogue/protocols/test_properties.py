"""What holds of every round, whoever answers what."""

import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.protocols import Rules, Tally, decide, offered, outcome_data, outcome_of
from dialogue.protocols.kinds import Leaning, OutcomeState, PositionOption, Protocol
from dialogue.protocols.options import LEANING

LADDER = [
    OutcomeState.NO_QUORUM, OutcomeState.OPEN_OBJECTIONS, OutcomeState.BLOCKED, OutcomeState.WEAK,
    OutcomeState.NEAR, OutcomeState.REACHED,
]  # fmt: skip
WORST = {
    Protocol.CONSENT: PositionOption.OBJECTION,
    Protocol.CONSENSUS: PositionOption.BLOCK,
    Protocol.GRADIENTS: PositionOption.VETO,
    Protocol.DOUBLE_MAJORITY: PositionOption.NO,
    Protocol.ADVISORY: PositionOption.DISAGREE,
}
COUNTED = list(WORST)
ABC = Rules(alternatives=("a", "b", "c"))


@st.composite
def tallies(draw: st.DrawFn, protocol: Protocol) -> list[Tally]:
    """One to five groups with any answers."""
    found = []
    for number in range(draw(st.integers(1, 5))):
        seats = draw(st.integers(0, 5))
        counts = draw(st.dictionaries(st.sampled_from(offered(protocol)), st.integers(0, 30)))
        found.append(
            Tally(
                f"g{number}", draw(st.booleans()), draw(st.booleans()),
                seats, draw(st.integers(0, seats)), counts,
            )
        )  # fmt: skip
    return found


@st.composite
def rounds(draw: st.DrawFn) -> tuple[Protocol, list[Tally]]:
    protocol = draw(st.sampled_from(COUNTED))
    return protocol, draw(tallies(protocol))


def rank(protocol: Protocol, groups: list[Tally], rules: Rules | None = None) -> int:
    return LADDER.index(decide(protocol, groups, rules).state)


def with_one_more(groups: list[Tally], at: int, option: PositionOption) -> list[Tally]:
    """The same round with one more answer in one group."""
    one = groups[at % len(groups)]
    more = {**one.counts, option: one.count(option) + 1}
    return [replace(each, counts=more) if each is one else each for each in groups]


@given(rounds(), st.randoms())
def test_the_order_of_answers_and_groups_does_not_matter(
    whole: tuple[Protocol, list[Tally]], chance: Random
) -> None:
    protocol, groups = whole
    turned = [replace(one, counts=dict(reversed(list(one.counts.items())))) for one in groups]
    chance.shuffle(turned)
    first, second = decide(protocol, groups), decide(protocol, turned)
    assert first.state is second.state
    assert set(first.reasons) == set(second.reasons)
    assert set(first.remarks) == set(second.remarks)


@given(rounds(), st.integers(0, 4))
def test_who_is_against_never_brings_a_decision_nearer(
    whole: tuple[Protocol, list[Tally]], at: int
) -> None:
    protocol, groups = whole
    if not groups[at % len(groups)].answers:
        return  # a group that said nothing has no quorum; saying no is saying something
    assert rank(protocol, with_one_more(groups, at, WORST[protocol])) <= rank(protocol, groups)


@given(rounds(), st.integers(0, 4), st.data())
def test_support_never_takes_a_decision_further_away(
    whole: tuple[Protocol, list[Tally]], at: int, data: st.DataObject
) -> None:
    protocol, groups = whole
    side = [one for one in offered(protocol) if LEANING[one] is Leaning.SUPPORT]
    more = with_one_more(groups, at, data.draw(st.sampled_from(side)))
    assert rank(protocol, more) >= rank(protocol, groups)


@given(rounds(), st.integers(2, 9))
def test_as_many_times_the_answers_decide_the_same(
    whole: tuple[Protocol, list[Tally]], times: int
) -> None:
    protocol, groups = whole
    scaled = [
        replace(one, counts={option: count * times for option, count in one.counts.items()})
        for one in groups
    ]
    assert rank(protocol, groups) == rank(protocol, scaled)


@given(rounds(), st.integers(0, 4))
def test_one_more_seat_filled_never_takes_a_decision_further_away_but_for_what_it_shows(
    whole: tuple[Protocol, list[Tally]], at: int
) -> None:
    protocol, groups = whole
    one = groups[at % len(groups)]
    if one.present == one.seats:
        return
    more = [replace(each, present=each.present + 1) if each is one else each for each in groups]
    before, after = decide(protocol, groups), decide(protocol, more)
    assert after.state is before.state or before.state is OutcomeState.NO_QUORUM


@given(rounds())
def test_only_a_round_with_reasons_is_not_reached(whole: tuple[Protocol, list[Tally]]) -> None:
    outcome = decide(*whole)
    assert bool(outcome.reasons) is (outcome.state is not OutcomeState.REACHED)


@given(rounds())
def test_a_sealed_outcome_reads_as_it_was(whole: tuple[Protocol, list[Tally]]) -> None:
    outcome = decide(*whole)
    assert outcome_of(json.loads(json.dumps(outcome_data(outcome)))) == outcome


orders = st.permutations(["a", "b", "c"]).flatmap(
    lambda whole: st.integers(0, 3).map(lambda length: tuple(whole[:length]))
)
ballots = st.dictionaries(orders, st.integers(1, 9), min_size=1)


@given(st.lists(ballots, min_size=1, max_size=4))
def test_borda_points_add_up_and_a_ranking_is_sealed_whole(
    groups: list[dict[tuple[str, ...], int]],
) -> None:
    found = decide(
        Protocol.RANKED,
        [Tally(f"g{n}", True, True, 1, 1, orders=one) for n, one in enumerate(groups)],
        ABC,
    )
    assert found.ranking is not None
    for points in (*found.ranking.by_group.values(), found.ranking.together):
        assert sum(points.values()) == pytest.approx(1.5)
        assert all(0 <= worth <= 1 for worth in points.values())
    assert outcome_of(json.loads(json.dumps(outcome_data(found)))) == found


@given(ballots, st.integers(2, 9))
def test_a_larger_group_with_the_same_orders_has_the_same_points(
    group: dict[tuple[str, ...], int], times: int
) -> None:
    larger = {order: count * times for order, count in group.items()}
    first, second = (
        decide(Protocol.RANKED, [Tally("g", True, True, 1, 1, orders=one)], ABC)
        for one in (group, larger)
    )
    assert first.ranking == second.ranking
