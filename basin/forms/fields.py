"""Fields that the forms of this feature have in common."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.fields.core import Field
from wtforms.validators import ValidationError

from web.forms import Form, UpTo

TITLE, LINE, TEXT = 200, 200, 4000
"""How many signs a title, a line and a text may have."""


def line(label: Any, *more: Any) -> StringField:
    """One line."""
    return StringField(label, validators=[*more, UpTo(LINE)])


def lines(label: Any, *more: Any, most: int = TEXT) -> TextAreaField:
    """Several lines."""
    return TextAreaField(label, validators=[*more, UpTo(most)])


def one_of(label: Any, offered: Mapping[StrEnum, Any], problem: Any) -> RadioField:
    """One of a closed list; `problem` is said when nothing was picked."""

    def picked(_form: Any, field: Field) -> None:
        if field.data not in {one.value for one in offered}:
            raise ValidationError(problem)

    return RadioField(
        label,
        choices=[SelectChoice(one.value, said) for one, said in offered.items()],
        validators=[picked],
        validate_choice=False,
    )


class BareForm(Form):
    """A button alone."""


def said(form: Form, *names: str) -> dict[str, Any]:
    """What was typed in these fields; nothing is an empty text."""
    return {name: form[name].data or "" for name in names}
