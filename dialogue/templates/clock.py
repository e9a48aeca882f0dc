"""How long a stage and a whole process may still take. Pure: days go in, days come out.

All days are calendar days. The day on which a stage begins is day 0; a stage of 30 days that began
on the 1st may last until the 31st, that day included.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Standing(StrEnum):
    """How far a stage came."""

    COMING = "coming"
    GOING_ON = "going_on"
    DONE = "done"


@dataclass(frozen=True)
class Dates:
    """What is known of a stage: what was planned, what happened, how long its law lets it last."""

    planned_from: date | None = None
    planned_to: date | None = None
    begun_on: date | None = None
    ended_on: date | None = None
    legal_days: int | None = None

    @property
    def standing(self) -> Standing:
        """Whether it is still to come, goes on, or is done."""
        if self.ended_on is not None:
            return Standing.DONE
        return Standing.COMING if self.begun_on is None else Standing.GOING_ON


@dataclass(frozen=True)
class Clock:
    """Where a stage stands on a day.

    `ends_by` is its last day: what its law allows, or what was planned, whichever comes first;
    None without either. `by_law` tells which. `left` counts the days to it, 0 on the last one;
    `over` those after it, 0 while there are none: of a stage that is done, how late it ended.
    `late_to_begin` counts the days since it should have begun.
    """

    standing: Standing
    ends_by: date | None = None
    by_law: bool = False
    left: int | None = None
    over: int = 0
    late_to_begin: int = 0


@dataclass(frozen=True)
class Total:
    """All stages together against the most that the law gives them; `used` days since the first."""

    most: int
    used: int
    ends_by: date
    left: int
    over: int


def clock_of(dates: Dates, today: date) -> Clock:
    """Where a stage stands today."""
    standing = dates.standing
    ends_by, by_law = _last_day(dates)
    measured = dates.ended_on or today
    late = 0
    if standing is Standing.COMING and dates.planned_from is not None:
        late = max(0, (today - dates.planned_from).days)
    if ends_by is None:
        return Clock(standing, late_to_begin=late)
    return Clock(
        standing,
        ends_by,
        by_law,
        left=None if standing is Standing.DONE else max(0, (ends_by - today).days),
        over=max(0, (measured - ends_by).days),
        late_to_begin=late,
    )


def total_of(stages: Sequence[Dates], most: int | None, today: date) -> Total | None:
    """All stages against the most days for all; None without such a limit or before the first."""
    begun = [one.begun_on for one in stages if one.begun_on is not None]
    if most is None or not begun:
        return None
    ended = [one.ended_on for one in stages if one.ended_on is not None]
    last = max(ended) if len(ended) == len(stages) else today
    ends_by = min(begun) + timedelta(days=most)
    return Total(
        most=most,
        used=max(0, (last - min(begun)).days),
        ends_by=ends_by,
        left=max(0, (ends_by - last).days),
        over=max(0, (last - ends_by).days),
    )


def current_of(stages: Sequence[Dates]) -> int | None:
    """The place of the stage at which a process is: the last one that goes on, else the next."""
    going_on = [n for n, one in enumerate(stages) if one.standing is Standing.GOING_ON]
    coming = [n for n, one in enumerate(stages) if one.standing is Standing.COMING]
    return going_on[-1] if going_on else next(iter(coming), None)


def _last_day(dates: Dates) -> tuple[date | None, bool]:
    legal = None
    if dates.legal_days is not None and dates.begun_on is not None:
        legal = dates.begun_on + timedelta(days=dates.legal_days)
    if legal is not None and (dates.planned_to is None or legal <= dates.planned_to):
        return legal, True
    return dates.planned_to, False
