"""Business days of a region. Day 0 is the start day; weekends and public holidays do not count.

Source of the public holidays: the library `holidays` (PE, BO, AR, CL, CO, EC), by ISO 3166-2 region
where it knows the region. An office's own closures come as extra dates.
"""

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

import holidays

SATURDAY = 5


@lru_cache(maxsize=64)
def _public_holidays(country: str, region: str | None) -> holidays.HolidayBase:
    """The calendar of `country`; `region` is an ISO 3166-2 code such as AR-A."""
    part = region.partition("-")[2] if region else None
    known = holidays.country_holidays(country)
    return holidays.country_holidays(
        country,
        subdiv=part if part in known.subdivisions else None,
        language=known.default_language,
    )


def public_holidays(country: str, region: str | None, year: int) -> list[tuple[date, str]]:
    """The public holidays of a region in a year, each with its name in the country's language."""
    calendar = _public_holidays(country, region)
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
    return [(day, calendar[day]) for day in days if day in calendar]


def is_working_day(
    day: date, country: str, region: str | None, closed: Collection[date] = ()
) -> bool:
    """Whether the office of that region works on `day`."""
    return (
        day.weekday() < SATURDAY
        and day not in closed
        and day not in _public_holidays(country, region)
    )


def after_working_days(
    start: date, count: int, country: str, region: str | None, closed: Collection[date] = ()
) -> date:
    """The `count`-th working day after `start`."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, country, region, closed)
    return day


def on_or_after(day: date, country: str, region: str | None, closed: Collection[date] = ()) -> date:
    """`day`, or the next working day when it is none: a deadline rolls forward."""
    while not is_working_day(day, country, region, closed):
        day += timedelta(days=1)
    return day


def working_days_until(
    start: date, end: date, country: str, region: str | None, closed: Collection[date] = ()
) -> int:
    """How many working days lie after `start` up to and including `end`."""
    days = (start + timedelta(days=number + 1) for number in range((end - start).days))
    return sum(is_working_day(day, country, region, closed) for day in days)
