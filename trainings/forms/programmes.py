"""What somebody types about a programme, its phases and its topics."""

from typing import Any

from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, NumberRange, ValidationError

from accounts.models import Office
from meetings.kinds import Tongue
from meetings.words import TONGUE
from trainings.forms.editing import LINE, TEXT, TITLE, TITLE_QU, EditForm, Several, lines_of, said
from trainings.operations.outline import Lesson, PhasePlan
from trainings.operations.programmes import Outline
from web.forms import Asked, DateParts, UpTo
from web.locale import _l

TONGUES = (Tongue.ES, Tongue.QU, Tongue.AY, Tongue.EN)


class ProgrammeForm(EditForm):
    """What a programme is for, where, with whom, in which languages."""

    office = SelectField(_l("Oficina"), coerce=int)
    title = StringField(_l("Título"), [Asked(_l("Escriba el título del programa.")), UpTo(TITLE)])
    title_qu = StringField(TITLE_QU, [UpTo(TITLE)])
    objectives = TextAreaField(_l("Qué quiere lograr"), [UpTo(TEXT)])
    objectives_qu = TextAreaField(_l("Qué quiere lograr, en quechua"), [UpTo(TEXT)])
    territory = StringField(_l("Territorio"), [UpTo(TITLE)])
    partners = TextAreaField(_l("Aliados"), [UpTo(TEXT)])
    donors = TextAreaField(_l("Quién lo financia"), [UpTo(TEXT)])
    languages = Several(
        _l("Lenguas del programa"),
        [Asked(_l("Elija al menos una lengua."))],
        choices=[SelectChoice(one.value, TONGUE[one]) for one in TONGUES],
    )
    attendance_for_certificate = IntegerField(
        _l("Asistencia para el certificado, en por ciento"),
        [
            InputRequired(_l("Escriba un número entre 1 y 100.")),
            NumberRange(1, 100, _l("Escriba un número entre 1 y 100.")),
        ],
        default=80,
    )

    def offer(self, offices: list[Office]) -> None:
        """Ask for the office where there are several."""
        self.office.choices = [SelectChoice(one.id, one.name) for one in offices]

    def keep_office(self, office: Office) -> None:
        """A programme never goes to another office."""
        self.offer([office])
        self.office.data, self.office.raw_data = office.id, None

    def outline(self) -> Outline:
        """What was typed."""
        return Outline(
            **said(self, "title", "title_qu", "objectives", "objectives_qu", "territory"),
            partners=lines_of(self.partners.data),
            donors=lines_of(self.donors.data),
            languages=tuple(self.languages.data or ("es",)),
            attendance_for_certificate=self.attendance_for_certificate.data or 0,
        )


class PhaseForm(EditForm):
    """A part of a programme in time."""

    title = StringField(_l("Título"), [Asked(_l("Escriba el título de la fase.")), UpTo(TITLE)])
    title_qu = StringField(TITLE_QU, [UpTo(TITLE)])
    begins_on = DateParts(_l("Empieza"))
    ends_on = DateParts(_l("Termina"))

    def validate_ends_on(self, field: DateParts) -> None:
        if self.begins_on.data and field.data and field.data < self.begins_on.data:
            raise ValidationError(_l("Termina antes de empezar. Revise las fechas."))

    def plan(self) -> PhasePlan:
        """What was typed."""
        return PhasePlan(
            **said(self, "title", "title_qu"),
            begins_on=self.begins_on.data,
            ends_on=self.ends_on.data,
        )


class TopicForm(EditForm):
    """Something that the programme teaches."""

    title = StringField(_l("Tema"), [Asked(_l("Escriba el tema.")), UpTo(LINE)])
    title_qu = StringField(_l("Tema en quechua"), [UpTo(LINE)])
    learning_goal = TextAreaField(_l("Qué sabrá hacer quien lo aprenda"), [UpTo(TEXT)])

    def lesson(self) -> Lesson:
        """What was typed."""
        return Lesson(**said(self, "title", "title_qu", "learning_goal"))


def of_programme(programme: Any) -> dict[str, Any]:
    """What the form shows of a programme."""
    return {
        **vars_of(programme, "title", "title_qu", "objectives", "objectives_qu", "territory"),
        **vars_of(programme, "languages", "attendance_for_certificate", "version"),
        "partners": "\n".join(programme.partners),
        "donors": "\n".join(programme.donors),
    }


def vars_of(thing: Any, *names: str) -> dict[str, Any]:
    """These fields of a row."""
    return {name: getattr(thing, name) for name in names}
