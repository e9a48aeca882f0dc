"""The times of a series: how far they stand apart, which years they fall in."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from statistics import median

from basin.kinds import TimeStep

_DAYS = {TimeStep.DAY: (0.9, 1.1), TimeStep.MONTH: (27.5, 31.5), TimeStep.YEAR: (364.5, 366.5)}
DAYS_A_YEAR = 365.2425


def moment(text: str) -> datetime:
    """A moment of a series without its zone: 2026-01-01 or 2026-01-01T00:00:00Z. ValueError else.

    Model and stations give days and months, so an hour of difference changes nothing here.
    """
    return datetime.fromisoformat(text).replace(tzinfo=None)


@lru_cache(maxsize=64)
def moments(times: tuple[str, ...]) -> tuple[datetime, ...]:
    """The same for a whole series."""
    return tuple(map(moment, times))


def step_of(times: tuple[str, ...]) -> TimeStep | None:
    """How far the values stand apart, by the gap in the middle of all; None for anything else."""
    seen = moments(times)
    gaps = [(after - before).total_seconds() / 86400 for before, after in pairwise(seen)]
    if not gaps:
        return None
    usual = median(gaps)
    return next((step for step, (low, high) in _DAYS.items() if low <= usual <= high), None)


def in_years(times: tuple[str, ...]) -> tuple[float, ...]:
    """Each moment as a number of years: 2026-07-02 is about 2026.5."""
    return tuple(_in_years(one) for one in moments(times))


def _in_years(one: datetime) -> float:
    start = datetime(one.year, 1, 1)  # noqa: DTZ001 - these moments have no zone
    return one.year + (one - start).total_seconds() / 86400 / (366 if _is_leap(one.year) else 365)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def last_years(times: tuple[str, ...], years: int) -> slice:
    """The part of a series that its last `years` years hold; 60 of a series of months for 5."""
    seen = moments(times)
    start = _years_before(seen[-1], years)
    return slice(sum(1 for one in seen if one <= start), None)


def whole_years(times: tuple[str, ...]) -> int:
    """How many whole years a series covers, its last value counting for a step of its own;
    a week that lacks of a year does not matter."""
    seen = moments(times)
    if len(seen) < 2:
        return 0
    step = (seen[-1] - seen[0]) / (len(seen) - 1)
    return int((seen[-1] - seen[0] + step).total_seconds() / 86400 / DAYS_A_YEAR + 0.02)


def _years_before(one: datetime, years: int) -> datetime:
    year = max(one.year - years, 1)
    leap_day = one.month == 2 and one.day == 29 and not _is_leap(year)
    return one.replace(year=year, day=28 if leap_day else one.day)


def years_of(times: Sequence[str]) -> tuple[int, ...]:
    """The calendar years that a series touches, in order, each once."""
    return tuple(dict.fromkeys(int(one[:4]) for one in times))
