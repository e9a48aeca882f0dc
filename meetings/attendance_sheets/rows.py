"""A row becomes a person, or says why it is none."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from kernel.spreadsheets.books import Cell, Fault, Sheet
from meetings.attendance_sheets import marks, names, numbers, traits
from meetings.attendance_sheets.cells import at, compared, typed, whole_number
from meetings.attendance_sheets.days import NoSuchDay, date_in, hour_in
from meetings.attendance_sheets.heads import NAMES
from meetings.attendance_sheets.problems import Found, NotPerson, Problem, found
from meetings.attendance_sheets.values import (
    ONLY,
    Column,
    Mark,
    Person,
    Role,
    Row,
    RowState,
    SheetPlan,
)
from meetings.kinds import AgeBand, DocumentKind, Sex, Signing, Tongue

FILLED = frozenset({Role.ORGANIZATION, Role.GROUP, Role.POSITION, Role.COMMUNITY, Role.LANGUAGE})
"""What is written once over merged cells holds for all rows of the merge, and no further."""
_NEEDED = NAMES | {Role.DAY, Role.DATE, Role.PRESENT}
_TOTALS = ("total", "totales", "subtotal", "sub total", "suma total", "total general")
_NOTES = (
    "observación", "observaciones", "obs", "nota", "notas", "leyenda", "fuente", "elaborado",
    "elaborado por", "responsable", "facilitador", "facilitadora", "firma", "firma de", "firma del",
    "vb", "v b", "hora de inicio", "hora de término", "siendo las", "legend",
)  # fmt: skip


def _begins(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(re.escape(compared(word)) for word in words)})\b")


_TOTAL, _NOTE = _begins(_TOTALS), _begins(_NOTES)
_LINE = re.compile(r"[_.\-—–=\s]{4,}.*")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Reading:
    """How cells are understood in this file: the day of the meeting, and what was answered."""

    starts_on: date
    legend: Mapping[str, Mark] = field(default_factory=dict)
    m_means: Sex | None = None
    listed_were_there: bool = True
    """Whether a list without marks says who came; beside others with marks it only names people."""


def rows_of(sheet: Sheet, index: int, plan: SheetPlan, reading: Reading) -> list[Row]:
    """All rows below the heads that are not blank."""
    filled = _filled(sheet, plan)
    found_rows = []
    for number in range(_first(plan), len(sheet.rows)):
        row = _row(sheet, number, plan, _Line(plan, reading, filled[number]))
        if row is not None:
            whole = replace(row, key=f"{index}:{number + 1}", sheet=sheet.name, number=number + 1)
            found_rows.append(_with_state(_mended(whole, sheet, number)))
    return _unsigned(found_rows, plan)


def cells_of(sheet: Sheet, plan: SheetPlan, roles: frozenset[Role]) -> Iterator[Cell]:
    """Every filled cell of the rows that may be people, in columns that hold this in letters."""
    columns = [one for one in plan.columns if one.role in roles]
    places = [one.place for one in columns if not one.means and not _is_signed(one)]
    for number in range(_first(plan), len(sheet.rows)):
        row = sheet.rows[number]
        if _not_person(sheet, number, plan) is None and _has(row, plan, NAMES):
            yield from (cell for place in places if (cell := at(row, place)) is not None)


def _is_signed(column: Column) -> bool:
    """Whether people sign under a day, so that any word there is a mark."""
    return "firma" in column.head.casefold()


def _first(plan: SheetPlan) -> int:
    return plan.head_row + plan.head_lines - 1 if plan.head_row else 0


def _filled(sheet: Sheet, plan: SheetPlan) -> list[list[Cell]]:
    rows = [list(row) for row in sheet.rows]
    places = {column.place for column in plan.columns if column.role in FILLED}
    for merge in sheet.merges:
        value = at(rows[merge.top], merge.left) if merge.left in places else None
        for number in range(merge.top + 1, merge.bottom + 1) if value is not None else ():
            row = rows[number]
            row += [None] * (merge.left + 1 - len(row))
            row[merge.left] = value if row[merge.left] is None else row[merge.left]
    return rows


def _mended(row: Row, sheet: Sheet, number: int) -> Row:
    if number not in sheet.mended or row.person is None:
        return row
    return replace(row, problems=(*row.problems, found(Problem.TEXT_MENDED)))


def _with_state(row: Row) -> Row:
    return replace(row, state=state_of(row))


def state_of(row: Row) -> RowState:
    """What becomes of a row by its problems alone."""
    if row.person is None and row.not_person is not None:
        return RowState.NOT_PERSON
    if any(one.stops for one in row.problems):
        return RowState.ERROR
    return RowState.WARNING if row.problems else RowState.NEW


def _row(sheet: Sheet, number: int, plan: SheetPlan, line: "_Line") -> Row | None:
    if not any(cell is not None for cell in sheet.rows[number]):
        return None
    why = _not_person(sheet, number, plan)
    if why is not None:
        text = " · ".join(text for cell in sheet.rows[number] if (text := typed(cell)))
        return Row("", "", 0, RowState.NOT_PERSON, not_person=why, text=text)
    person = line.person()
    return Row("", "", 0, RowState.NEW, person, problems=tuple(line.problems))


# --- what is no person ------------------------------------------------------------------------


def _not_person(sheet: Sheet, number: int, plan: SheetPlan) -> NotPerson | None:
    row = sheet.rows[number]
    told = [(place, cell) for place, cell in enumerate(row) if cell is not None]
    if not told:
        return None
    if _repeats_heads(row, sheet, plan):
        return NotPerson.REPEATED_HEAD
    if _is_sum(row, plan):
        return NotPerson.TOTAL
    said = _said(typed(told[0][1]))
    if said is not None and not _is_named(row, told[0][0], plan):
        return said
    if _has(row, plan, NAMES):
        return NotPerson.SECTION if len(told) == 1 and _is_wide(sheet, number, told[0][0]) else None
    return _alone(*told[0], plan) if len(told) == 1 else None


def _repeats_heads(row: Sequence[Cell], sheet: Sheet, plan: SheetPlan) -> bool:
    if not plan.head_row:
        return False
    lines = sheet.rows[plan.head_row - 1 : plan.head_row - 1 + plan.head_lines]
    told = [(place, compared(typed(cell))) for place, cell in enumerate(row) if cell is not None]
    for line in lines:
        same = sum(bool(text) and text == compared(typed(at(line, place))) for place, text in told)
        if same >= 2 and 2 * same >= len(told):
            return True
    return False


def _is_sum(row: Sequence[Cell], plan: SheetPlan) -> bool:
    """Whether a row without a name and without a number has nothing but figures."""
    by_place = {column.place: column.role for column in plan.columns}
    told = [(by_place.get(place), cell) for place, cell in enumerate(row) if cell is not None]
    personal = {*NAMES, Role.NUMBER, Role.DOCUMENT, Role.PHONE}
    figures = all(whole_number(cell) is not None or isinstance(cell, Fault) for _, cell in told)
    return len(told) > 1 and figures and not any(role in personal for role, _ in told)


def _is_wide(sheet: Sheet, number: int, place: int) -> bool:
    return any(
        one.top <= number <= one.bottom and one.left == place and one.right >= place + 2
        for one in sheet.merges
    )


def _alone(place: int, cell: Cell, plan: SheetPlan) -> NotPerson | None:
    """What a row is that has one cell, and not the name; None if it is of somebody unnamed."""
    if _LETTER.search(typed(cell)):
        return NotPerson.SECTION
    role = next((one.role for one in plan.columns if one.place == place), Role.UNUSED)
    if role is Role.NUMBER:
        return NotPerson.NUMBER_ONLY
    return NotPerson.SECTION if role is Role.UNUSED else None


def _is_named(row: Sequence[Cell], first: int, plan: SheetPlan) -> bool:
    """Whether a row that begins with such a word is a person called so, who has a document."""
    named = any(column.place == first for column in plan.columns if column.role in NAMES)
    return named and _has(row, plan, frozenset({Role.DOCUMENT}))


def _has(row: Sequence[Cell], plan: SheetPlan, roles: frozenset[Role]) -> bool:
    return any(at(row, column.place) is not None for column in plan.columns if column.role in roles)


def _said(text: str) -> NotPerson | None:
    """What a row is that begins with these words."""
    if _TOTAL.match(compared(text)):
        return NotPerson.TOTAL
    is_note = _NOTE.match(compared(text)) or _LINE.fullmatch(text) or marks.legend_in([text])
    return NotPerson.NOTE if is_note else None


# --- a person ---------------------------------------------------------------------------------


class _Line:
    """One row being read column by column; problems gather on the way."""

    def __init__(self, plan: SheetPlan, reading: Reading, row: Sequence[Cell]) -> None:
        self.plan, self.reading, self.row = plan, reading, row
        self.problems: list[Found] = []
        self.arrived: time | None = None
        self.signed_by_mark = Signing.NONE

    def person(self) -> Person:
        name, kind, document = self._name_and_document()
        sittings = self._marks()
        signing = self._signing()
        return Person(
            name=name,
            organization=self._text(Role.ORGANIZATION),
            group=self._text(Role.GROUP),
            position=self._text(Role.POSITION),
            community=self._text(Role.COMMUNITY),
            sex=self._sex(),
            age=self._age(),
            document_kind=kind,
            document=document,
            phones=self._phones(),
            language=self._language(),
            signing=signing if signing is not Signing.NONE else self.signed_by_mark,
            observations=self._text(Role.OBSERVATIONS),
            arrived=self._hour(Role.ARRIVED) or self.arrived,
            left=self._hour(Role.LEFT),
            marks=sittings,
        )

    def _columns(self, role: Role) -> list[tuple[Column, Cell]]:
        """The columns that hold this, with their cells; a cell without a value is told once."""
        told: list[tuple[Column, Cell]] = []
        for column in self.plan.columns:
            if column.role is role:
                cell = at(self.row, column.place)
                if isinstance(cell, Fault):
                    self._say(
                        Problem.CELL_WITHOUT_VALUE, column, stops=role in _NEEDED, cell=cell.word
                    )
                    cell = None
                told.append((column, cell))
        return told

    def _say(self, problem: Problem, column: Column, *, stops: bool = False, **facts: str) -> None:
        self.problems.append(found(problem, column.head, stops=stops, **facts))

    def _text(self, role: Role, between: str = " · ") -> str:
        return between.join(text for _, cell in self._columns(role) if (text := typed(cell)))

    def _name_and_document(self) -> tuple[str, DocumentKind | None, str]:
        name = self._text(Role.NAME, " ") or names.joined(
            self._text(Role.SURNAMES), self._text(Role.SECOND_SURNAME), self._text(Role.GIVEN_NAMES)
        )
        name, inside = numbers.document_in_name(name)
        kind, document = self._document()
        if inside:
            self.problems.append(found(Problem.DOCUMENT_IN_NAME))
            if not document:
                kind, document = DocumentKind.DNI, inside
        if not _LETTER.search(name) and not any(one.stops for one in self.problems):
            self.problems.append(found(Problem.NAME_MISSING))
        return name, kind, document

    def _document(self) -> tuple[DocumentKind | None, str]:
        for column, cell in self._columns(Role.DOCUMENT):
            kind, document, problems = numbers.document_in(cell, column.head)
            self.problems += problems
            return kind, document
        return None, ""

    def _phones(self) -> tuple[str, ...]:
        phones: list[str] = []
        for column, cell in self._columns(Role.PHONE):
            more, problems = numbers.phones_in(cell, column.head)
            phones += more
            self.problems += problems
        return tuple(dict.fromkeys(phones))

    def _hour(self, role: Role) -> time | None:
        for column, cell in self._columns(role):
            hour = hour_in(cell)
            if (
                hour is None
                and compared(typed(cell))
                and compared(typed(cell)) not in traits.BLANKS
            ):
                self._say(Problem.HOUR_UNREADABLE, column)
            return hour
        return None

    def _language(self) -> Tongue:
        for column, cell in self._columns(Role.LANGUAGE):
            tongue = traits.tongue_of(typed(cell))
            if tongue is None:
                self._say(Problem.LANGUAGE_UNKNOWN, column)
            return tongue or Tongue.OTHER
        return Tongue.UNSAID

    def _marked(self, role: Role, means: Callable[[str], object]) -> list[str]:
        """What the columns of one value each say by a mark."""
        return [
            column.means
            for column, cell in self._columns(role)
            if column.means and marks.mark_in(cell, {})[0].was_there and means(column.means)
        ]

    def _sex(self) -> Sex:
        marked = self._marked(Role.SEX, Sex)
        if marked:
            return Sex(marked[0])
        for column, cell in self._columns(Role.SEX):
            if column.means:
                continue
            sex = traits.sex_of(typed(cell), self.reading.m_means)
            if sex is None and compared(typed(cell)) != traits.M:
                self._say(Problem.SEX_UNKNOWN, column)
            return sex or Sex.UNSAID
        return Sex.UNSAID

    def _age(self) -> AgeBand:
        marked = self._marked(Role.AGE_BAND, AgeBand)
        born = self._born()
        if born is not None:
            return traits.band_of(max(traits.age_on(born, self.reading.starts_on), 0))
        if marked:
            return AgeBand(marked[0])
        for role in (Role.AGE, Role.AGE_BAND):
            for column, cell in self._columns(role):
                band = AgeBand.UNSAID if column.means else traits.band_in(cell)
                if band is None:
                    self._say(Problem.AGE_UNREADABLE, column)
                if band not in {None, AgeBand.UNSAID}:
                    return band or AgeBand.UNSAID
        return AgeBand.UNSAID

    def _born(self) -> date | None:
        """The day of birth, for the band of age only; what was typed is told to nobody."""
        for column, cell in self._columns(Role.BIRTH_DATE):
            text = compared(typed(cell))
            try:
                born = date_in(cell, self.reading.starts_on, born=True)
            except NoSuchDay:
                self._say(Problem.DATE_IMPOSSIBLE, column)
                return None
            if born is None and text and text not in traits.BLANKS:
                self._say(Problem.DATE_UNREADABLE, column)
            if born is not None and born > self.reading.starts_on:
                self._say(Problem.DATE_IMPOSSIBLE, column)
                return None
            return born
        return None

    def _signing(self) -> Signing:
        for column, cell in self._columns(Role.SIGNED):
            if column.means and marks.mark_in(cell, {})[0] is not Mark.ABSENT:
                return Signing(column.means)
            signing = traits.signing_of(typed(cell))
            if not column.means and signing is not Signing.NONE:
                return signing
        return Signing.NONE

    def _marks(self) -> dict[str, Mark]:
        own = self._date() or (self.plan.sitting or ONLY).key
        told = self._columns(Role.DAY) or self._columns(Role.PRESENT)
        if not told:
            silent = own == ONLY.key and not self.reading.listed_were_there
            return {} if silent else {own: Mark.PRESENT}
        said: dict[str, Mark] = {}
        for column, cell in told:
            key = column.sitting.key if column.sitting else own
            said[key] = stronger(said.get(key), self._mark(column, cell))
        return said

    def _date(self) -> str:
        """The day that the row itself names, where each row has one; it cannot be guessed."""
        for column, cell in self._columns(Role.DATE):
            try:
                on = date_in(cell, self.reading.starts_on)
            except NoSuchDay:
                self._say(Problem.DATE_IMPOSSIBLE, column)
                return ""
            if on is None and typed(cell):
                self._say(Problem.DATE_UNREADABLE, column, stops=True)
            return on.isoformat() if on else ""
        return ""

    def _mark(self, column: Column, cell: Cell) -> Mark:
        mark, hour = marks.mark_in(cell, self.reading.legend)
        if mark is Mark.UNKNOWN:
            signing = traits.signing_of(typed(cell))
            signed = _is_signed(column) and signing is not Signing.NONE
            if signed or signing in {Signing.THUMBPRINT, Signing.PHOTO, Signing.VERBAL}:
                self.signed_by_mark, mark = signing, Mark.PRESENT
            else:
                self._say(Problem.MARK_UNKNOWN, column, mark=typed(cell)[:20])
        if hour is not None:
            self.arrived = min(self.arrived or hour, hour)
        return mark


_STRENGTH = (Mark.PRESENT, Mark.LATE, Mark.UNKNOWN, Mark.EXCUSED, Mark.ABSENT)


def stronger(one: Mark | None, other: Mark) -> Mark:
    """What two marks for one sitting say together: who was there once was there."""
    return other if one is None else min(one, other, key=_STRENGTH.index)


def _unsigned(rows: list[Row], plan: SheetPlan) -> list[Row]:
    """Where a list has signatures and no marks, an empty box is worth a look."""
    roles = {column.role for column in plan.columns}
    if Role.SIGNED not in roles or roles & {Role.DAY, Role.PRESENT}:
        return rows
    signed = [row for row in rows if row.person and row.person.signing is not Signing.NONE]
    if not signed:
        return rows
    return [
        _with_state(replace(row, problems=(*row.problems, found(Problem.NOT_SIGNED))))
        if row.person and row.person.signing is Signing.NONE
        else row
        for row in rows
    ]
