"""How far the dates of a series stand apart, and the regular axis that they stand on."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from basin.kinds import TimeStep

MOST_MOMENTS = 100_000
"""Longer axes are a slip in a date."""


def step_of(days: Sequence[date]) -> TimeStep | None:
    """The step that most neighbours are apart; None for fewer than two different days."""
    known = sorted(set(days))
    apart = Counter(_between(earlier, later) for earlier, later in pairwise(known))
    return apart.most_common(1)[0][0] if apart else None


def _between(earlier: date, later: date) -> TimeStep:
    days = (later - earlier).days
    if days >= 360:
        return TimeStep.YEAR
    return TimeStep.MONTH if days >= 27 else TimeStep.DAY


def begins(day: date, step: TimeStep) -> date:
    """The first day of the step that a day falls into."""
    if step is TimeStep.YEAR:
        return date(day.year, 1, 1)
    return day.replace(day=1) if step is TimeStep.MONTH else day


def next_after(day: date, step: TimeStep) -> date:
    """The beginning of the step after the one that begins on this day."""
    if step is TimeStep.DAY:
        return day + timedelta(days=1)
    months = day.year * 12 + day.month - 1 + (12 if step is TimeStep.YEAR else 1)
    return date(months // 12, months % 12 + 1, 1)


def days_of(day: date, step: TimeStep) -> int:
    """How many days the step has that begins on this day: 31 in January, 366 in 2024."""
    return (next_after(day, step) - day).days


def axis(first: date, last: date, step: TimeStep) -> tuple[date, ...]:
    """Every step from the first to the last; ValueError when they are too many."""
    found: list[date] = []
    day = begins(first, step)
    while day <= last:
        found.append(day)
        if len(found) > MOST_MOMENTS:
            raise ValueError("too long")
        day = next_after(day, step)
    return tuple(found)


def moment(day: date) -> str:
    """A day as an axis of time writes it."""
    return f"{day.isoformat()}T00:00:00Z"
