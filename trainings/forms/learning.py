"""Questions of a workshop as staff write them, and the sheets that staff type from paper."""

from typing import Any

from wtforms import HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange, Optional

from kernel.text import number_in
from trainings import words
from trainings.kinds import Purpose, QuestionKind
from trainings.models import Question, Questionnaire
from trainings.operations.learning import MOST_CHOICES, Wording
from web.forms import Asked, Form, UpTo
from web.locale import _l

LONGEST = 400
LONGEST_INTRODUCTION = 1_000


class SeenForm(Form):
    """A change to a questionnaire that was seen in some version."""

    of = HiddenField(default="0")

    @property
    def seen(self) -> int:
        """The version that the page showed; none while there was no questionnaire."""
        return number_in(self.of.data or "") or 0


class IntroductionForm(SeenForm):
    """What the sheet says on top."""

    words = TextAreaField(_l("Introducción en español"), validators=[UpTo(LONGEST_INTRODUCTION)])
    words_qu = TextAreaField(_l("Introducción en quechua"), validators=[UpTo(LONGEST_INTRODUCTION)])


class QuestionForm(SeenForm):
    """One question."""

    kind = RadioField(
        _l("¿Cómo se responde?"),
        choices=[SelectChoice(kind.value, words.QUESTION_KIND[kind]) for kind in QuestionKind],
        validators=[Asked(_l("Elija cómo se responde."))],
    )
    purpose = RadioField(
        _l("¿Para qué es?"),
        choices=[SelectChoice(one.value, words.PURPOSE[one]) for one in Purpose],
        default=Purpose.LEARNING.value,
        validators=[Asked(_l("Elija para qué es."))],
    )
    text = TextAreaField(
        _l("Pregunta en español"), validators=[Asked(_l("Escriba la pregunta.")), UpTo(LONGEST)]
    )
    text_qu = TextAreaField(_l("Pregunta en quechua"), validators=[UpTo(LONGEST)])
    choices = TextAreaField(_l("Respuestas para elegir, en español"), validators=[UpTo(2_000)])
    choices_qu = TextAreaField(_l("Las mismas respuestas en quechua"), validators=[UpTo(2_000)])
    right = IntegerField(
        _l("Número de la respuesta correcta"),
        validators=[Optional(), NumberRange(1, MOST_CHOICES)],
    )

    @property
    def wording(self) -> Wording:
        """What the operation keeps; what a kind does not have is left out."""
        kind = QuestionKind(self.kind.data)
        chosen = kind is QuestionKind.CHOICE
        purpose = Purpose(self.purpose.data)
        return Wording(
            kind=kind,
            purpose=purpose,
            text=self.text.data or "",
            text_qu=self.text_qu.data or "",
            choices=_lines(self.choices.data) if chosen else (),
            choices_qu=_lines(self.choices_qu.data) if chosen else (),
            right=self.right.data if chosen and purpose is Purpose.LEARNING else None,
        )


def version_of(questionnaire: Questionnaire | None) -> str:
    """What a page says that it has seen."""
    return str(questionnaire.version) if questionnaire else "0"


def shown_in_form(question: Question) -> dict[str, Any]:
    """A question as its form shows it."""
    return {
        "kind": question.kind.value,
        "purpose": question.purpose.value,
        "text": question.text,
        "text_qu": question.text_qu,
        "choices": "\n".join(question.choices),
        "choices_qu": "\n".join(question.choices_qu),
        "right": question.right,
    }


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


class PressForm(SeenForm):
    """A button."""


class MoveForm(SeenForm):
    """A question goes up or down, or away."""

    what = StringField()


class CopyForm(SeenForm):
    """From which workshop the questions come."""

    source = RadioField(_l("¿De qué taller?"), validators=[Asked(_l("Elija un taller."))])
