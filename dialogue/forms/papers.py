"""What is chosen of a paper."""

from wtforms import SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from dialogue import words
from dialogue.kinds import PaperLanguage
from web.forms import Form
from web.locale import _l


class PaperForm(Form):
    """In which language it is printed: one button for each."""

    language = SelectField(
        _l("En qué lengua"),
        choices=[SelectChoice(str(one), words.PAPER_LANGUAGE[one]) for one in PaperLanguage],
    )
