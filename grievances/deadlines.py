"""By when somebody must move. Pure functions over dates; every deadline can print its arithmetic.

The rules are the defaults of the procedure and nobody has verified them against a law yet: they
carry a badge that says so and are never printed as "by law". BD are business days of the office.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from grievances.lifecycle import State
from kernel.workdays import after_working_days, on_or_after

ACKNOWLEDGE_BD = 2
ADMISSION_BD = 10
REPORT_DAYS = 30
OUTCOME_MONTHS = 3
REVIEW_BD = 15
TRIAGE_DAYS = 1
AMBER_SHARE = 0.25
FAR_OFF = date.max
"""When nobody must move."""

CLOCKLESS = frozenset(
    {State.ABANDONED, State.CLOSED, State.FOLLOW_UP, State.MEDIATION, State.MERGED}
    | {State.NEEDS_INFO, State.PURGED, State.REFERRED_OUT, State.WITHDRAWN}
)
"""Where a case stands still or has ended: no clock runs."""


class Clock(StrEnum):
    """What the deadline is for."""

    ACKNOWLEDGE = "acknowledge"
    TRIAGE = "triage"
    ADMISSION = "admission"
    REPORT = "report"
    OUTCOME = "outcome"
    REVIEW = "review"


class Unit(StrEnum):
    """How the span is counted."""

    BUSINESS_DAYS = "business_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"


@dataclass(frozen=True)
class Calendar:
    """Where the office works: ISO 3166 country, region, and its own closures."""

    country: str
    region: str | None = None
    closed: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Deadline:
    """One clock: from when, how long, until when. `verified` is False until a person confirms."""

    clock: Clock
    start: date
    span: int
    unit: Unit
    due: date
    paused: int = 0
    """Days that the clock stood still, because the person was asked something."""
    verified: bool = False

    def days_left(self, today: date) -> int:
        """Calendar days until the deadline; negative when it passed."""
        return (self.due - today).days

    def rolled(self) -> int:
        """By how many days the end rolled forward to a working day; 0 for business days."""
        if self.unit is Unit.BUSINESS_DAYS:
            return 0
        by_months = self.unit is Unit.MONTHS
        plain = (
            _months_after(self.start, self.span)
            if by_months
            else self.start + timedelta(days=self.span)
        )
        return (self.due - plain).days - self.paused

    def is_late(self, today: date) -> bool:
        """Whether the deadline passed."""
        return today > self.due

    def is_soon(self, today: date) -> bool:
        """Whether a quarter of the time or less is left."""
        return not self.is_late(today) and today >= self.amber()

    def amber(self) -> date:
        """From which day on a quarter of the time or less is left."""
        all_of_it = (self.due - self.start).days
        return self.due - timedelta(days=int(AMBER_SHARE * all_of_it))


@dataclass(frozen=True)
class Dates:
    """The days of a case, in the office's time zone, that its clocks start from."""

    received: date
    acknowledged: date | None
    entered_state: date
    urgent: bool
    paused: frozenset[date] = frozenset()
    """The days on which the clock stood still: after a question, up to the day of its answer."""


def next_deadline(state: State, dates: Dates, calendar: Calendar) -> Deadline | None:
    """The clock that runs now; None when the case stands still or has ended."""
    paused = dates.paused
    if state in {State.RECEIVED, State.SCREENING} and dates.acknowledged is None:
        if dates.urgent:
            return _calendar_days(Clock.TRIAGE, dates.received, TRIAGE_DAYS, None)
        return _business_days(Clock.ACKNOWLEDGE, dates.received, ACKNOWLEDGE_BD, calendar)
    if state in {State.RECEIVED, State.SCREENING}:
        return admission(dates.received, calendar, paused)
    if state is State.AWAITING_RESPONDENT:
        return _calendar_days(Clock.REPORT, dates.entered_state, REPORT_DAYS, calendar)
    if state in {State.COMMUNICATED, State.NOT_ADMITTED, State.UNDER_REVIEW}:
        return _business_days(Clock.REVIEW, dates.entered_state, REVIEW_BD, calendar)
    if state in {State.ADMITTED, State.INVESTIGATING, State.PROPOSED, State.REOPENED}:
        return outcome(dates.acknowledged or dates.received, calendar, paused)
    return None


def admission(
    received: date, calendar: Calendar, paused: frozenset[date] = frozenset()
) -> Deadline:
    """By when the office says whether it can take the case on."""
    return _business_days(Clock.ADMISSION, received, ADMISSION_BD, calendar, paused)


def outcome(
    acknowledged: date, calendar: Calendar, paused: frozenset[date] = frozenset()
) -> Deadline:
    """By when the office gives its answer: three months from the acknowledgement."""
    stood = _days_after(acknowledged, paused)
    due = on_or_after(
        _months_after(acknowledged, OUTCOME_MONTHS) + timedelta(days=stood),
        calendar.country,
        calendar.region,
        calendar.closed,
    )
    return Deadline(Clock.OUTCOME, acknowledged, OUTCOME_MONTHS, Unit.MONTHS, due, stood)


def days_between(asked: date, answered: date) -> frozenset[date]:
    """The days that do not count: those after the question, up to that of the answer."""
    return frozenset(asked + timedelta(days=one + 1) for one in range((answered - asked).days))


def _days_after(start: date, paused: frozenset[date]) -> int:
    return sum(day > start for day in paused)


def _business_days(
    clock: Clock,
    start: date,
    span: int,
    calendar: Calendar,
    paused: frozenset[date] = frozenset(),
) -> Deadline:
    closed = calendar.closed | paused
    due = after_working_days(start, span, calendar.country, calendar.region, closed)
    return Deadline(clock, start, span, Unit.BUSINESS_DAYS, due, _days_after(start, paused))


def _calendar_days(clock: Clock, start: date, span: int, calendar: Calendar | None) -> Deadline:
    due = start + timedelta(days=span)
    if calendar is not None:
        due = on_or_after(due, calendar.country, calendar.region, calendar.closed)
    return Deadline(clock, start, span, Unit.CALENDAR_DAYS, due)


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
