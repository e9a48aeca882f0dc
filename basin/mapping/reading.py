"""A table becomes series by the plan of a person; whatever does not fit is told with its row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from basin.contract.parsing import MOST_POINTS
from basin.kinds import TimeStep
from basin.mapping.asking import asked_before, asked_of
from basin.mapping.cells import filled, is_missing, is_summary, said
from basin.mapping.finding import Found
from basin.mapping.notes import NoteKind, Noticing, Question
from basin.mapping.numbers import number_in
from basin.mapping.plans import Plan, Twice, Wanted
from basin.mapping.series import Read, Reading
from basin.mapping.sources import Record, Source, records_of, sources_of
from basin.mapping.steps import axis, begins, days_of, step_of
from basin.mapping.units import CONVERSIONS, MEASURABLE, OTHER, converted, unit_of
from kernel.spreadsheets.books import Fault, Row, Sheet


@dataclass(frozen=True)
class Taken:
    """A value with the row that it came from."""

    value: float | None
    row: int


def read(sheet: Sheet, found: Found, plan: Plan) -> Reading:
    """The series of a table; its questions are those that are still open."""
    noticing = Noticing()
    sources = {one.key: one for one in sources_of(sheet, found, plan)}
    wanted = [one for one in plan.series if one.key in sources]
    before = asked_before(found, plan, wanted)
    if before or plan.step is None:
        return Reading(plan.step, (), (), (), before or (Question.STEP,))
    gathered = _gathered(sheet, found, plan, sources, noticing)
    days = sorted({day for by_day in gathered.values() for day in by_day})
    _notice_step(days, plan.step, noticing)
    try:
        moments = axis(days[0], days[-1], plan.step) if days else ()
    except ValueError:
        return Reading(plan.step, (), (), noticing.told(), (Question.TOO_LONG,))
    if len(moments) * len(wanted) > MOST_POINTS:
        return Reading(plan.step, (), (), noticing.told(), (Question.TOO_LONG,))
    series = tuple(
        _series(one, sources[one.key], moments, gathered.get(one.key, {}), plan.step)
        for one in wanted
    )
    for one in series:
        _notice_series(one, moments, noticing)
    notes = noticing.told()
    return Reading(plan.step, moments, series, notes, asked_of(plan, series, notes))


def _gathered(
    sheet: Sheet, found: Found, plan: Plan, sources: Mapping[str, Source], noticing: Noticing
) -> dict[str, dict[date, Taken]]:
    """By source and step the value that counts."""
    wanted = {one.key for one in plan.series}
    gathered: dict[str, dict[date, Taken]] = {key: {} for key in wanted & sources.keys()}
    newest: dict[str, date] = {}
    head = sheet.rows[found.head] if found.head is not None else ()
    for record in records_of(sheet, found, plan):
        if record.day is None:
            _notice_undated(record, head, noticing)
            continue
        for key in record.cells.keys() & gathered.keys():
            if record.day < newest.get(key, record.day):
                noticing.note(NoteKind.DISORDER, record.row)
            newest[key] = max(record.day, newest.get(key, record.day))
            taken = Taken(value_in(record, key, plan, sources[key].where, noticing), record.row)
            _put(
                gathered[key], begins(record.day, plan.step or TimeStep.DAY), taken, plan, noticing
            )
    return gathered


def value_in(record: Record, key: str, plan: Plan, where: str, noticing: Noticing) -> float | None:
    """The number of a cell; None where nothing was measured, or nobody can read it."""
    cell = record.cells[key]
    if isinstance(cell, Fault):
        noticing.note(NoteKind.FORMULA_WITHOUT_VALUE, record.row, where, said(cell))
        return None
    if is_missing(cell, plan.markers):
        return None
    number = number_in(cell, plan.decimal)
    if number is None:
        noticing.note(NoteKind.NOT_A_NUMBER, record.row, where, said(cell))
    return number


def _put(
    by_day: dict[date, Taken], day: date, taken: Taken, plan: Plan, noticing: Noticing
) -> None:
    before = by_day.get(day)
    if before is None:
        by_day[day] = taken
        return
    if taken.value == before.value:
        noticing.note(NoteKind.SAME_TWICE, taken.row)
        return
    noticing.note(NoteKind.DIFFERENT_TWICE, taken.row, "", day.isoformat())
    if plan.twice is Twice.LAST:
        by_day[day] = taken
    elif plan.twice is Twice.NEITHER:
        by_day[day] = Taken(None, taken.row)


def _notice_undated(record: Record, head: Row, noticing: Noticing) -> None:
    """A row without a date: a sum, the head once more, a remark; or a slip in the date."""
    first = next((said(cell) for cell in record.raw if said(cell)), "")
    if is_summary(first):
        noticing.note(NoteKind.SUMMARY_ROW, record.row, "", first)
    elif head and [said(cell) for cell in record.raw] == [said(cell) for cell in head]:
        noticing.note(NoteKind.REPEATED_HEAD, record.row)
    elif filled(record.raw) == 1 and not isinstance(first, (int, float)):
        noticing.note(NoteKind.REMARK, record.row, "", first)
    else:
        noticing.note(NoteKind.NOT_A_DATE, record.row, "", record.dated or first)


def _notice_step(days: Sequence[date], step: TimeStep, noticing: Noticing) -> None:
    seems = step_of(days)
    if seems is not None and seems is not step:
        noticing.note(NoteKind.OTHER_STEP)


def _series(
    wanted: Wanted, source: Source, moments: Iterable[date], by_day: Mapping[date, Taken],
    step: TimeStep,
) -> Read:  # fmt: skip
    target = unit_of(wanted.variable) if wanted.variable != OTHER else wanted.unit
    conversion = CONVERSIONS.get(f"{wanted.unit}>{target}") if wanted.unit != target else None
    values: list[float | None] = []
    rows: list[int] = []
    for day in moments:
        taken = by_day.get(day)
        value = taken.value if taken else None
        known = value is not None
        values.append(converted(value, conversion, days_of(day, step)) if known else None)  # type: ignore[arg-type]
        rows.append(taken.row if taken else 0)
    return Read(wanted, source, target, conversion, tuple(values), tuple(rows))


def _notice_series(one: Read, moments: Sequence[date], noticing: Noticing) -> None:
    where = one.source.where if one.source.key.startswith("c") else one.source.label
    if one.source.unit and one.source.unit != one.wanted.unit:
        noticing.note(NoteKind.OTHER_UNIT, None, where, one.source.unit)
    if one.source.is_summary:
        noticing.note(NoteKind.SUMMARY_TAKEN, None, where, one.source.label)
    possible = MEASURABLE.get(one.wanted.variable)
    if possible is None:
        return
    for value, row in zip(one.values, one.rows, strict=True):
        if value is not None and not possible.holds(value):
            noticing.note(NoteKind.IMPLAUSIBLE, row, where, f"{value:g} {one.unit}")
