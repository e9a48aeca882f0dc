"""What the forms of this feature have in common."""

from typing import Any

from wtforms import IntegerField, SelectMultipleField
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from web.forms import Form
from web.locale import _l

TITLE, LINE, TEXT = 200, 160, 4000
"""How many signs a title, a line and a text may have."""


class EditForm(Form):
    """A form on something that others may change meanwhile. `version` is as the page showed it."""

    version = IntegerField(widget=HiddenInput(), default=0)

    @property
    def seen(self) -> int:
        """The version that the page showed."""
        return self.version.data or 0

    def show(self, version: int) -> None:
        """Go out again with the version that stands now."""
        self.version.data, self.version.raw_data = version, None


class StepForm(Form):
    """A button: nothing is typed."""


class Several(SelectMultipleField):
    """Several of a few things, each with its own box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def lines_of(text: str | None) -> tuple[str, ...]:
    """The lines of a text that say something, each once."""
    lines = (" ".join(line.split()) for line in (text or "").split("\n"))
    return tuple(dict.fromkeys(line for line in lines if line))


def said(form: Form, *names: str) -> dict[str, Any]:
    """What was typed in these fields; nothing is an empty text."""
    return {name: form[name].data or "" for name in names}


TITLE_QU = _l("Título en quechua")
