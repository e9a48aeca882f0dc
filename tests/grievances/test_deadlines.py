"""By when somebody must move. Dates were counted by hand on public calendars."""

from datetime import date

import pytest

from grievances import deadlines
from grievances.deadlines import Calendar, Clock, Dates, next_deadline
from grievances.lifecycle import State
from kernel.workdays import after_working_days, on_or_after

CUSCO = Calendar("PE", "PE-CUS")
SALTA = Calendar("AR", "AR-A")


@pytest.mark.parametrize(
    ("country", "region", "start", "count", "end"),
    [
        ("PE", None, date(2026, 7, 1), 30, date(2026, 8, 18)),  # 23, 28, 29 July and 6 August rest
        ("PE", None, date(2026, 11, 20), 2, date(2026, 11, 24)),  # over a weekend
        ("PE", None, date(2026, 4, 1), 1, date(2026, 4, 6)),  # Holy Thursday and Good Friday
        ("PE", None, date(2026, 12, 24), 1, date(2026, 12, 28)),  # Christmas is a Friday
        ("AR", "AR-A", date(2026, 11, 20), 1, date(2026, 11, 24)),  # sovereignty day, Monday 23
        ("BO", None, date(2026, 5, 29), 2, date(2026, 6, 2)),
        ("CL", None, date(2026, 9, 17), 1, date(2026, 9, 21)),  # 18 September rests
        ("CO", None, date(2026, 10, 9), 1, date(2026, 10, 13)),  # Monday 12 October rests
        ("EC", None, date(2026, 5, 22), 1, date(2026, 5, 26)),  # 24 May moves to Monday 25
    ],
)
def test_business_days_skip_weekends_and_the_holidays_of_the_place(
    country: str, region: str | None, start: date, count: int, end: date
) -> None:
    assert after_working_days(start, count, country, region) == end


def test_an_office_counts_its_own_closures_too() -> None:
    assert after_working_days(
        date(2026, 11, 20), 1, "PE", None, closed={date(2026, 11, 23)}
    ) == date(2026, 11, 24)


def test_a_calendar_deadline_that_ends_on_a_rest_day_rolls_forward() -> None:
    assert on_or_after(date(2026, 12, 13), "PE", None) == date(2026, 12, 14)


def dates(acknowledged: date | None = None, *, urgent: bool = False) -> Dates:
    return Dates(date(2026, 11, 20), acknowledged, date(2026, 11, 20), urgent)


def test_a_person_answers_within_two_business_days() -> None:
    clock = next_deadline(State.RECEIVED, dates(), CUSCO)
    assert clock is not None
    assert (clock.clock, clock.due) == (Clock.ACKNOWLEDGE, date(2026, 11, 24))


def test_danger_is_looked_at_within_a_day_even_on_a_weekend() -> None:
    clock = next_deadline(State.RECEIVED, dates(urgent=True), CUSCO)
    assert clock is not None
    assert (clock.clock, clock.due) == (Clock.TRIAGE, date(2026, 11, 21))


def test_admission_is_decided_within_ten_business_days() -> None:
    clock = next_deadline(State.SCREENING, dates(date(2026, 11, 23)), CUSCO)
    assert clock is not None
    assert (clock.clock, clock.due) == (Clock.ADMISSION, date(2026, 12, 4))


def test_the_answer_comes_within_three_months_of_the_acknowledgement() -> None:
    assert deadlines.outcome(date(2026, 11, 4), CUSCO).due == date(2027, 2, 4)
    assert deadlines.outcome(date(2026, 11, 30), CUSCO).due == date(2027, 3, 1)  # 28 is a Sunday


def test_the_clock_stands_still_while_the_person_is_asked() -> None:
    assert next_deadline(State.NEEDS_INFO, dates(date(2026, 11, 23)), SALTA) is None


def test_nobody_verified_a_rule_yet_so_none_says_so() -> None:
    clock = next_deadline(State.RECEIVED, dates(), SALTA)
    assert clock is not None
    assert clock.verified is False


