"""Fields that the forms of this feature have in common."""

from typing import Any

from wtforms import StringField, TextAreaField

from web.forms import Form, UpTo

TITLE, LINE, TEXT = 200, 200, 4000
"""How many signs a title, a line and a text may have."""


def line(label: Any, *more: Any) -> StringField:
    """One line."""
    return StringField(label, validators=[*more, UpTo(LINE)])


def lines(label: Any, *more: Any, most: int = TEXT) -> TextAreaField:
    """Several lines."""
    return TextAreaField(label, validators=[*more, UpTo(most)])


class BareForm(Form):
    """A button alone."""


def said(form: Form, *names: str) -> dict[str, Any]:
    """What was typed in these fields; nothing is an empty text."""
    return {name: form[name].data or "" for name in names}
