"""The lifecycle is the one table of what may happen to a commitment; rounds follow each other."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from dateutil.rrule import MONTHLY, WEEKLY, rrule  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from commitments.kinds import Recurrence
from commitments.lifecycle import COMMITMENT, ENDED, Status, Verb
from commitments.rounds import calendar_rule, next_due, next_round
from kernel.errors import RuleBroken


def test_every_status_is_reachable() -> None:
    reached = {Status.NOT_STARTED, Status.PROPOSED}
    for _ in Status:
        reached |= {after for (before, _), after in COMMITMENT.moves.items() if before in reached}
    assert reached == set(Status)


def test_no_status_is_a_trap_but_what_went_with_its_agreement() -> None:
    leaving = {before for (before, _), after in COMMITMENT.moves.items() if after is not before}
    assert set(Status) - leaving == {Status.LAPSED, Status.WITHDRAWN}


@given(st.sampled_from(Status), st.sampled_from(Verb))
def test_a_move_is_in_the_table_or_refused(status: Status, verb: Verb) -> None:
    if verb in COMMITMENT.open_verbs(status):
        assert COMMITMENT.after(status, verb) in Status
    else:
        with pytest.raises(RuleBroken):
            COMMITMENT.after(status, verb)


def test_every_verb_stands_in_the_table() -> None:
    assert {verb for _, verb in COMMITMENT.moves} == set(Verb)


class Life(RuleBasedStateMachine):
    """Random verbs on one commitment."""

    def __init__(self) -> None:
        super().__init__()
        self.status = Status.NOT_STARTED
        self.done: list[Verb] = []

    @rule(verb=st.sampled_from(Verb))
    def move(self, verb: Verb) -> None:
        try:
            self.status = COMMITMENT.after(self.status, verb)
        except RuleBroken:
            return
        self.done.append(verb)

    @invariant()
    def nothing_is_verified_that_nobody_said_was_done(self) -> None:
        if self.status is Status.VERIFIED:
            moves = [verb for verb in self.done if verb is not Verb.TELL]
            assert moves[-2:] == [Verb.REPORT, Verb.VERIFY]

    @invariant()
    def what_ended_goes_on_only_when_it_is_reopened_or_renewed(self) -> None:
        ends = {Verb.VERIFY, Verb.REFORMULATE, Verb.CANCEL}
        for before, after in zip(self.done, self.done[1:], strict=False):
            if before in ends:
                assert after in {Verb.REOPEN, Verb.RENEW}

    @invariant()
    def news_are_told_only_of_what_is_open(self) -> None:
        if self.status in ENDED:
            assert Verb.TELL not in COMMITMENT.open_verbs(self.status)


TestLife = Life.TestCase


@pytest.mark.parametrize(
    ("every", "due", "following"),
    [
        (Recurrence.WEEKLY, date(2026, 12, 28), date(2027, 1, 4)),
        (Recurrence.MONTHLY, date(2026, 1, 31), date(2026, 2, 28)),
        (Recurrence.MONTHLY, date(2027, 12, 15), date(2028, 1, 15)),
        (Recurrence.QUARTERLY, date(2026, 11, 30), date(2027, 2, 28)),
        (Recurrence.YEARLY, date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_what_recurs_is_due_again(every: Recurrence, due: date, following: date) -> None:
    assert next_due(every, due) == following


def test_the_last_of_january_is_followed_by_the_last_of_march() -> None:
    february = next_due(Recurrence.MONTHLY, date(2026, 1, 31))
    assert next_due(Recurrence.MONTHLY, february, date(2026, 1, 31)) == date(2026, 3, 31)


@given(
    st.sampled_from(Recurrence),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 900),
)
def test_the_next_round_begins_after_the_last_one_was_proven(
    every: Recurrence, due: date, late: int
) -> None:
    done = due + timedelta(days=late)
    following = next_round(every, due, due, done)
    assert following > done
    assert following - done <= timedelta(days=366)


@given(
    st.sampled_from(Recurrence),
    st.dates(date(2020, 1, 1), date(2040, 12, 31)),
)
def test_a_calendar_shows_the_days_on_which_rounds_fall_due(every: Recurrence, first: date) -> None:
    due = next_due(every, first)
    owed = [due]
    for _round in range(14):
        owed.append(next_due(every, owed[-1], first))
    shown = rrule_of(calendar_rule(every, due, first), due)[: len(owed)]
    assert [one.date() for one in shown] == owed


def rrule_of(said: dict[str, Any], begin: date) -> Any:
    facts = {name: value for name, value in said.items() if name != "freq"}
    frequency = {"WEEKLY": WEEKLY, "MONTHLY": MONTHLY}[said["freq"]]
    return rrule(frequency, dtstart=datetime.combine(begin, time()), **facts)
