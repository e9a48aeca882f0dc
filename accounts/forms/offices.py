"""What administrators type about offices."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Regexp, ValidationError

from accounts.forms.choices import LANGUAGE_CHOICES, Several
from accounts.models import Office
from accounts.operations import TEXT_LIMIT, OfficePlace, OfficeTerms
from accounts.queries import as_seen
from accounts.roles import LANGUAGES, OfficeKind, OfficeText, Track
from accounts.words import KINDS, OFFICE_TEXTS, TRACKS
from accounts.words import LANGUAGES as LANGUAGE_NAMES
from territory.places import COUNTRIES, TIME_ZONES, departments
from territory.words import COUNTRIES as COUNTRY_NAMES
from web.forms import Asked, DateParts, Form, UpTo
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
    address = TextAreaField(_l("Dirección"), [UpTo(300)])
    phone = TelField(_l("Teléfono"), [UpTo(60)])
    emergency_phone = TelField(_l("Teléfono para emergencias"), [UpTo(60)])
    email = StringField(_l("Correo de la oficina"), [UpTo(254)])
    hours = StringField(_l("Horario de atención"), [UpTo(160)])

    def validate_first_language(self, field: RadioField) -> None:
        if field.data not in (self.languages.data or []):
            raise ValidationError(_l("Elija uno de los idiomas en que atiende."))

    def said(self) -> dict[str, Any]:
        """What was typed, by column."""
        chosen, first = self.languages.data or [], self.first_language.data
        lines = {
            name: self[name].data or ""
            for name in ("name", "address", "phone", "emergency_phone", "email", "hours")
        }
        others = [code for code in LANGUAGES if code in chosen and code != first]
        return {**lines, "languages": [first, *others]}


class WaysInForm(Form):
    """The ways in that an office offers, and those of them that need no name."""

    tracks = Several(
        _l("Vías que la oficina ofrece"),
        choices=TRACK_CHOICES,
    )
    anonymous_tracks = Several(
        _l("Vías que se aceptan sin nombre"),
        choices=TRACK_CHOICES,
    )

    def validate_anonymous_tracks(self, field: Several) -> None:
        if not set(field.data or []) <= set(self.tracks.data or []):
            raise ValidationError(_l("Una vía que no se ofrece tampoco puede ser sin nombre."))

    def ways(self) -> dict[str, list[str]]:
        """What was ticked, by column."""
        return {
            "tracks": _in_order(self.tracks),
            "anonymous_tracks": _in_order(self.anonymous_tracks),
        }


class OpenOfficeForm(OfficeForm, WaysInForm):
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

    def terms(self) -> OfficeTerms:
        """What the new office says of itself."""
        said: dict[str, Any] = {**self.said(), **self.ways()}
        return OfficeTerms(**said)


def _in_order(field: Several) -> list[str]:
    return [track.value for track in Track if track.value in (field.data or [])]


class Section(Form):
    """A part of what an office says, with a mark of what stood there when the page was made."""

    shown = HiddenField()
    columns: ClassVar[tuple[str, ...]] = ()
    clashes: list[tuple[Any, str]] | None = None
    """What somebody else saved meanwhile where this form says otherwise: (name, their words)."""

    def __init__(self, office: Office, **given: Any) -> None:
        super().__init__(**{"shown": as_seen(office, self.columns), **given})

    @property
    def seen(self) -> str:
        """What the page showed of this part."""
        return self.shown.data or ""

    def meet(self, office: Office) -> None:
        """Somebody saved meanwhile: show their words beside those typed here, and go on."""
        self.clashes = [
            (label, theirs) for label, theirs, mine in self.compared(office) if theirs != mine
        ]
        self.shown.data, self.shown.raw_data = as_seen(office, self.columns), None

    def compared(self, office: Office) -> Iterable[tuple[Any, str, str]]:
        """Each thing of this part: its name, as it is saved, as it was typed here."""
        raise NotImplementedError


class AboutForm(OfficeForm, Section):
    """The office's name, languages and how to reach it."""

    columns = ("name", "languages", "address", "phone", "emergency_phone", "email", "hours")

    def __init__(self, office: Office) -> None:
        super().__init__(office, obj=office, first_language=office.languages[0])

    def compared(self, office: Office) -> Iterable[tuple[Any, str, str]]:
        for name, value in self.said().items():
            yield self[name].label.text, _shown(getattr(office, name)), _shown(value)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(LANGUAGE_NAMES[code] for code in value)
    return str(value)


class WaysForm(WaysInForm, Section):
    """The ways in; a change must be understood before it is saved."""

    columns = ("anonymous_tracks", "tracks")
    sure = BooleanField(_l("Entiendo lo que cambia para las personas"))

    def __init__(self, office: Office) -> None:
        super().__init__(office, obj=office)

    def compared(self, office: Office) -> Iterable[tuple[Any, str, str]]:
        for name, value in self.ways().items():
            yield self[name].label.text, _tracks(getattr(office, name)), _tracks(value)


