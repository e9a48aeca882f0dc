"""The lifecycle is the one table of what may happen to a case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from grievances.lifecycle import CASE, FINAL, NOT_YET_OPEN, State, Verb
from kernel.errors import RuleBroken


def test_every_state_is_reachable() -> None:
    reached = {State.RECEIVED}
    for _ in State:
        reached |= {after for (before, _), after in CASE.moves.items() if before in reached}
    assert reached == set(State)


def test_no_state_is_a_trap_but_those_that_end_a_case() -> None:
    leaving = {before for (before, _), after in CASE.moves.items() if after is not before}
    assert set(State) - leaving == FINAL


def test_every_state_that_staff_can_reach_today_can_be_left_today() -> None:
    today = {pair: after for pair, after in CASE.moves.items() if pair[1] not in NOT_YET_OPEN}
    reached = {State.RECEIVED}
    for _ in State:
        reached |= {after for (before, _), after in today.items() if before in reached}
    left = {before for (before, _), after in today.items() if after is not before}
    assert reached - left == set()
    assert State.CLOSED in reached


@given(st.sampled_from(State), st.sampled_from(Verb))
def test_a_move_is_in_the_table_or_refused(state: State, verb: Verb) -> None:
    if verb in CASE.open_verbs(state):
        assert CASE.after(state, verb) in State
    else:
        with pytest.raises(RuleBroken):
            CASE.after(state, verb)


def test_every_verb_stands_in_the_table() -> None:
    assert {verb for _, verb in CASE.moves} == set(Verb)


class Life(RuleBasedStateMachine):
    """Random verbs on one case."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State.RECEIVED
        self.done: set[Verb] = set()

    @rule(verb=st.sampled_from(Verb))
    def move(self, verb: Verb) -> None:
        try:
            self.state = CASE.after(self.state, verb)
        except RuleBroken:
            return
        self.done.add(verb)

    @invariant()
    def nothing_is_communicated_that_was_not_proposed(self) -> None:
        if self.state is State.COMMUNICATED:
            assert {Verb.PROPOSE_OUTCOME, Verb.COMMUNICATE} <= self.done

    @invariant()
    def nothing_is_investigated_that_was_not_screened(self) -> None:
        if self.state is State.INVESTIGATING:
            assert self.done & {Verb.SCREEN, Verb.REPRISAL}

    @invariant()
    def nothing_is_investigated_before_it_was_admitted_or_reviewed(self) -> None:
        if self.state is State.AWAITING_RESPONDENT:
            again = {Verb.REOPEN, Verb.REPRISAL}
            assert self.done & {Verb.ADMIT, Verb.ANSWER_IN_INVESTIGATION, *again}


TestLife = Life.TestCase
