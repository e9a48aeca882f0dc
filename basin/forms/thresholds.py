"""What people type about thresholds."""

import re
from collections.abc import Iterable
from typing import Any

from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from basin import words
from basin.forms.fields import line, lines
from basin.kinds import Comparison
from web.forms import Asked, Form, one_of
from web.locale import _l

_NUMBER = re.compile(r"-?[0-9]{1,9}([.,][0-9]{1,6})?")


class ThresholdForm(Form):
    """A threshold that somebody proposes; its unit is that of the variable."""

    variable = SelectField(_l("¿De qué?"), validate_choice=False)
    comparison = one_of(_l("¿Cuándo es malo?"), words.COMPARISON, _l("Elija cuándo es malo."))
    value = line(_l("Valor"), Asked(_l("Escriba un número.")))
    basis = lines(_l("¿En qué se basa?"), Asked(_l("Escriba en qué se basa.")))
    group = line(_l("¿Quién lo propone?"))

    def offer(self, variables: Iterable[tuple[str, str]]) -> None:
        """Let one of these variables be chosen."""
        field: Any = self.variable
        field.choices = [SelectChoice(name, shown) for name, shown in variables]

    def validate_variable(self, field: SelectField) -> None:
        known: Any = field.choices
        if field.data not in {one.value for one in known}:
            raise ValidationError(_l("Elija de qué es el umbral."))

    def validate_value(self, field: StringField) -> None:
        if not _NUMBER.fullmatch(field.data or ""):
            raise ValidationError(_l("Escriba un número, así: 25 o 0,75"))

    @property
    def amount(self) -> float:
        """The value, with a comma or a point."""
        return float((self.value.data or "").replace(",", "."))

    @property
    def side(self) -> Comparison:
        """On which side it is bad to be."""
        return Comparison(self.comparison.data)


class AgreedForm(Form):
    """Where the parties agreed."""

    agreed_in = line(_l("Código de la reunión o del acuerdo"))
