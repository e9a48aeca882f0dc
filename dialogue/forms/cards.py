"""What is typed of cards: the code, and who shall get one."""

from wtforms import SelectMultipleField, StringField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from web.forms import Asked, Form, UpTo
from web.locale import _l


class CardForm(Form):
    """The 16 digits of a card."""

    code = StringField(
        _l("Código de su tarjeta"), validators=[Asked(_l("Escriba el código.")), UpTo(60)]
    )

    def sent(self) -> dict[str, str]:
        """The code is kept nowhere, not even as what was sent."""
        return {}


class CardsForm(Form):
    """The seats that get a card."""

    seats = SelectMultipleField(
        _l("Para quiénes"),
        choices=[],
        coerce=int,
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def validate_seats(self, field: SelectMultipleField) -> None:
        """At least one, and none twice."""
        if not field.data:
            raise ValidationError(_l("Marque al menos un asiento."))
