"""A whole file, understood: by itself at first, then as somebody chose. Nothing is written."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kernel.spreadsheets.books import Book, Cell, Fault, Sheet
from meetings.attendance_sheets import heads, marks, traits
from meetings.attendance_sheets.above import lines_above
from meetings.attendance_sheets.cells import compared, typed
from meetings.attendance_sheets.comparing import compare
from meetings.attendance_sheets.pairs import pair, unmarked_as_absent
from meetings.attendance_sheets.plans import plan_by, plan_of
from meetings.attendance_sheets.problems import Found, Problem, found
from meetings.attendance_sheets.roles import role_of
from meetings.attendance_sheets.rows import Reading, cells_of, rows_of
from meetings.attendance_sheets.values import (
    ONLY,
    Answers,
    Choices,
    Mark,
    Plan,
    Preview,
    Question,
    QuestionKind,
    Role,
    Row,
    RowState,
    Setting,
    SheetPlan,
    Sitting,
)
from meetings.attendance_sheets.variants import renamed, unclassified_in, variants_in
from meetings.kinds import Sex

SEX_M = "sex:m"
_MARKED = frozenset({Role.DAY, Role.PRESENT})


def propose(book: Book, setting: Setting) -> Preview:
    """The file as it is understood by itself."""
    return apply(book, setting, plan_of(book, setting), Answers())


def read_again(book: Book, setting: Setting, choices: Choices) -> Preview:
    """The same file as somebody chose."""
    return apply(book, setting, plan_by(book, setting, choices), choices.answers)


# --- reading ----------------------------------------------------------------------------------


def apply(book: Book, setting: Setting, plan: Plan, answers: Answers) -> Preview:
    """The file read by this plan, with these answers."""
    taken = [
        _Taken(sheet, index, one)
        for index, (sheet, one) in enumerate(zip(book.sheets, plan.sheets, strict=True))
        if one.taken
    ]
    questions = _questions(taken, answers)
    legend, m_means = _legend(answers), _m_means(taken, answers)
    rows = _rows(taken, Reading(setting.starts_on, legend, m_means, not _has_marks(taken)))
    variants = variants_in(rows, setting, answers)
    rows = renamed(rows, variants)
    sittings = _sittings(taken, rows)
    paired = pair(rows, answers)
    rows = unmarked_as_absent(paired.rows, {sitting.key: None for sitting in sittings})
    rows, missing = compare(rows, setting.people)
    preview = Preview(
        digest=content_digest(book),
        imported=setting.imported.get(content_digest(book), ""),
        plan=plan,
        answers=answers,
        sittings=sittings,
        rows=tuple(rows),
        problems=(*_of_file(taken, setting), *_not_compared(paired.all_compared)),
        questions=questions,
        proposals=paired.proposals,
        variants=variants,
        unclassified=unclassified_in(rows, setting),
        above=tuple(
            line for one in taken for line in lines_above(one.sheet, one.plan, setting.starts_on)
        ),
        missing=missing,
    )
    return _known_already(preview) if preview.imported else preview


@dataclass(frozen=True)
class _Taken:
    """A sheet that is read, and how."""

    sheet: Sheet
    index: int
    plan: SheetPlan

    @property
    def is_list(self) -> bool:
        """Whether it is known where the names stand."""
        return any(column.role in heads.NAMES for column in self.plan.columns)

    def cells(self, *roles: Role) -> list[Cell]:
        """The filled cells in columns of these roles."""
        return list(cells_of(self.sheet, self.plan, frozenset(roles)))


def _rows(taken: Sequence[_Taken], reading: Reading) -> list[Row]:
    return [
        row
        for one in taken
        if one.is_list
        for row in rows_of(one.sheet, one.index, one.plan, reading)
    ]


def _has_marks(taken: Sequence[_Taken]) -> bool:
    """Whether some sheet says by marks, or by its day, who came."""
    told = _MARKED | {Role.DATE}
    return any(
        one.plan.sitting is not None or any(column.role in told for column in one.plan.columns)
        for one in taken
        if one.is_list
    )


def _sittings(taken: Sequence[_Taken], rows: Sequence[Row]) -> tuple[Sitting, ...]:
    """Every sitting that the file tells apart, in the order of their days."""
    told: dict[str, Sitting] = {}
    for one in taken:
        of_columns = [column.sitting for column in one.plan.columns if column.sitting is not None]
        for sitting in (*of_columns, one.plan.sitting or ONLY):
            told.setdefault(sitting.key, sitting)
    read = (row.person for row in rows if row.person and row.state is not RowState.ERROR)
    said = dict.fromkeys(key for one in read for key in one.marks)
    named = [told[key] if key in told else _of_row(key) for key in said] or list(told.values())[:1]
    return tuple(sorted(named, key=lambda day: day.on.isoformat() if day.on else "9"))


def _of_row(key: str) -> Sitting:
    """The sitting of a day that only rows name."""
    return Sitting(key, key, date.fromisoformat(key))


def _of_file(taken: Sequence[_Taken], setting: Setting) -> Iterator[Found]:
    for one in taken:
        if not one.plan.head_row:
            yield found(Problem.HEAD_NOT_FOUND, sheet=one.sheet.name)
        if not one.is_list:
            yield found(Problem.NAME_COLUMN_MISSING, sheet=one.sheet.name)
        for head in heads.impossible_days(one.plan.columns, setting):
            yield found(Problem.DATE_IMPOSSIBLE, head, sheet=one.sheet.name)
        for head in _read_twice(one.plan):
            yield found(Problem.COLUMN_READ_TWICE, head, sheet=one.sheet.name)


def _read_twice(plan: SheetPlan) -> Iterator[str]:
    """Columns that look like another one that is read already, and so are not."""
    used = {column.role for column in plan.columns if column.role is not Role.UNUSED}
    for column in plan.columns:
        role = role_of(column.head) if column.role is Role.UNUSED else None
        if role is not None and role in used:
            yield column.head


def _not_compared(all_compared: bool) -> tuple[Found, ...]:
    return () if all_compared else (found(Problem.TOO_MANY_TO_COMPARE),)


def _known_already(preview: Preview) -> Preview:
    """Of a file that was imported before nothing is written: later corrections stay."""
    rows = tuple(
        replace(row, state=RowState.SAME, changes=()) if row.person else row for row in preview.rows
    )
    told = found(Problem.IMPORTED_BEFORE, when=preview.imported)
    return replace(
        preview,
        rows=rows,
        questions=(),
        proposals=(),
        variants=(),
        missing=(),
        problems=(told, *preview.problems),
    )


# --- questions --------------------------------------------------------------------------------


def _legend(answers: Answers) -> dict[str, Mark]:
    """What somebody said that marks mean."""
    choices = {choice.value for choice in marks.CHOICES}
    return {
        key.removeprefix("mark:"): Mark(answer)
        for key, answer in answers.marks.items()
        if key.startswith("mark:") and answer in choices
    }


def _questions(taken: Sequence[_Taken], answers: Answers) -> tuple[Question, ...]:
    return (*_about_marks(taken, answers), *_about_m(taken, answers))


def _about_marks(taken: Sequence[_Taken], answers: Answers) -> Iterator[Question]:
    cells = [cell for one in taken if one.is_list for cell in one.cells(*_MARKED)]
    said = [marks.mark_in(cell, {})[0] for cell in cells]
    nobody_came = set(said) == {Mark.ABSENT}  # then an F may stand for "firmó"
    times: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for cell, mark in zip(cells, said, strict=True):
        asked = mark is Mark.UNKNOWN or (nobody_came and marks.key_of(cell) == "f")
        if asked and not isinstance(cell, Fault) and len(typed(cell)) <= marks.LONGEST_ASKED:
            times[marks.key_of(cell)] += 1
            shown.setdefault(marks.key_of(cell), typed(cell))
    legend = marks.legend_in(_texts(taken))
    choices = tuple(choice.value for choice in marks.CHOICES)
    for key, count in times.items():
        answer = answers.marks.get(f"mark:{key}", "")
        yield Question(
            f"mark:{key}",
            QuestionKind.MARK,
            shown[key],
            choices,
            count,
            legend[key].value if key in legend else "",
            answer if answer in choices else "",
        )


def _texts(taken: Sequence[_Taken]) -> Iterator[str]:
    for one in taken:
        for row in one.sheet.rows:
            yield from (cell for cell in row if isinstance(cell, str))


def _sexes(taken: Sequence[_Taken]) -> list[str]:
    return [typed(cell) for one in taken if one.is_list for cell in one.cells(Role.SEX)]


def _m_means(taken: Sequence[_Taken], answers: Answers) -> Sex | None:
    answer = answers.marks.get(SEX_M, "")
    if answer in {Sex.WOMAN.value, Sex.MAN.value}:
        return Sex(answer)
    return traits.what_m_means(_sexes(taken))


def _about_m(taken: Sequence[_Taken], answers: Answers) -> Iterator[Question]:
    words = _sexes(taken)
    letters = [word for word in words if compared(word) == traits.M]
    if letters and traits.what_m_means(words) is None:
        sex = _m_means(taken, answers)
        choices = (Sex.WOMAN.value, Sex.MAN.value)
        answer = sex.value if sex else ""
        yield Question(SEX_M, QuestionKind.SEX_M, "M", choices, len(letters), "", answer)


# --- recognising ------------------------------------------------------------------------------


def content_digest(book: Book) -> str:
    """The same for the same rows, however and by what program the file was saved."""
    told = [
        [
            sheet.name if len(book.sheets) > 1 else "",
            [row for row in map(_shown, sheet.rows) if row],
        ]
        for sheet in book.sheets
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _shown(row: Sequence[Cell]) -> list[str]:
    texts = [cell.word if isinstance(cell, Fault) else typed(cell) for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts
