"""The lifecycle is the one table of what may happen to a run."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basin.lifecycle import ACTIVE, AT_WORK, ENDED, RUN, RunState, RunVerb, next_poll
from kernel.errors import RuleBroken


def test_every_state_is_reachable() -> None:
    reached = {RunState.PROPOSED}
    for _ in RunState:
        reached |= {after for (before, _), after in RUN.moves.items() if before in reached}
    assert reached == set(RunState)


def test_what_ended_stays_as_it_is_and_all_else_can_end() -> None:
    leaving = {before for before, _ in RUN.moves}
    assert leaving == ACTIVE == set(RunState) - ENDED
    for state in ACTIVE:
        assert RunVerb.CANCEL in RUN.open_verbs(state)


@given(st.sampled_from(RunState), st.sampled_from(RunVerb))
def test_a_move_is_in_the_table_or_refused(state: RunState, verb: RunVerb) -> None:
    if verb in RUN.open_verbs(state):
        assert RUN.after(state, verb) in RunState
    else:
        with pytest.raises(RuleBroken):
            RUN.after(state, verb)


def test_every_verb_stands_in_the_table() -> None:
    assert {verb for _, verb in RUN.moves} == set(RunVerb)


def test_whatever_is_at_work_can_fail_or_be_given_up() -> None:
    for state in AT_WORK:
        assert {RunVerb.FAIL, RunVerb.GIVE_UP} <= set(RUN.open_verbs(state))


def test_the_service_is_asked_after_two_seconds_first_and_every_half_minute_at_last() -> None:
    waits = [next_poll(asked) for asked in range(7)]
    assert waits == [timedelta(seconds=seconds) for seconds in (2, 4, 8, 16, 30, 30, 30)]
