"""What a station measured: one series, with how good each value is.

A value that cannot be true of its variable is left out and its place is flagged suspect; one that
stands far from the others is flagged suspect too, unless somebody confirms its row.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median, quantiles

from basin.contract.variables import UNITS
from basin.kinds import QualityFlag
from basin.mapping.cells import at, said
from basin.mapping.finding import Found
from basin.mapping.notes import Note, NoteKind, Noticing, Question
from basin.mapping.plans import Plan
from basin.mapping.reading import read
from basin.mapping.series import Read, Reading
from basin.mapping.sources import records_of
from basin.mapping.units import MEASURABLE
from kernel.spreadsheets.books import Sheet

FEWEST_TO_COMPARE = 20
FAR = 12
"""So many times the middle half of the values: further than any flood of the records seen."""
MOST_CODES = 30


@dataclass(frozen=True)
class Doubt:
    """A value that is hard to believe; an impossible one is never taken."""

    row: int
    day: date
    value: float
    is_impossible: bool


@dataclass(frozen=True)
class Observed:
    """The reading of one station, the flag of each step, and what somebody should confirm."""

    reading: Reading
    flags: tuple[QualityFlag, ...]
    doubts: tuple[Doubt, ...]

    @property
    def series(self) -> Read:
        """The one series."""
        return self.reading.series[0]


def codes_in(sheet: Sheet, found: Found, plan: Plan) -> tuple[str, ...]:
    """The codes of the column of flags, each once; "" is a blank one, or that of no column."""
    if plan.flags is None:
        return ("",)
    dated = (record.raw for record in records_of(sheet, found, plan) if record.day is not None)
    told = (said(at(row, plan.flags)) for row in dated)
    return tuple(dict.fromkeys(told))[:MOST_CODES] or ("",)


def observe(sheet: Sheet, found: Found, plan: Plan, confirmed: Collection[int] = ()) -> Observed:
    """The measurements of a table; `confirmed` are rows whose value somebody vouches for."""
    reading = read(sheet, found, plan)
    if len(plan.series) > 1:
        reading = replace(reading, questions=(*reading.questions, Question.ONE_SERIES))
    if len(reading.series) != 1:
        return Observed(reading, (), ())
    meanings = dict(plan.meanings or {})
    if any(code not in meanings for code in codes_in(sheet, found, plan)):
        reading = replace(reading, questions=(*reading.questions, Question.FLAGS))
    noticing = Noticing()
    flags = _flags(sheet, plan, meanings, reading.series[0], noticing)
    values = _without_missing(reading.series[0], flags)
    doubts = _doubts(reading.days, reading.series[0], values)
    return _settled(reading, values, flags, doubts, confirmed, noticing)


def _flags(
    sheet: Sheet, plan: Plan, meanings: Mapping[str, QualityFlag], one: Read, noticing: Noticing
) -> list[QualityFlag]:
    found: list[QualityFlag] = []
    for value, row in zip(one.values, one.rows, strict=True):
        code = said(at(sheet.rows[row - 1], plan.flags)) if row and plan.flags is not None else ""
        flag = meanings.get(code, QualityFlag.SUSPECT)
        if value is None:
            flag = QualityFlag.MISSING
        elif code not in meanings:
            noticing.note(NoteKind.UNKNOWN_FLAG, row, "", code)
        elif flag is QualityFlag.MISSING:
            noticing.note(NoteKind.FLAGGED_MISSING, row, "", code)
        found.append(flag)
    return found


def _without_missing(one: Read, flags: Sequence[QualityFlag]) -> list[float | None]:
    return [
        None if flag is QualityFlag.MISSING else value
        for value, flag in zip(one.values, flags, strict=True)
    ]


def _doubts(days: Sequence[date], one: Read, values: Sequence[float | None]) -> tuple[Doubt, ...]:
    variable = one.wanted.variable
    possible = MEASURABLE.get(variable)
    known = [value for value in values if value is not None]
    far = _far_from([value for value in known if value] or known)
    found = []
    for day, value, row in zip(days, values, one.rows, strict=True):
        if value is None:
            continue
        outside = possible is not None and not possible.holds(value)
        if outside or far(value):
            found.append(Doubt(row, day, value, outside and variable in UNITS))
    return tuple(found)


def _far_from(values: Sequence[float]) -> Callable[[float], bool]:
    """Whether a value stands far from the others; nothing does where there are only few."""
    if len(values) < FEWEST_TO_COMPARE:
        return lambda _value: False
    middle = median(values)
    lower, _, upper = quantiles(values, n=4)
    reach = FAR * max(upper - lower, abs(middle) / 20)
    return lambda value: abs(value - middle) > reach > 0


def _settled(
    reading: Reading, values: Sequence[float | None], flags: Sequence[QualityFlag],
    doubts: tuple[Doubt, ...], confirmed: Collection[int], noticing: Noticing,
) -> Observed:  # fmt: skip
    kept, told = list(values), list(flags)
    places = {day: place for place, day in enumerate(reading.days)}
    for doubt in doubts:
        place = places[doubt.day]
        if doubt.is_impossible:
            kept[place], told[place] = None, QualityFlag.SUSPECT
        elif doubt.row not in confirmed:
            told[place] = QualityFlag.SUSPECT
            noticing.note(NoteKind.FAR_FROM_OTHERS, doubt.row, "", f"{doubt.value:g}")
    series = (replace(reading.series[0], values=tuple(kept)),)
    notes: tuple[Note, ...] = (*reading.notes, *noticing.told())
    questions = tuple(one for one in reading.questions if one is not Question.IMPLAUSIBLE)
    if not series[0].known:
        questions = (*questions, Question.NO_VALUES)
    settled = replace(
        reading, series=series, notes=notes, questions=tuple(dict.fromkeys(questions))
    )
    return Observed(settled, tuple(told), doubts)
