"""A paper sheet as it is typed: a number, and 1, 2 or 3 in each line."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.fields.core import Field
from wtforms.validators import ValidationError

from dialogue.kinds import SheetNumber
from dialogue.models import Group, Statement
from dialogue.operations.voting_sheets import Sheet
from dialogue.words import SHEET_NUMBER
from kernel.text import number_in
from meetings.forms.fields import line
from web.forms import Form, one_of
from web.locale import _l

SIGNS: Mapping[str, int] = {"1": 1, "2": -1, "3": 0}
"""As on the paper: 1 agree, 2 disagree, 3 pass."""
LARGEST = 999_999


class SheetForm(Form):
    """One sheet."""

    number = line(_l("Número de la hoja"), _l("Escriba el número que está en la hoja."))
    kind = one_of(_l("De qué es el número"), SHEET_NUMBER, _l("Diga de qué es el número."))
    group = SelectField(_l("Grupo que marcó"), choices=[], validate_choice=False)
    again = BooleanField(_l("Es la misma persona otra vez: cuentan los votos de esta hoja"))

    faulty: Sequence[int] = ()

    def offer(self, groups: Sequence[Group], language: str) -> None:
        """The groups of the table."""
        self.group.choices = [
            SelectChoice("", _l("Ninguno")),
            *(SelectChoice(str(one.id), one.called(language)) for one in groups),
        ]

    def validate_number(self, field: Field) -> None:
        """A number that fits on a sheet."""
        if not 0 < (number_in(field.data or "") or 0) <= LARGEST:
            raise ValidationError(_l("Escriba el número con cifras."))

    def sheet(self, cells: Mapping[int, str]) -> Sheet:
        """The sheet with the votes in its cells; those left blank are none."""
        is_seat = self.kind.data == SheetNumber.SEAT
        group = number_in(self.group.data or "") if not is_seat else None
        votes = {number: SIGNS[sign] for number, sign in cells.items() if sign}
        number = number_in(self.number.data or "") or 0
        return Sheet(number, is_seat, votes, group or None, bool(self.again.data))


def cells_in(sent: Mapping[str, Any], statements: Sequence[Statement]) -> dict[int, str]:
    """What was typed for each statement."""
    return {one.number: str(sent.get(f"vote-{one.number}", "")).strip() for one in statements}


def faulty_in(cells: Mapping[int, str]) -> list[int]:
    """The lines in which something else stands than 1, 2, 3 or nothing."""
    return [number for number, sign in cells.items() if sign and sign not in SIGNS]
