"""What administrators type about offices."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField, TelField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Regexp, ValidationError

from accounts.forms.choices import LANGUAGE_CHOICES, Several
from accounts.operations import OfficePlace, OfficeTerms
from accounts.roles import LANGUAGES, OfficeKind, Track
from accounts.words import KINDS, TRACKS
from territory.places import COUNTRIES, TIME_ZONES, departments
from territory.words import COUNTRIES as COUNTRY_NAMES
from web.forms import Asked, Form, UpTo
from web.locale import _l

TRACK_CHOICES = [SelectChoice(track.value, TRACKS[track]) for track in Track]


class OfficeForm(Form):
    """What an office says of itself."""

    name = StringField(
        _l("Nombre de la oficina"), [Asked(_l("Escriba el nombre de la oficina.")), UpTo(160)]
    )
    languages = Several(
        _l("Idiomas en que atiende"),
        [Asked(_l("Elija al menos un idioma."))],
        choices=LANGUAGE_CHOICES,
    )
    first_language = RadioField(
        _l("Idioma que se ofrece primero"),
        [Asked(_l("Elija el idioma que se ofrece primero."))],
        choices=LANGUAGE_CHOICES,
    )
    tracks = Several(
        _l("Vías que la oficina ofrece"),
        choices=TRACK_CHOICES,
    )
    anonymous_tracks = Several(
        _l("Vías que se aceptan sin nombre"),
        choices=TRACK_CHOICES,
    )
    address = TextAreaField(_l("Dirección"), [UpTo(300)])
    phone = TelField(_l("Teléfono"), [UpTo(60)])
    emergency_phone = TelField(_l("Teléfono para emergencias"), [UpTo(60)])
    email = StringField(_l("Correo de la oficina"), [UpTo(254)])
    hours = StringField(_l("Horario de atención"), [UpTo(160)])

    def validate_first_language(self, field: RadioField) -> None:
        if field.data not in (self.languages.data or []):
            raise ValidationError(_l("Elija uno de los idiomas en que atiende."))

    def validate_anonymous_tracks(self, field: Several) -> None:
        if not set(field.data or []) <= set(self.tracks.data or []):
            raise ValidationError(_l("Una vía que no se ofrece tampoco puede ser sin nombre."))

    def terms(self) -> OfficeTerms:
        """What was typed, as an office says it."""
        chosen = self.languages.data or []
        first = self.first_language.data
        return OfficeTerms(
            name=self.name.data or "",
            languages=[first, *(code for code in LANGUAGES if code in chosen and code != first)],
            tracks=_in_order(self.tracks),
            anonymous_tracks=_in_order(self.anonymous_tracks),
            address=self.address.data or "",
            phone=self.phone.data or "",
            emergency_phone=self.emergency_phone.data or "",
            email=self.email.data or "",
            hours=self.hours.data or "",
        )


class OpenOfficeForm(OfficeForm):
    """A new office: besides what it says of itself, what can never change."""

    slug = StringField(
        _l("Dirección en el sitio"),
        [
            Asked(_l("Escriba la dirección de la oficina en el sitio.")),
            Regexp(
                r"^[a-z0-9]+(-[a-z0-9]+)*$", message=_l("Use letras minúsculas, números y guiones.")
            ),
            UpTo(40),
        ],
    )
    kind = RadioField(
        _l("Clase de oficina"),
        [Asked(_l("Elija la clase de oficina."))],
        choices=[SelectChoice(kind.value, KINDS[kind]) for kind in OfficeKind],
    )
    region = SelectField(_l("Departamento, provincia o región"), [Asked(_l("Elija el lugar."))])
    time_zone = SelectField(
        _l("Hora que rige"),
        choices=[SelectChoice(zone, zone) for zones in TIME_ZONES.values() for zone in zones],
    )
    fictional = BooleanField(_l("Es una oficina de demostración"))

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.region.choices = [
            SelectChoice("", _l("Elija de la lista")),
            *(
                SelectChoice(place.code, place.name, optgroup=COUNTRY_NAMES[country])
                for country in COUNTRIES
                for place in departments(country)
            ),
        ]

    def validate_time_zone(self, field: SelectField) -> None:
        country = (self.region.data or "").partition("-")[0]
        if country and field.data not in TIME_ZONES.get(country, ()):
            raise ValidationError(_l("Esa hora no rige en ese país."))

    def validate_tracks(self, field: Several) -> None:
        if field.data and self.kind.data != OfficeKind.OMBUDSMAN:
            raise ValidationError(_l("Solo una defensoría recibe quejas."))

    def place(self) -> OfficePlace:
        """Where the new office stands and what it is."""
        return OfficePlace(
            slug=self.slug.data or "",
            kind=OfficeKind(self.kind.data),
            country=self.region.data.partition("-")[0],
            region=self.region.data,
            time_zone=self.time_zone.data,
            fictional=bool(self.fictional.data),
        )


def _in_order(field: Several) -> list[str]:
    return [track.value for track in Track if track.value in (field.data or [])]
