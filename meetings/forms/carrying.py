"""Where a concern is carried, and why."""

from collections.abc import Iterable

from wtforms import RadioField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from accounts.models import Office
from meetings.forms.fields import options, text
from meetings.kinds import CarriedTo
from meetings.words import CARRIED_TO
from web.forms import Asked, Form
from web.locale import _l


class CarryForm(Form):
    """An offer: to what, to which office, for what reason."""

    wanted = RadioField(
        _l("¿Qué se pide?"),
        choices=options(CARRIED_TO),
        validators=[Asked(_l("Elija qué se pide."))],
        validate_choice=False,
        coerce=CarriedTo,
    )
    office = SelectField(_l("Oficina que recibe"), coerce=int, validate_choice=False)
    reason = text(_l("¿Por qué?"), _l("Escriba por qué se lleva: lo lee quien recibe."))

    def offer(self, offices: Iterable[Office]) -> None:
        """The offices that may open a case."""
        self.office.choices = [SelectChoice(one.id, one.name) for one in offices]