def test_late_and_soon_are_computed_from_today() -> None:
    clock = deadlines.admission(date(2026, 11, 20), CUSCO)  # due 4 December
    assert not clock.is_soon(date(2026, 11, 27))
    assert clock.is_soon(date(2026, 12, 1))
    assert clock.is_soon(date(2026, 12, 4))
    assert clock.is_late(date(2026, 12, 5))
    assert clock.days_left(date(2026, 12, 6)) == -2


def test_days_on_which_the_person_was_asked_do_not_count() -> None:
    stood = deadlines.days_between(date(2026, 11, 24), date(2026, 11, 30))  # four working days
    clock = deadlines.admission(date(2026, 11, 20), CUSCO, stood)
    assert (clock.due, clock.paused) == (date(2026, 12, 14), 6)  # 8 and 9 December rest


def test_a_pause_moves_an_answer_in_months_by_its_days() -> None:
    stood = deadlines.days_between(date(2026, 11, 10), date(2026, 11, 20))
    clock = deadlines.outcome(date(2026, 11, 4), CUSCO, stood)
    assert (clock.due, clock.paused, clock.rolled()) == (date(2027, 2, 15), 10, 1)


def test_a_pause_before_a_clock_began_does_not_touch_it() -> None:
    stood = deadlines.days_between(date(2026, 10, 1), date(2026, 10, 20))
    assert deadlines.outcome(date(2026, 11, 4), CUSCO, stood) == deadlines.outcome(
        date(2026, 11, 4), CUSCO
    )


RUNNING = {
    State.RECEIVED: Clock.ADMISSION,
    State.SCREENING: Clock.ADMISSION,
    State.ADMITTED: Clock.OUTCOME,
    State.INVESTIGATING: Clock.OUTCOME,
    State.PROPOSED: Clock.OUTCOME,
    State.REOPENED: Clock.OUTCOME,
    State.AWAITING_RESPONDENT: Clock.REPORT,
    State.COMMUNICATED: Clock.REVIEW,
    State.NOT_ADMITTED: Clock.REVIEW,
    State.UNDER_REVIEW: Clock.REVIEW,
}


@pytest.mark.parametrize("state", State)
def test_each_state_has_its_clock_or_none(state: State) -> None:
    clock = next_deadline(state, dates(date(2026, 11, 23)), CUSCO)
    assert (clock.clock if clock else None) == RUNNING.get(state)


@pytest.mark.parametrize("state", [State.RECEIVED, State.SCREENING])
def test_who_was_not_answered_yet_is_answered_first(state: State) -> None:
    clock = next_deadline(state, dates(), CUSCO)
    assert clock is not None
    assert clock.clock is Clock.ACKNOWLEDGE


def test_a_report_has_thirty_days_and_a_review_fifteen_business_days() -> None:
    report = next_deadline(State.AWAITING_RESPONDENT, dates(), CUSCO)
    review = next_deadline(State.COMMUNICATED, dates(), CUSCO)
    assert report is not None
    assert review is not None
    assert (report.due, report.rolled()) == (date(2026, 12, 21), 1)  # 20 December is a Sunday
    assert (review.due, review.rolled(), review.paused) == (date(2026, 12, 15), 0, 0)


def test_a_quarter_of_the_time_left_is_soon_and_more_is_not() -> None:
    clock = deadlines.Deadline(
        Clock.REPORT, date(2026, 7, 1), 8, deadlines.Unit.CALENDAR_DAYS, date(2026, 7, 9)
    )
    assert not clock.is_soon(date(2026, 7, 6))
    assert clock.is_soon(date(2026, 7, 7))
    at_once = deadlines.Deadline(
        Clock.TRIAGE, date(2026, 7, 1), 0, deadlines.Unit.CALENDAR_DAYS, date(2026, 7, 1)
    )
    assert at_once.is_soon(date(2026, 7, 1))


def test_the_day_of_the_question_counts_and_the_day_of_the_answer_does_not() -> None:
    stood = deadlines.days_between(date(2026, 7, 1), date(2026, 7, 3))
    assert stood == {date(2026, 7, 2), date(2026, 7, 3)}


def test_a_pause_on_the_first_day_itself_changes_nothing() -> None:
    first = date(2026, 11, 4)
    assert deadlines.outcome(first, CUSCO, frozenset({first})).paused == 0
