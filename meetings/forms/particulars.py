"""The short template of a kind of meeting: fields made from `meetings/particulars.py`."""

from collections.abc import Mapping
from typing import Any

from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from meetings.forms.fields import line, text, version
from meetings.kinds import MeetingKind
from meetings.particulars import Particular, Shape, own_of, shape_of
from meetings.words import PARTICULAR
from web.forms import Form

MOST_PEOPLE = 100_000


class ParticularsForm(Form):
    """What only this kind of meeting has."""

    of = version()

    def told(self) -> dict[str, Any]:
        """What was written, key by key; what was left empty is not there."""
        said = {field.name: field.data for field in self.own()}
        return {name: value for name, value in said.items() if value not in (None, "")}

    def own(self) -> list[Any]:
        """The fields of the kind, in their order."""
        return [field for field in self if field.name in set(Particular)]


def particulars_form(kind: MeetingKind, known: Mapping[str, Any] | None = None) -> ParticularsForm:
    """The form of this kind, filled with what is known."""
    fields = {one.value: _field(one) for one in own_of(kind)}
    made: ParticularsForm = type("KindForm", (ParticularsForm,), fields)(data=known)
    return made


def _field(particular: Particular) -> Any:
    label = PARTICULAR[particular]
    match shape_of(particular):
        case Shape.LINE:
            return line(label)
        case Shape.NUMBER:
            return IntegerField(label, validators=[Optional(), NumberRange(0, MOST_PEOPLE)])
        case _:
            return text(label)
