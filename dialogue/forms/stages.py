"""What people type about a stage."""

from typing import Any

from wtforms import IntegerField
from wtforms.validators import Optional

from dialogue.models import Stage
from dialogue.operations.stages import StageOutline
from meetings.forms.fields import line, text, version
from web.forms import DateParts, Form
from web.locale import _l

DAYS = ("planned_from", "planned_to", "begun_on", "ended_on")


class StageForm(Form):
    """What it is called, when it was to be, when it was."""

    of = version()
    title = line(_l("Nombre de la etapa"), _l("Escriba el nombre de la etapa."))
    title_qu = line(_l("Nombre en quechua"))
    planned_from = DateParts(_l("Se planeó desde"))
    planned_to = DateParts(_l("Se planeó hasta"))
    begun_on = DateParts(_l("Empezó"))
    ended_on = DateParts(_l("Terminó"))
    legal_days = IntegerField(_l("Plazo legal, en días calendario"), validators=[Optional()])
    note = text(_l("Nota para la oficina y las partes"))

    def outline(self) -> StageOutline:
        """What was told, as the operation takes it."""
        return StageOutline(
            title=self.title.data or "",
            title_qu=self.title_qu.data or "",
            legal_days=self.legal_days.data,
            note=self.note.data or "",
            **{name: self[name].data for name in DAYS},
        )


def as_planned(stage: Stage) -> dict[str, Any]:
    """What the form shows of a stage."""
    names = ("title", "title_qu", "legal_days", "note", *DAYS)
    return {name: getattr(stage, name) for name in names} | {"of": str(stage.version)}
