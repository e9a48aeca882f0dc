"""What somebody tells of a meeting before it takes place."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.fields.core import Field
from wtforms.validators import ValidationError

from meetings import words
from meetings.forms.fields import clock, line, one_of, options, text, version
from meetings.kinds import MeetingKind, Tongue
from meetings.models import Meeting
from meetings.operations.planning import Plan
from web.forms import Asked, DateParts, Form
from web.locale import _l

SPOKEN = {one: words.TONGUE[one] for one in (Tongue.ES, Tongue.QU, Tongue.AY, Tongue.EN)}


def _not_before_it_begins(form: Any, field: Field) -> None:
    if field.data and form.begins_on.data and field.data < form.begins_on.data:
        raise ValidationError(_l("El último día no puede ser antes del primero."))


def _some_language(_form: Any, field: Field) -> None:
    if not field.data:
        raise ValidationError(_l("Marque al menos una lengua."))


class PlanForm(Form):
    """The meeting itself: what, when, where, who calls."""

    of = version()
    office = SelectField(_l("Oficina"), choices=[], validate_choice=False)
    kind = one_of(_l("Clase de reunión"), words.MEETING_KIND)
    title = line(_l("Título"), _l("Escriba el título de la reunión."))
    title_qu = line(_l("Título en quechua"))
    belongs_to = SelectField(_l("Programa o proceso"), choices=[], validate_choice=False)
    objective = text(_l("Objetivo"))
    begins_on = DateParts(_l("Primer día"), validators=[Asked(_l("Escriba qué día empieza."))])
    ends_on = DateParts(_l("Último día"), validators=[_not_before_it_begins])
    begins_at = clock(_l("Hora de inicio"))
    ends_at = clock(_l("Hora de término"))
    place = line(_l("Local"))
    community = line(_l("Comunidad"))
    district = line(_l("Distrito"))
    province = line(_l("Provincia"))
    department = line(_l("Departamento o región"))
    languages = SelectMultipleField(
        _l("Lenguas de la reunión"), choices=options(SPOKEN), validators=[_some_language]
    )
    convened_by = line(_l("Quién convoca"))
    convocation = text(_l("Cómo se convocó"))
    second_call = RadioField(
        _l("Convocatoria"),
        choices=[SelectChoice("no", _l("Primera")), SelectChoice("yes", _l("Segunda"))],
        default="no",
    )
    facilitator = line(_l("Quién facilita"))
    note_taker = line(_l("Quién toma nota"))
    names_withheld = BooleanField(
        _l("La copia pública del acta no dice los nombres de las personas")
    )

    def offer(self, offices: Mapping[int, str], programmes: Mapping[str, str]) -> None:
        """The offices in which somebody plans, and what a meeting can be part of."""
        self.office.choices = [SelectChoice(str(one), name) for one, name in offices.items()]
        self.belongs_to.choices = [
            SelectChoice("", _l("Ninguno")),
            *(SelectChoice(one, name) for one, name in programmes.items()),
        ]

    def plan(self, particulars: dict[str, Any]) -> Plan:
        """What was told, as the operation takes it."""
        first: date = self.begins_on.data
        return Plan(
            kind=MeetingKind(self.kind.data),
            title=self.title.data or "",
            begins_on=first,
            ends_on=self.ends_on.data or first,
            languages=tuple(self.languages.data or ()),
            begins_at=self.begins_at.data,
            ends_at=self.ends_at.data,
            second_call=self.second_call.data == "yes",
            particulars=particulars,
            names_withheld=bool(self.names_withheld.data),
            **{name: self[name].data or "" for name in PLAIN},
        )


PLAIN = (
    "title_qu", "belongs_to", "objective", "place", "community", "district", "province",
    "department", "convened_by", "convocation", "facilitator", "note_taker",
)  # fmt: skip


def as_planned(meeting: Meeting) -> dict[str, Any]:
    """What a plan form shows of a meeting."""
    known = {name: getattr(meeting, name) for name in (*PLAIN, "title", "begins_on", "ends_on")}
    return known | {
        "of": str(meeting.version),
        "kind": meeting.kind.value,
        "begins_at": meeting.begins_at,
        "ends_at": meeting.ends_at,
        "languages": list(meeting.languages),
        "second_call": "yes" if meeting.second_call else "no",
        "names_withheld": meeting.names_withheld,
    }


def as_template(meeting: Meeting) -> dict[str, Any]:
    """What a plan form shows when another meeting is to be like this one: all but its days."""
    return as_planned(meeting) | {"of": "", "begins_on": None, "ends_on": None}


def as_follow_up(meeting: Meeting) -> dict[str, Any]:
    """The same for the meeting that follows this one: the next day, hour and place as agreed."""
    known = as_template(meeting) | {"title": "", "title_qu": "", "convocation": ""}
    known |= {"begins_on": meeting.next_on, "begins_at": meeting.next_at, "ends_at": None}
    if meeting.next_place:
        places = ("community", "district", "province", "department")
        known |= {"place": meeting.next_place} | dict.fromkeys(places, "")
    return known
