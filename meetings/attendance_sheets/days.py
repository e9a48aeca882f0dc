"""Days and hours as people write them: "13-mar", 13/03/25, Día 1, 08h30."""

import re
from datetime import date, datetime, time, timedelta

from kernel.spreadsheets.books import Cell
from meetings.attendance_sheets.cells import typed, whole_number
from meetings.attendance_sheets.values import Setting, Sitting

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "ene enero jan", "feb febrero", "mar marzo", "abr abril apr", "may mayo", "jun junio",
            "jul julio", "ago agosto aug", "sep set septiembre setiembre", "oct octubre",
            "nov noviembre", "dic diciembre dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAY = r"(?:(?:lun|mar|mi[eé]|jue|vie|s[aá]b|dom)[a-zé]*\.?,?\s+)?"
_NUMBERS = re.compile(rf"{_WEEKDAY}(\d{{1,2}})[/.\-](\d{{1,2}})(?:[/.\-](\d{{4}}|\d{{2}}))?", re.I)
_NAMED = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})[\s\-/.]*(?:de\s+)?([a-z]{{3,10}})\.?(?:[\s\-/.,]*(?:del?\s+)?(\d{{4}}|\d{{2}}))?",
    re.I,
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_ORDER = re.compile(
    r"(?:(dia|day|punchaw|fecha|d)|(?:sesion|sision|taller|modulo|reunion|s))\s*(\d{1,2})"
    r"|(\d{1,2}|primer|segundo|tercer|cuarto|quinto)(?:er|do|ro|to)?\s+(?:(dia)|sesion|taller|modulo)"
)
_ORDINALS = {"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4, "quinto": 5}
_HOUR = re.compile(
    r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?(?:[:.]\d{2})?\s*(?:h(?:rs?|oras?)?\.?)?\s*([ap])?\.?\s*(?:m\.?)?",
    re.I,
)
_SERIALS = range(36_526, 73_051)
"""Days as Excel counts them, from 2000 to 2100; a smaller number above a column is no date."""
_BORN_SERIALS = range(1, 73_051)
_FIRST_SERIAL = date(1899, 12, 30)


class NoSuchDay(ValueError):  # noqa: N818 - what the calendar says
    """It is written like a date, but no calendar has it: 31/02."""


def date_in(cell: Cell, near: date, *, born: bool = False) -> date | None:
    """The day that a cell names, day before month; None when it names none.

    A year that is not written is the one nearest to `near`; of somebody's birth (`born`), two
    digits are never in the future. NoSuchDay when it can be none.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    serial = whole_number(cell)
    if serial is not None:
        return _of_serial(serial, _BORN_SERIALS if born else _SERIALS)
    text = typed(cell)
    iso = _ISO.fullmatch(text)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    written = _NUMBERS.fullmatch(text)
    month = int(written[2]) if written else 0
    if written is None:
        written = _NAMED.fullmatch(text)
        month = _MONTHS.get(written[2].lower(), 0) if written else 0
    if written is None or not (month or _NUMBERS.fullmatch(text)):
        return None
    return _with_year(int(written[1]), month, written[3], near, born=born)


def _of_serial(serial: int, among: range) -> date | None:
    return _FIRST_SERIAL + timedelta(days=serial) if serial in among else None


def _with_year(day: int, month: int, year: str | None, near: date, *, born: bool) -> date:
    if year is None:
        if day == 29 and month == 2:
            return _day(near.year, 2, 29)
        years = (near.year, near.year - 1, near.year + 1)
        return min((_day(one, month, day) for one in years), key=lambda one: abs(one - near))
    if len(year) == 4:
        return _day(int(year), month, day)
    found = _day(near.year // 100 * 100 + int(year), month, day)
    return _day(found.year - 100, month, day) if born and found > near else found


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay from None


def sitting_of(cell: Cell, setting: Setting) -> Sitting | None:
    """The sitting that a head or the name of a sheet means: a day, "Día 1", "Sesión 2".

    NoSuchDay when it is written like a date and is none.
    """
    label = typed(cell)
    on = date_in(cell, setting.starts_on)
    if on is not None:
        return Sitting(on.isoformat(), label, on)
    found = _ORDER.fullmatch(_plain(label))
    if found is None:
        return None
    number = int(found[2]) if found[2] else _ORDINALS.get(found[3]) or int(found[3])
    is_day = bool(found[1] or found[4])
    if is_day and number <= len(setting.days):
        on = setting.days[number - 1]
        return Sitting(on.isoformat(), label, on)
    return Sitting(f"{'dia' if is_day else 'sesion'}-{number}", label)


def _plain(label: str) -> str:
    """Small letters without marks: the labels of days are few, and folding is too much for them."""
    text = label.casefold().translate(str.maketrans("áéíóú", "aeiou", "'’ʼ°º.:#"))
    return " ".join(text.replace("-", " ").replace("_", " ").split())


def hour_in(cell: Cell) -> time | None:
    """The hour in a cell: a time, "8:30", "08h30", "2:15 pm"."""
    if isinstance(cell, datetime):
        return cell.time().replace(second=0, microsecond=0)
    if isinstance(cell, time):
        return cell.replace(second=0, microsecond=0)
    if isinstance(cell, float) and 0 < cell < 1:
        minutes = round(cell * 24 * 60)
        return time(minutes // 60 % 24, minutes % 60)
    found = _HOUR.fullmatch(typed(cell)) if isinstance(cell, str) else None
    if found is None or not (found[2] or found[3] or "h" in found[0].lower()):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if (found[3] or "").lower() == "p" and hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None
