"""The sheet that people fill in, before or after: its questions are those of the workshop."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional, ValidationError

from kernel.text import number_in
from meetings.kinds import Sex
from meetings.models import Group
from meetings.words import SEX
from trainings.kinds import QuestionKind
from trainings.learning import SHORTEST_CODE, STEPS, code_as_kept
from trainings.models import Question
from trainings.operations.answering import Told
from trainings.queries.learning import choices_in, said_in
from web.forms import Form, UpTo
from web.locale import _l

LONGEST_CODE = 40
LONGEST_ANSWER = 1_000


class AnswerForm(Form):
    """What every sheet asks besides its questions."""

    pairing = StringField(_l("Su código inventado"), validators=[UpTo(LONGEST_CODE)])
    group = SelectField(_l("¿De qué grupo es usted?"), validators=[Optional()])
    sex = RadioField(
        _l("¿Es usted mujer u hombre?"),
        choices=[
            *(SelectChoice(sex.value, SEX[sex]) for sex in Sex if sex is not Sex.UNSAID),
            SelectChoice(Sex.UNSAID.value, _l("Prefiero no decirlo")),
        ],
        validators=[Optional()],
    )

    def validate_pairing(self, field: StringField) -> None:
        """Long enough that two people seldom make up the same."""
        if field.data and len(code_as_kept(field.data)) < SHORTEST_CODE:
            raise ValidationError(_l("El código necesita al menos 4 letras o números."))

    def told(self, questions: Iterable[Question]) -> Told:
        """What the operation keeps."""
        said = {one.position: answer_of(self[name_of(one)].data, one) for one in questions}
        return Told(
            answers={place: value for place, value in said.items() if value not in {None, ""}},
            code=self.pairing.data or "",
            group_id=number_in(self.group.data or ""),
            sex=Sex(self.sex.data or Sex.UNSAID),
        )


def name_of(question: Question) -> str:
    """The field of a question."""
    return f"q{question.position}"


def answer_of(said: str | None, question: Question) -> Any:
    """What was chosen as a number, what was written as it stands."""
    if question.kind is QuestionKind.OPEN:
        return said or ""
    return number_in(said or "")


def answer_form(
    questions: Sequence[Question], groups: Sequence[Group], language: str, **given: Any
) -> AnswerForm:
    """The sheet of these questions in a language."""
    fields = {name_of(one): _field(one, language) for one in questions}
    form: AnswerForm = type("Sheet", (AnswerForm,), fields)(**given)
    form.group.choices = [
        SelectChoice("", _l("Prefiero no decirlo")),
        *(SelectChoice(str(group.id), group.called(language)) for group in groups),
    ]
    return form


def _field(question: Question, language: str) -> Any:
    label = said_in(question, language)
    if question.kind is QuestionKind.OPEN:
        return TextAreaField(label, validators=[UpTo(LONGEST_ANSWER)])
    if question.kind is QuestionKind.LIKERT:
        options = [SelectChoice(str(step), str(step)) for step in STEPS]
    else:
        options = [
            SelectChoice(str(number), said)
            for number, said in enumerate(choices_in(question, language), start=1)
        ]
    return RadioField(label, choices=options, validators=[Optional()])
