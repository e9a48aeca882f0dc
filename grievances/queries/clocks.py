"""The clocks of a case, in the time zone and calendar of its office."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from accounts.models import Office
from grievances.deadlines import (
    Calendar,
    Dates,
    Deadline,
    Unit,
    admission,
    days_between,
    next_deadline,
)
from grievances.lifecycle import State
from grievances.models import Case
from kernel.clock import now
from kernel.workdays import after_working_days, working_days_until

CODE_ANSWERED_BD = 3
"""Business days that an office takes to compare three facts, two people after each other."""


def deadline_of(case: Case) -> Deadline | None:
    """The clock that runs now for a case."""
    return next_deadline(case.state, _dates(case), calendar_of(case.office))


def promised_to(case: Case) -> tuple[Deadline, Deadline]:
    """What a receipt promises: by when a person answers, and by when they decide to take it on."""
    day = day_at(case.office, case.received_at)
    calendar = calendar_of(case.office)
    dates = Dates(received=day, acknowledged=None, entered_state=day, urgent=case.urgent)
    first = next_deadline(State.RECEIVED, dates, calendar)
    assert first is not None  # noqa: S101 - a case that just came in always has a clock
    return first, admission(day, calendar)


def code_answered_by(office: Office, asked_at: datetime) -> date:
    """From which day on somebody who lost their code may try the new one."""
    calendar = calendar_of(office)
    return after_working_days(
        day_at(office, asked_at),
        CODE_ANSWERED_BD,
        calendar.country,
        calendar.region,
        calendar.closed,
    )


def days_left(deadline: Deadline, office: Office) -> int:
    """Days until the deadline as it counts them, business days or any; negative when it passed."""
    today, calendar = today_at(office), calendar_of(office)
    if deadline.unit is not Unit.BUSINESS_DAYS or deadline.is_late(today):
        return deadline.days_left(today)
    return working_days_until(
        today, deadline.due, calendar.country, calendar.region, calendar.closed
    )


def calendar_of(office: Office) -> Calendar:
    """Where the office works."""
    closed = frozenset(date.fromisoformat(day) for day in office.closures)
    return Calendar(office.country, office.region, closed)


def today_at(office: Office) -> date:
    """Today, where the office is."""
    return day_at(office, now())


def day_at(office: Office, moment: datetime) -> date:
    """The day of `moment` where the office is."""
    return moment.astimezone(ZoneInfo(office.time_zone)).date()


def _dates(case: Case) -> Dates:
    received, acknowledged = case.received_at, case.acknowledged_at
    # An alert that became a complaint, a case that was taken up again: its clocks began again.
    began_again = [moment for moment in (case.upgraded_at, case.reopened_at) if moment]
    if began_again:
        received = max(began_again)
        acknowledged = max(acknowledged, received) if acknowledged else None
    return Dates(
        received=day_at(case.office, received),
        acknowledged=day_at(case.office, acknowledged) if acknowledged else None,
        entered_state=day_at(case.office, case.entered_state_at),
        urgent=case.urgent,
        paused=_paused(case),
    )


def pause_of(case: Case) -> str:
    """The pause of a case whose clock stands still and now goes on."""
    return f"{day_at(case.office, case.entered_state_at)}/{today_at(case.office)}"


def _paused(case: Case) -> frozenset[date]:
    days: frozenset[date] = frozenset()
    for pause in case.pauses:
        asked, _, answered = pause.partition("/")
        days |= days_between(date.fromisoformat(asked), date.fromisoformat(answered))
    return days
