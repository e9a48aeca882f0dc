"""The files of a conversation of Polis."""

from typing import Any

from flask_wtf.file import FileField
from wtforms.fields.core import Field
from wtforms.validators import ValidationError

from dialogue.polis import comments, participants, summary, votes
from meetings.forms.fields import line
from web.forms import Form
from web.locale import _l


def _some_file(_form: Any, field: Field) -> None:
    if not field.data or not field.data.filename:
        raise ValidationError(_l("Elija el archivo."))


class PolisForm(Form):
    """Two files that must be there and two that may, under whatever names they were saved."""

    title = line(_l("Título"), _l("Escriba cómo se llamará aquí."))
    votes = FileField("votes.csv", validators=[_some_file])
    comments = FileField("comments.csv", validators=[_some_file])
    participants = FileField("participants-votes.csv")
    summary = FileField("summary.csv")

    def files(self) -> dict[str, bytes]:
        """What was brought, by the names that Polis gives them."""
        named = {
            votes.FILE: self.votes,
            comments.FILE: self.comments,
            participants.FILE: self.participants,
            summary.FILE: self.summary,
        }
        return {
            name: field.data.stream.read()
            for name, field in named.items()
            if field.data and field.data.filename
        }
