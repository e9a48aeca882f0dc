"""Days, hours and numbers as people of each language read them, in the time of the office.

Quechua dates are numeric: CLDR's month names for qu are Spanish with capitals, and its relative
times are of another variety. No relative time is offered for any language.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_decimal, format_percent
from flask import Flask, g, has_app_context

from web.locale import current

DEFAULT_ZONE = "America/Lima"

_LONG = {"es": "EEEE d 'de' MMMM 'de' y", "qu": "dd/MM/y", "en": "EEEE d MMMM y"}
_PLAIN = {"es": "d 'de' MMMM 'de' y", "qu": "dd/MM/y", "en": "d MMMM y"}
_SHORT = {"es": "d MMM y", "qu": "dd/MM/y", "en": "d MMM y"}


def use_zone(name: str) -> None:
    """Show the times of this request in the zone of the office."""
    g.time_zone = name


def day(when: date, zone: str = "") -> str:
    """The day in full: lunes 14 de diciembre de 2026."""
    return format_date(_local(when, zone), _LONG[current()], locale=current())


def plain_day(when: date, zone: str = "") -> str:
    """The day in full for papers, without its name: 14 de diciembre de 2026."""
    return format_date(_local(when, zone), _PLAIN[current()], locale=current())


def short_day(when: date, zone: str = "") -> str:
    """The day for tables: 14 dic 2026."""
    return format_date(_local(when, zone), _SHORT[current()], locale=current())


def moment(when: datetime, zone: str = "") -> str:
    """Day and hour: lunes 14 de diciembre de 2026, 14:07."""
    return f"{day(when, zone)}, {hour(when, zone)}"


def short_moment(when: datetime, zone: str = "") -> str:
    """Day and hour for tables: 14 dic 2026, 14:07."""
    return f"{short_day(when, zone)}, {hour(when, zone)}"


def hour(when: datetime | time, zone: str = "") -> str:
    """The hour on a clock of 24: 14:07."""
    clock = _local(when, zone).time() if isinstance(when, datetime) else when
    return format_time(clock, "HH:mm", locale=current())


def machine(when: date) -> str:
    """The value of a `datetime` attribute."""
    return when.isoformat()


def number(value: float) -> str:
    """A number with the signs of the language."""
    return format_decimal(value, locale=current())


def percent(value: float) -> str:
    """A share: 0.88 is 88 %."""
    return format_percent(value, locale=current())


def _local(when: date, zone: str) -> datetime:
    """`when` in the zone that counts; a plain day stays that day."""
    if not isinstance(when, datetime):
        return datetime.combine(when, time())  # a day has no zone
    name = zone or (g.get("time_zone") if has_app_context() else None) or DEFAULT_ZONE
    return when.astimezone(ZoneInfo(name))


def init_app(app: Flask) -> None:
    """The filters of the templates."""
    app.jinja_env.filters.update(
        day=day,
        short_day=short_day,
        moment=moment,
        short_moment=short_moment,
        hour=hour,
        machine=machine,
        number=number,
        percent=percent,
    )
