"""What an office tells when it offers a case to a table of dialogue."""

from collections.abc import Iterable

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from accounts.models import Office
from grievances.operations.offering import Telling
from web.forms import Asked, Form, UpTo
from web.locale import _l


class OfferForm(Form):
    """To which office, in which words, and that nobody can be recognised by them."""

    office = SelectField(_l("A qué oficina"), coerce=int)
    title = StringField(
        _l("De qué trata, en una frase"), [Asked(_l("Escriba de qué trata.")), UpTo(200)]
    )
    reason = TextAreaField(_l("Por qué en una mesa"), [Asked(_l("Escriba por qué.")), UpTo(2_000)])
    sure = BooleanField(_l("Nada de lo que escribí permite reconocer a la persona, y ella lo sabe"))

    def validate_sure(self, field: BooleanField) -> None:
        """Nothing goes over before somebody looked whether anybody is recognised by it."""
        if not field.data:
            raise ValidationError(_l("Confirme que nadie puede ser reconocido."))

    def offer(self, offices: Iterable[Office]) -> None:
        """The offices that may be asked."""
        choices: list[SelectChoice] = [SelectChoice(one.id, one.name) for one in offices]
        self.office.choices = choices

    def telling(self) -> Telling:
        """What was told, as the operation takes it."""
        return Telling(self.office.data or 0, self.title.data or "", self.reason.data or "")
