"""Sheets that came on paper, typed row by row in the order of the paper.

A row is a sheet: code, group, sex, then each question. A blank row is none. What is wrong stands in
its row, and nothing that was typed is lost.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wtforms import HiddenField, StringField

from kernel.text import canonical
from meetings.kinds import Sex
from trainings.forms.answering import LONGEST_ANSWER, LONGEST_CODE
from trainings.kinds import QuestionKind
from trainings.learning import SHORTEST_CODE, STEPS, code_as_kept
from trainings.models import AnswerSheet, Question
from trainings.operations.answering import Told
from web.forms import Asked, Form, UpTo
from web.locale import _, _l

FEWEST_ROWS, MOST_ROWS = 10, 60
LETTERS = "ABCDEFGHI"


class GridForm(Form):
    """The key and the token of a grid; its rows are read by themselves."""

    rows: Sequence["Row"] = ()
    replaces = HiddenField(default="")
    """The code of the sheet that was typed wrongly, while it is being corrected."""

    def sent(self) -> dict[str, str]:
        """What was sent, row by row: the body of the key."""
        rows = {
            f"{row.number}-{name}": value for row in self.rows for name, value in row.cells.items()
        }
        return {**rows, "replaces": self.replaces.data or ""}


class CorrectForm(Form):
    """The code on the sheet that was typed wrongly."""

    pairing = StringField(
        _l("Código de la hoja"), validators=[Asked(_l("Escriba el código.")), UpTo(LONGEST_CODE)]
    )


@dataclass
class Row:
    """One sheet as it was typed. `cells` are code, group, sex and the questions by position."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    told: Told | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed into it."""
        return not any(self.cells.values())


def columns(questions: Iterable[Question]) -> list[str]:
    """The names of the cells of a row, in the order of the paper."""
    return ["code", "group", "sex", *(f"q{one.position}" for one in questions)]


def blank_rows(count: int) -> list[Row]:
    """Rows to be filled in."""
    return [Row(number) for number in range(1, min(max(count, FEWEST_ROWS), MOST_ROWS) + 1)]


def row_of(sheet: AnswerSheet, code: str, questions: Iterable[Question]) -> Row:
    """A sheet as it was typed, to be typed right."""
    cells = {"code": code, "group": str(sheet.group_id or ""), "sex": str(sheet.sex)}
    for question in questions:
        said = sheet.answers.get(str(question.position), "")
        is_choice = question.kind is QuestionKind.CHOICE and said
        cells[f"q{question.position}"] = LETTERS[said - 1] if is_choice else str(said)
    return Row(1, cells)


def rows_sent(
    sent: Mapping[str, str], questions: Sequence[Question], groups: Iterable[int]
) -> list[Row]:
    """The rows of a grid that came back, each with its sheet or with what is wrong."""
    rows, known = [], {str(group) for group in groups}
    for number in range(1, MOST_ROWS + 1):
        if f"r{number}-code" not in sent:
            break
        cells = {name: _typed(sent, f"r{number}-{name}") for name in columns(questions)}
        row = Row(number, cells)
        if not row.is_blank:
            _read(row, questions, known)
        rows.append(row)
    _find_twins(rows)
    return rows


def _typed(sent: Mapping[str, str], name: str) -> str:
    return canonical(sent.get(name, "")).strip()


def _read(row: Row, questions: Sequence[Question], groups: set[str]) -> None:
    code, group, sex = row.cells["code"], row.cells["group"], row.cells["sex"]
    if len(code) > LONGEST_CODE or (code and len(code_as_kept(code)) < SHORTEST_CODE):
        row.problems.append(_("El código necesita al menos 4 letras o números."))
    if group and group not in groups:
        row.problems.append(_("Elija un grupo de la lista."))
    answers: dict[int, Any] = {}
    for question in questions:
        said = row.cells[f"q{question.position}"]
        if said:
            answers[question.position] = _answer(row, question, said)
    if not answers:
        row.problems.append(_("La hoja no tiene ninguna respuesta."))
    if not row.problems:
        row.told = Told(
            answers,
            code,
            int(group) if group else None,
            Sex(sex) if sex in set(Sex) else Sex.UNSAID,
        )


def _answer(row: Row, question: Question, said: str) -> Any:
    """The step, the number of the choice, or the words; the problem goes to the row."""
    if question.kind is QuestionKind.OPEN:
        if len(said) > LONGEST_ANSWER:
            row.problems.append(
                _("Pregunta %(number)s: es demasiado largo.", number=question.position)
            )
        return said
    options = _options(question)
    if said.casefold() not in options:
        row.problems.append(
            _(
                "Pregunta %(number)s: «%(said)s» no vale. Escriba %(first)s a %(last)s.",
                number=question.position,
                said=said,
                first=next(iter(options)).upper(),
                last=list(options)[-1].upper(),
            )
        )
    return options.get(said.casefold())


def _options(question: Question) -> dict[str, int]:
    """What may be typed, and what it means."""
    if question.kind is QuestionKind.LIKERT:
        return {str(step): step for step in STEPS}
    return {LETTERS[place].lower(): place + 1 for place in range(len(question.choices))}


def _find_twins(rows: Iterable[Row]) -> None:
    """Two rows with one code: one of them was typed twice, or two people made up the same."""
    seen: dict[str, int] = {}
    for row in rows:
        code = code_as_kept(row.cells["code"])
        if code and code in seen:
            row.problems.append(_("El mismo código que la fila %(number)s.", number=seen[code]))
            row.told = None
        elif code:
            seen[code] = row.number
