"""What somebody types about a workshop: when, where, in which phase, on what."""

from collections.abc import Iterable
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional, ValidationError

from meetings.kinds import MeetingKind
from meetings.models import Meeting
from meetings.operations.planning import Plan
from meetings.words import MEETING_KIND, TONGUE
from trainings.forms.editing import LINE, TEXT, TITLE, TITLE_QU, EditForm, Several, said
from trainings.forms.programmes import TONGUES
from trainings.models import Phase, Programme, Topic
from web.forms import Asked, DateParts, Form, UpTo
from web.locale import _l

KINDS = (
    MeetingKind.WORKSHOP, MeetingKind.FIELD_VISIT, MeetingKind.PEER_EXCHANGE,
    MeetingKind.DIALOGUE_SESSION, MeetingKind.COMMITTEE_MEETING, MeetingKind.ASSEMBLY,
)  # fmt: skip


class PlacedForm(EditForm):
    """Where in the programme a workshop stands, and what it treats."""

    phase = SelectField(_l("Fase"), coerce=int)
    topics = Several(_l("Temas"), coerce=int)

    def offer(self, phases: Iterable[Phase], topics: Iterable[Topic]) -> None:
        """The phases and topics of the programme."""
        self.phase.choices = [SelectChoice(one.id, one.title) for one in phases]
        self.topics.choices = [SelectChoice(one.id, one.title) for one in topics]


class AdoptForm(Form):
    """A meeting of the programme goes into one of its phases."""

    meeting = SelectField(_l("Reunión"))
    phase = SelectField(_l("Fase"), coerce=int)

    def offer(self, phases: Iterable[Phase], meetings: Iterable[Meeting]) -> None:
        """The phases, and the meetings that stand in none."""
        self.phase.choices = [SelectChoice(one.id, one.title) for one in phases]
        self.meeting.choices = [SelectChoice(one.reference, one.title) for one in meetings]


class WorkshopForm(PlacedForm):
    """A meeting in a programme. Its sessions and its agenda are written on its own pages."""

    kind = RadioField(
        _l("Qué es"),
        choices=[SelectChoice(one.value, MEETING_KIND[one]) for one in KINDS],
        default=MeetingKind.WORKSHOP.value,
    )
    title = StringField(_l("Título"), [Asked(_l("Escriba el título del taller.")), UpTo(TITLE)])
    title_qu = StringField(TITLE_QU, [UpTo(TITLE)])
    objective = TextAreaField(_l("Objetivo"), [UpTo(TEXT)])
    begins_on = DateParts(_l("Primer día"), [Asked(_l("Escriba el primer día."))])
    ends_on = DateParts(_l("Último día"))
    begins_at = TimeField(_l("Hora de inicio"), [Optional()])
    ends_at = TimeField(_l("Hora de término"), [Optional()])
    place = StringField(_l("Lugar"), [UpTo(LINE)])
    community = StringField(_l("Comunidad"), [UpTo(LINE)])
    district = StringField(_l("Distrito"), [UpTo(LINE)])
    province = StringField(_l("Provincia"), [UpTo(LINE)])
    department = StringField(_l("Departamento"), [UpTo(LINE)])
    languages = Several(
        _l("Lenguas del taller"),
        [Asked(_l("Elija al menos una lengua."))],
        choices=[SelectChoice(one.value, TONGUE[one]) for one in TONGUES],
    )
    facilitator = StringField(_l("Quién facilita"), [UpTo(LINE)])

    def validate_ends_on(self, field: DateParts) -> None:
        if self.begins_on.data and field.data and field.data < self.begins_on.data:
            raise ValidationError(_l("Termina antes de empezar. Revise las fechas."))

    def plan(self, programme: Programme) -> Plan:
        """What was typed, as a meeting that belongs to the programme."""
        assert self.begins_on.data  # noqa: S101 - its validator asked for it
        hours: dict[str, Any] = {
            "begins_at": self.begins_at.data, "ends_at": self.ends_at.data
        }  # fmt: skip
        return Plan(
            kind=MeetingKind(self.kind.data),
            begins_on=self.begins_on.data,
            ends_on=self.ends_on.data or self.begins_on.data,
            belongs_to=programme.subject,
            languages=tuple(self.languages.data or ("es",)),
            convened_by=programme.office.name,
            **hours,
            **said(self, "title", "title_qu", "objective", "place", "community"),
            **said(self, "district", "province", "department", "facilitator"),
        )


def like(programme: Programme) -> dict[str, Any]:
    """What a new workshop has from its programme."""
    return {"languages": programme.languages}
