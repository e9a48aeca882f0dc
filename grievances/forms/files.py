"""Files from a phone or a computer. What they are is looked at later, by what is in them."""

from typing import Any

from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms import Field, IntegerField, TextAreaField
from wtforms.validators import ValidationError

from grievances import words
from grievances.forms.choosing import one_of
from grievances.forms.telling import NOTE, TellingForm, own_words
from grievances.kinds import OriginalReason
from web.forms import Asked, Form
from web.locale import _, _l

ANYTHING = "image/*,audio/*,video/*,application/pdf"
"""What a browser offers to choose from; the server looks for itself."""


def some_files(question: Any) -> MultipleFileField:
    """A field for files."""
    return MultipleFileField(question)


def sent(field: Field) -> list[FileStorage]:
    """The files that came with a field; none when the browser sent none."""
    return list(field.data or ())


class Told(Asked):
    """Validator: in writing, or with a file; `by` names the fields that bring files."""

    def __init__(self, problem: Any, *by: str) -> None:
        super().__init__(problem)
        self.by = by

    def __call__(self, form: Any, field: Field) -> None:
        """ValidationError when there is neither."""
        if not any(sent(form[name]) for name in self.by):
            super().__call__(form, field)


class EvidenceForm(Form):
    """Files of a draft that show what happened. `remove` is the file that shall go."""

    files = some_files(_l("Fotos, documentos, audios o videos"))
    remove = IntegerField()


class MoreForm(TellingForm):
    """Files for a case that was sent already, with a word about them if somebody likes."""

    files = some_files(_l("Fotos, documentos, audios o videos"))
    text = TextAreaField(_l("¿Qué se ve o se oye en ellos?"), own_words(NOTE))


class OriginalForm(Form):
    """Why a file is needed as it was sent."""

    reason = one_of(OriginalReason, words.ORIGINAL_REASON, _l("¿Para qué necesita el original?"))

    def validate_reason(self, field: Field) -> None:
        """The trail keeps it, so there must be one."""
        if field.data is None:
            raise ValidationError(_("Diga para qué: queda escrito en el registro del caso."))
