"""A day, a period, something that goes on: kept as text and read back the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grievances.kinds import When
from grievances.periods import Period

FIRST, LAST = date(2026, 3, 1), date(2026, 4, 15)
KEPT = [
    (Period(), ""),
    (Period(When.UNKNOWN), "XXXX"),
    (Period(When.DAY, FIRST), "2026-03-01"),
    (Period(When.PERIOD, FIRST, LAST), "2026-03-01/2026-04-15"),
    (Period(When.PERIOD, None, LAST), "../2026-04-15"),
    (Period(When.CONTINUES, FIRST), "2026-03-01/.."),
    (Period(When.CONTINUES), "../.."),
]


@pytest.mark.parametrize(("period", "text"), KEPT)
def test_what_was_said_of_the_days_is_kept_after_iso_8601(period: Period, text: str) -> None:
    assert period.to_iso() == text
    assert Period.from_iso(text) == period


@given(st.sampled_from([When.DAY, When.CONTINUES]), st.dates())
def test_any_day_comes_back(kind: When, day: date) -> None:
    period = Period(kind, day)
    assert Period.from_iso(period.to_iso()) == period


@given(st.dates(), st.dates())
def test_any_period_comes_back(one: date, other: date) -> None:
    period = Period(When.PERIOD, min(one, other), max(one, other))
    assert Period.from_iso(period.to_iso()) == period


@given(st.text())
def test_text_that_is_no_period_of_ours_is_nothing_or_is_one(text: str) -> None:
    Period.from_iso(text)


@pytest.mark.parametrize("text", ["2026-02-30", "ayer", "2026-03-01/ayer"])
def test_a_broken_text_says_nothing(text: str) -> None:
    assert Period.from_iso(text) == Period()
