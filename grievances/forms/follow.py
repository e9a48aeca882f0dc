"""What somebody types who holds a receipt."""

from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from grievances.forms.filing import STORY, NoReceiptCode, TellingForm
from web.forms import Asked, Form, UpTo
from web.locale import _l


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


class MessageForm(TellingForm):
    """A message to the office, or the answer to its question. `of` says on whose page it stood."""

    text = TextAreaField(
        _l("Escribir a la oficina"),
        [Asked(_l("Escriba su mensaje.")), UpTo(STORY), NoReceiptCode()],
    )
    of = HiddenField()
    threat = BooleanField(_l("Me amenazan o tengo miedo: véanlo primero"))


class DisputeForm(TellingForm):
    """Why the person does not agree."""

    of = HiddenField()
    reasons = TextAreaField(
        _l("¿Por qué no está de acuerdo?"),
        [
            Asked(_l("Cuéntenos por qué, aunque sea con pocas palabras.")),
            UpTo(STORY),
            NoReceiptCode(),
        ],
    )


class ConfirmForm(Form):
    """The person agrees."""

    of = HiddenField()
