"""What more than one form offers to choose from."""

from wtforms import SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.widgets import CheckboxInput, ListWidget

from accounts.roles import LANGUAGES
from accounts.words import LANGUAGES as LANGUAGE_NAMES


class Several(SelectMultipleField):
    """Several of a few things, each with its own box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


LANGUAGE_CHOICES = [SelectChoice(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]
