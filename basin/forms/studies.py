"""What people type about a study and who sits at its table."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import BooleanField, EmailField, IntegerField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Regexp, ValidationError
from wtforms.widgets import HiddenInput

from accounts.models import Office
from basin import words
from basin.forms.fields import line, lines, said
from basin.kinds import Side, Visibility
from basin.models import Study
from basin.operations.studies import Outline, Seat
from web.forms import Asked, DateParts, Form, UpTo, one_of
from web.locale import _l

TEXTS = ("title", "title_qu", "summary", "summary_qu", "basin", "host", "belongs_to")

MEANS: Mapping[str, Any] = {
    Visibility.OFFICE: _l("Para prepararlo. Ni los miembros ni los expertos lo ven."),
    Visibility.MEMBERS: _l("Lo habitual: lo lee quien está en la mesa o en el Consejo."),
    Visibility.PUBLIC: _l("Cualquiera lo lee en internet, sin cuenta."),
}
"""What each choice of who may read means."""


class StudyForm(Form):
    """What a study is. `version` is the study as the page showed it."""

    version = IntegerField(widget=HiddenInput(), default=0)
    office = SelectField(_l("Oficina que lo cuida"), coerce=int)
    title = line(_l("Título"), Asked(_l("Escriba el título del estudio.")))
    title_qu = line(_l("Título en quechua"))
    summary = lines(_l("De qué trata"))
    summary_qu = lines(_l("De qué trata, en quechua"))
    basin = line(_l("Cuenca o salar"), Asked(_l("Escriba el nombre de la cuenca o del salar.")))
    host = line(_l("De quién es el modelo"))
    model = SelectField(_l("Modelo"), validate_choice=False)
    belongs_to = line(_l("Es parte de"))
    visibility = one_of(
        _l("¿Quién puede leerlo?"), words.VISIBILITY, _l("Elija quién puede leerlo.")
    )
    sure = BooleanField(_l("Sí, publicarlo para todas las personas"))
    is_open = BooleanField(_l("El estudio sigue abierto"))

    was_public = False

    def offer(self, offices: Iterable[Office], models: Mapping[str, str]) -> None:
        """Let one of these offices and one of these models be chosen."""
        office: Any = self.office
        office.choices = [SelectChoice(one.id, one.name) for one in offices]
        model: Any = self.model
        none = SelectChoice("", _l("Ninguno todavía"))
        model.choices = [none, *(SelectChoice(name, shown) for name, shown in models.items())]

    def keep_office(self, office: Office) -> None:
        """A study never goes to another office."""
        self.office.data, self.office.raw_data = office.id, None

    def seen(self, version: int) -> None:
        """Go out with the study as it stands now."""
        self.version.data, self.version.raw_data = version, None

    def validate_model(self, field: SelectField) -> None:
        known: Any = field.choices
        if (field.data or "") not in {one.value for one in known}:
            raise ValidationError(_l("Elija una de las opciones."))

    def validate_sure(self, field: BooleanField) -> None:
        """To publish is said twice."""
        public = self.visibility.data == Visibility.PUBLIC.value
        if public and not self.was_public and not field.data:
            raise ValidationError(_l("Marque que quiere publicarlo, o elija otra opción."))

    def outline(self) -> Outline:
        """What was typed."""
        return Outline(
            **said(self, *TEXTS),
            process=self.model.data or "",
            visibility=Visibility(self.visibility.data),
        )


def of_study(study: Study) -> dict[str, Any]:
    """What the form shows of a study."""
    texts = {name: getattr(study, name) for name in (*TEXTS, "version", "is_open")}
    return texts | {
        "model": study.process,
        "visibility": study.visibility.value,
        "office": study.office_id,
    }


class SeatForm(Form):
    """Somebody who sits down at the table."""

    name = line(_l("Nombre"), Asked(_l("Escriba el nombre de la persona.")))
    side = one_of(_l("¿De qué parte es?"), words.SIDE, _l("Elija de qué parte es."))
    group = line(_l("Grupo o institución"))
    since = DateParts(_l("Desde qué día"), validators=[Asked(_l("Escriba el día."))])

    def seat(self) -> Seat:
        """Who was meant."""
        return Seat(self.name.data or "", Side(self.side.data), self.group.data or "")


class LeaveForm(Form):
    """Somebody leaves, from a day on."""

    left_on = DateParts(_l("Qué día se fue"), validators=[Asked(_l("Escriba el día."))])


class AdmitForm(Form):
    """The address with which somebody signs in."""

    email = EmailField(
        _l("Correo de la persona"),
        [
            Asked(_l("Escriba el correo.")),
            Regexp(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", message=_l("Escriba un correo completo.")),
            UpTo(254),
        ],
    )
