"""What somebody types who holds a receipt, or has lost it."""

from typing import Any

from wtforms import BooleanField, Field, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from grievances.forms.files import Told, some_files
from grievances.forms.telling import NOTE, STORY, TellingForm, own_words
from web.forms import Asked, Form
from web.locale import _, _l


class CodeForm(Form):
    """The 16 numbers. `text` is a message that somebody was writing when their session ended."""

    code = StringField(
        _l("Los 16 números de su recibo"), [Asked(_l("Escriba los 16 números de su recibo."))]
    )
    text = TextAreaField(_l("Su mensaje, que no se envió todavía"))


class LastFourForm(Form):
    """Proof to oneself that the code was written down."""

    key = None  # type: ignore[assignment]  # how WTForms takes a field away
    last_four = StringField(
        _l("Escriba los últimos 4 números de su código"),
        [Asked(_l("Mire su papel y escriba los últimos 4 números."))],
    )


class LostCodeForm(TellingForm):
    """Three facts that only who filed can know."""

    when = StringField(
        _l("¿Cuándo presentó su caso?"),
        [Asked(_l("Escriba más o menos cuándo lo presentó.")), *own_words(NOTE)],
    )
    where = StringField(
        _l("¿Dónde pasó lo que contó?"),
        [Asked(_l("Escriba el lugar: comunidad, sector, río, camino.")), *own_words(NOTE)],
    )
    what = TextAreaField(
        _l("¿Qué contó, y de quién se quejó?"),
        [Asked(_l("Cuente con sus palabras qué dice su caso.")), *own_words(NOTE)],
    )


class OfCase(TellingForm):
    """A form on the page of a followed case. `of` says on whose page it stood."""

    of = HiddenField()

    @property
    def written(self) -> str:
        """The long text in it, so that nothing is lost when the half hour is over."""
        return ""


class MessageForm(OfCase):
    """A message to the office: words, files, or both."""

    text = TextAreaField(
        _l("Escribir a la oficina"), [Told(_l("Escriba su mensaje."), "files"), *own_words(STORY)]
    )
    files = some_files(_l("Fotos, documentos, audios o videos"))

    @property
    def written(self) -> str:
        """The message."""
        return self.text.data or ""


class AnswerForm(MessageForm):
    """The answer to a question of the office, in writing or by voice."""

    text = TextAreaField(
        _l("Su respuesta"),
        [Told(_l("Escriba su respuesta, o grábela."), "files", "sound"), *own_words(STORY)],
    )
    sound = some_files(_l("Grabe su voz"))


class ThreatForm(MessageForm):
    """Somebody is threatened. Not a word is asked for: the button is enough."""

    text = TextAreaField(_l("¿Qué pasó? ¿Quién fue, cuándo y dónde?"), own_words(STORY))
    files = None  # how WTForms takes a field away


def ticked(_form: Form, field: Field) -> None:
    """Nothing is withdrawn by a slip of the thumb."""
    if not field.data:
        raise ValidationError(_("Marque que lo entiende, o vuelva a su caso sin cambiar nada."))


class WithdrawForm(MessageForm):
    """The person takes the case back, with a reason if they like."""

    text = TextAreaField(_l("¿Por qué lo retira?"), own_words(NOTE))
    files = None
    sure = BooleanField(
        _l("Entiendo que no se puede deshacer"),
        [ticked],
    )


class DisputeForm(OfCase):
    """Why the person does not agree."""

    reasons = TextAreaField(
        _l("¿Por qué no está de acuerdo?"),
        [
            Asked(_l("Cuéntenos por qué, aunque sea con pocas palabras.")),
            *own_words(STORY),
        ],
    )

    @property
    def written(self) -> str:
        """The reasons."""
        return self.reasons.data or ""


class ConfirmForm(OfCase):
    """The person agrees."""


FACES = {"3": "face_good", "2": "face_middling", "1": "face_bad"}
"""The picture beside each answer."""


def _faces(question: Any, good: Any, middling: Any, bad: Any) -> RadioField:
    return RadioField(
        question,
        coerce=int,
        choices=[SelectChoice(3, good), SelectChoice(2, middling), SelectChoice(1, bad)],
        validate_choice=False,  # nobody must answer
    )


class RatingForm(OfCase):
    """How the person found the office; each question may stay without an answer."""

    listened = _faces(
        _l("¿Le escuchamos?"), _l("Sí, bien"), _l("Más o menos"), _l("No me escucharon")
    )
    explained = _faces(
        _l("¿Le explicamos con claridad?"),
        _l("Sí, entendí todo"),
        _l("Entendí una parte"),
        _l("No entendí"),
    )
    solved = _faces(_l("¿Se arregló su problema?"), _l("Sí"), _l("En parte"), _l("No se arregló"))

    def given(self) -> dict[str, int | None]:
        """The answers; a number that is no face is none."""
        names = ("listened", "explained", "solved")
        return {name: self[name].data if self[name].data in {1, 2, 3} else None for name in names}
