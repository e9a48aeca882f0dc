"""How a file is read: as it is understood at first, and as somebody chose."""

from collections.abc import Mapping
from dataclasses import replace

from kernel.spreadsheets.books import Book, Sheet
from meetings.attendance_sheets import heads
from meetings.attendance_sheets.cells import at, typed
from meetings.attendance_sheets.days import NoSuchDay, sitting_of
from meetings.attendance_sheets.values import (
    ONLY,
    Answers,
    Choices,
    Column,
    Plan,
    Role,
    Setting,
    SheetChoice,
    SheetPlan,
    Sitting,
)
from meetings.kinds import AgeBand, Sex, Signing

MEANS: Mapping[Role, tuple[str, ...]] = {
    Role.SEX: tuple(Sex),
    Role.AGE_BAND: tuple(AgeBand),
    Role.SIGNED: tuple(Signing),
}
"""What a mark in a column may stand for, by what the column holds."""


def plan_of(book: Book, setting: Setting) -> Plan:
    """How the file would be read: hidden sheets, and sheets without a list, are left unticked."""
    plans = [_understood(sheet, setting) for sheet in book.sheets]
    if not any(plan.taken for plan in plans) and len(plans) == 1:
        plans = [replace(plans[0], taken=True)]
    return Plan(tuple(plans))


def plan_by(book: Book, setting: Setting, choices: Choices) -> Plan:
    """How the file is read as somebody chose; a sheet that they do not name stays as understood."""
    chosen = {choice.name: choice for choice in choices.sheets}
    return Plan(
        tuple(
            _chosen(sheet, setting, chosen[plan.name], plan) if plan.name in chosen else plan
            for sheet, plan in zip(book.sheets, plan_of(book, setting).sheets, strict=True)
        )
    )


def choices_of(plan: Plan, answers: Answers) -> Choices:
    """The choices that lead to this plan: what a form shows as chosen."""
    return Choices(tuple(map(_choice_of, plan.sheets)), answers)


def examples(book: Book, plan: SheetPlan, how_many: int = 3) -> dict[int, tuple[str, ...]]:
    """The first texts of each column, by its place, for those who say what it holds."""
    sheet = next(one for one in book.sheets if one.name == plan.name)
    below = sheet.rows[plan.head_row + plan.head_lines - 1 if plan.head_row else 0 :]
    return {
        column.place: tuple(
            [text for row in below if (text := typed(at(row, column.place)))][:how_many]
        )
        for column in plan.columns
    }


def first_rows(
    book: Book, name: str, how_many: int = heads.LOOKED_AT
) -> tuple[tuple[str, ...], ...]:
    """The first rows of a sheet as text, for those who say where the heads are."""
    sheet = next(one for one in book.sheets if one.name == name)
    return tuple(tuple(map(typed, row)) for row in sheet.rows[:how_many])


def _understood(sheet: Sheet, setting: Setting) -> SheetPlan:
    told = heads.find(sheet, setting)
    sitting = _sitting(sheet.name, setting)
    if told is None:
        columns = _without_heads(sheet)
        return SheetPlan(sheet.name, False, sheet.hidden, 0, 0, columns, sitting)
    return SheetPlan(
        sheet.name, not sheet.hidden, sheet.hidden, told.row + 1, told.lines, told.columns, sitting
    )


def _without_heads(sheet: Sheet) -> tuple[Column, ...]:
    width = max((len(row) for row in sheet.rows), default=0)
    return tuple(Column(place, "") for place in range(width))


def _sitting(name: str, setting: Setting) -> Sitting | None:
    try:
        return sitting_of(name, setting)
    except NoSuchDay:
        return None


def _named(name: str, setting: Setting) -> Sitting:
    """The sitting that somebody named, whatever name that is."""
    return _sitting(name, setting) or Sitting("-".join(name.casefold().split()), name)


def _chosen(sheet: Sheet, setting: Setting, choice: SheetChoice, before: SheetPlan) -> SheetPlan:
    row = choice.head_row if 0 < choice.head_row <= len(sheet.rows) else 0
    lines = min(max(choice.head_lines, 1), 2) if row else 0
    if (row, lines) == (before.head_row, before.head_lines):
        columns = before.columns
    elif row:
        columns = heads.columns_at(sheet, row - 1, lines, setting)
    else:
        columns = _without_heads(sheet)
    return SheetPlan(
        sheet.name,
        choice.taken,
        sheet.hidden,
        row,
        lines,
        tuple(_column(column, setting, choice) for column in columns),
        _day_of(choice, before, setting),
    )


def _day_of(choice: SheetChoice, before: SheetPlan, setting: Setting) -> Sitting | None:
    if before.sitting is not None and choice.day == before.sitting.key:
        return before.sitting
    return _named(choice.day, setting) if choice.day.strip() else None


def _column(column: Column, setting: Setting, choice: SheetChoice) -> Column:
    place = str(column.place)
    role = choice.roles.get(place, column.role)
    same = role is column.role
    means = choice.means.get(place, column.means if same else "")
    day = choice.days.get(place, "").strip()
    sitting = column.sitting if same else None
    if role is Role.DAY and day and (sitting is None or day != sitting.key):
        sitting = _named(day, setting)
    return replace(
        column,
        role=role,
        means=means if means in MEANS.get(role, ()) else "",
        sitting=(sitting or _by_head(column, setting)) if role is Role.DAY else None,
    )


def _by_head(column: Column, setting: Setting) -> Sitting:
    """The sitting of a column of marks that nobody named: what its head says."""
    return _named(column.head, setting) if column.head else ONLY


def _choice_of(plan: SheetPlan) -> SheetChoice:
    return SheetChoice(
        plan.name,
        plan.taken,
        plan.head_row,
        plan.head_lines,
        {str(column.place): column.role for column in plan.columns},
        {str(column.place): column.means for column in plan.columns if column.means},
        {str(column.place): column.sitting.key for column in plan.columns if column.sitting},
        plan.sitting.key if plan.sitting else "",
    )