def _tracks(codes: list[str]) -> str:
    return ", ".join(str(TRACKS[Track(code)]) for code in codes)


class TextsForm(Section):
    """The office's own words on its page: one field for each part and language."""

    columns = ("texts",)

    def __init__(self, office: Office) -> None:
        said = {
            field_of(part, code): office.texts.get(code, {}).get(part, "")
            for part in OfficeText
            for code in LANGUAGES
        }
        super().__init__(office, data=said)

    def texts(self) -> dict[str, dict[str, str]]:
        """What was typed, by language and part."""
        return {
            code: {part.value: self[field_of(part, code)].data or "" for part in OfficeText}
            for code in LANGUAGES
        }

    def compared(self, office: Office) -> Iterable[tuple[Any, str, str]]:
        for part in OfficeText:
            for code in LANGUAGES:
                field = self[field_of(part, code)]
                theirs = office.texts.get(code, {}).get(part, "")
                yield f"{OFFICE_TEXTS[part]} ({LANGUAGE_NAMES[code]})", theirs, field.data or ""


def field_of(part: OfficeText, code: str) -> str:
    """How the field of a part in a language is called."""
    return f"{part.value}_{code}"


for _part in OfficeText:
    for _code in LANGUAGES:
        setattr(
            TextsForm,
            field_of(_part, _code),
            TextAreaField(LANGUAGE_NAMES[_code], [UpTo(TEXT_LIMIT)]),
        )

NOT_OFFERED = ""


class SubjectsForm(Section):
    """Which subjects the office offers, and where each stands. `subject_form` makes its fields."""

    columns = ("topics",)
    subjects: ClassVar[Mapping[str, Any]] = {}
    always: ClassVar[str] = ""
    """The subject that is always offered, in the last place."""

    def __init__(self, office: Office) -> None:
        super().__init__(office, data=_places(office.topics or list(self.subjects), self.subjects))

    def topics(self) -> list[str]:
        """The chosen subjects in their order; none when they are just all of them in ours."""
        chosen = [
            (int(self[_subject(code)].data), number, code)
            for number, code in enumerate(self.subjects)
            if code != self.always and self[_subject(code)].data != NOT_OFFERED
        ]
        wanted = [*(code for _place, _number, code in sorted(chosen)), self.always]
        return [] if wanted == list(self.subjects) else wanted

    def compared(self, office: Office) -> Iterable[tuple[Any, str, str]]:
        yield _l("Temas que ofrece"), self._line(office.topics), self._line(self.topics())

    def _line(self, topics: list[str]) -> str:
        return ", ".join(str(self.subjects[code]) for code in topics or self.subjects)


def subject_form(subjects: Mapping[str, Any], always: str) -> type[SubjectsForm]:
    """A form with a field for each of these subjects."""
    places = [SelectChoice(NOT_OFFERED, _l("No se ofrece"))]
    places += [SelectChoice(str(n), str(n)) for n in range(1, len(subjects))]
    fields = {
        _subject(code): SelectField(words, choices=places)
        for code, words in subjects.items()
        if code != always
    }
    return type("SubjectsForm", (SubjectsForm,), {**fields, "subjects": subjects, "always": always})


def _subject(code: str) -> str:
    return f"subject_{code}"


def _places(topics: list[str], subjects: Mapping[str, Any]) -> dict[str, str]:
    stand = {code: str(number) for number, code in enumerate(topics, 1)}
    return {_subject(code): stand.get(code, NOT_OFFERED) for code in subjects}


class WhereForm(Section):
    """Where the office counts its days and hours."""

    columns = ("region", "time_zone")
    region = SelectField(_l("Departamento, provincia o región"), [Asked(_l("Elija el lugar."))])
    time_zone = SelectField(_l("Hora que rige"))

    def __init__(self, office: Office) -> None:
        super().__init__(office, obj=office)
        self.region.choices = [
            SelectChoice(place.code, place.name) for place in departments(office.country)
        ]
        self.time_zone.choices = [SelectChoice(zone, zone) for zone in TIME_ZONES[office.country]]

    def compared(self, office: Office) -> Iterable[tuple[Any, str, str]]:
        for name in self.columns:
            yield self[name].label.text, str(getattr(office, name) or ""), str(self[name].data)


class ClosureForm(Form):
    """Days on which the office is closed."""

    first = DateParts(_l("Primer día"), [Asked(_l("Escriba el primer día."))])
    last = DateParts(_l("Último día"))

    def validate_last(self, field: DateParts) -> None:
        if field.data and self.first.data and field.data < self.first.data:
            raise ValidationError(_l("El último día no puede estar antes del primero."))
