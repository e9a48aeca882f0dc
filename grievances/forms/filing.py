"""The eight pages: what the person typed, turned into answers."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, ClassVar

from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Email, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from accounts.models import Office
from accounts.roles import Track
from grievances import words
from grievances.answers import Answers, Page
from grievances.kinds import Danger, ForWhom, SafeContact, Tier, Topic
from grievances.operations.filing import anonymous_allowed
from kernel.text import looks_like_receipt_code, without_receipt_codes
from territory.places import COUNTRIES, department_name, departments
from territory.words import COUNTRIES as COUNTRY_NAMES
from web.forms import Asked, Form, UpTo
from web.locale import _, _l

STORY = 20_000
NOTE = 2_000
LINE = 300


class NoReceiptCode:
    """Validator: the 16 numbers of a receipt stay out, for whoever reads them can open the case.

    The button `without_code` sends the text with the numbers covered.
    """

    field_flags: ClassVar[Mapping[str, bool]] = {}

    def __call__(self, form: Any, field: Field) -> None:
        """ValidationError when a receipt code stands in the text, unless it may be covered."""
        if not looks_like_receipt_code(field.data or ""):
            return
        if form.without_code.data:
            field.data = without_receipt_codes(field.data)
            return
        form.holds_code = True
        raise ValidationError(
            _("Aquí están los 16 números de un recibo. Bórrelos: con ellos se abre su caso.")
        )


class TellingForm(Form):
    """A form in which somebody tells something in their own words."""

    without_code = BooleanField()
    holds_code = False


class Needed(Asked):
    """Validator: answered, but for who only goes back to an earlier page."""

    def __call__(self, form: Any, field: Field) -> None:
        """ValidationError when somebody goes on without the answer."""
        if not form.back.data:
            super().__call__(form, field)


class PageForm(TellingForm):
    """One of the eight pages. Saving a draft twice changes nothing, so its key is never spent.

    The button `back` keeps what was typed too, and asks for nothing that is still missing.
    """

    back = BooleanField()
    fields: ClassVar[tuple[str, ...]] = ()

    def prepare(self, office: Office, answers: Answers) -> None:
        """Offer what this office offers to somebody who answered so far like this."""

    def given(self) -> dict[str, Any]:
        """The answers of this page, by the names that `Answers` has for them."""
        return {name: self.said(name) for name in self.fields}

    def said(self, name: str) -> str:
        """The text of a field; "" when the browser did not even send it."""
        return self[name].data or ""


def _choices(offered: Iterable[StrEnum], labels: Mapping[StrEnum, Any]) -> list[Any]:
    return [SelectChoice(one.value, labels[one]) for one in offered]


def one_of(kind: type[StrEnum], labels: Mapping[StrEnum, Any], question: Any) -> RadioField:
    """Radios for a closed list. None is ticked beforehand unless it was answered."""
    return RadioField(
        question,
        coerce=kind,
        choices=_choices(kind, labels),
        validate_choice=False,  # nobody must answer; the coercion refuses what is not on the list
    )


def some_of(
    kind: type[StrEnum], labels: Mapping[StrEnum, Any], question: Any
) -> SelectMultipleField:
    """Checkboxes for a closed list."""
    return SelectMultipleField(
        question,
        coerce=kind,
        choices=_choices(kind, labels),
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class AboutForm(PageForm):
    """What it is about, and what the person wants from the office."""

    offered: list[Track]
    topic = one_of(Topic, words.TOPIC, _l("¿De qué se trata?"))
    track = one_of(Track, words.TRACK, _l("¿Qué necesita de la oficina?"))

    def prepare(self, office: Office, answers: Answers) -> None:
        """Only the ways in that this office has."""
        self.offered = tracks_of(office)
        self.track.choices = _choices(self.offered, words.TRACK)
        if not self.is_submitted() and answers.topics:
            self.topic.data = answers.topics[0]

    def validate_track(self, field: Field) -> None:
        """A way in that this office does not have is none."""
        if field.data and field.data not in self.offered:
            raise ValidationError(_("Elija una de las opciones."))

    def given(self) -> dict[str, Any]:
        """Who chose no way in takes the first that the office offers."""
        topics = (self.topic.data,) if self.topic.data else ()
        return {"topics": topics, "track": self.track.data or self.offered[0]}


class StoryForm(PageForm):
    """What happened, in the person's own words."""

    fields = ("story",)
    story = TextAreaField(
        _l("¿Qué pasó?"),
        [
            Needed(_l("Cuente qué pasó, aunque sea con pocas palabras.")),
            UpTo(STORY),
            NoReceiptCode(),
        ],
    )


class PlaceForm(PageForm):
    """When and where."""

    where = SelectField(_l("Departamento, provincia o región"), validate_choice=False)
    place = StringField(_l("Comunidad, barrio o lugar"), [UpTo(LINE), NoReceiptCode()])
    happened = StringField(_l("¿Cuándo pasó?"), [UpTo(LINE), NoReceiptCode()])

    def prepare(self, office: Office, answers: Answers) -> None:
        """The departments of the six countries, those of the office's country first."""
        self.where.choices = [SelectChoice("", _("Elija de la lista")), *_places(office.country)]
        if not self.is_submitted():
            self.where.data = answers.department or answers.country

    def validate_where(self, field: Field) -> None:
        """A list entry or a line of text: one of them is needed."""
        if field.data and field.data not in COUNTRIES and not department_name(field.data):
            raise ValidationError(_("Elija una de las opciones."))
        if not (field.data or self.said("place") or self.back.data):
            raise ValidationError(_("Diga dónde pasó: elija de la lista o escriba el lugar."))

    def given(self) -> dict[str, Any]:
        """Country and department stand in one list: "PE" or "PE-CUS"."""
        country, _hyphen, part = (self.where.data or "").partition("-")
        return {
            "country": country,
            "department": self.where.data if part else "",
            "place": self.said("place"),
            "happened": self.said("happened"),
        }


class ForWhomForm(PageForm):
    """For whom the person speaks."""

    for_whom = one_of(ForWhom, words.FOR_WHOM, _l("¿Para quién es?"))
    group = StringField(_l("Nombre de la comunidad o del grupo"), [UpTo(LINE), NoReceiptCode()])
    people = IntegerField(
        _l("¿Cuántas personas son, más o menos?"), [Optional(), NumberRange(1, 1_000_000)]
    )

    def given(self) -> dict[str, Any]:
        """A group has a name and a number; one person has not."""
        whom = self.for_whom.data or ForWhom.ME
        is_group = whom is ForWhom.GROUP
        return {
            "for_whom": whom,
            "group": self.said("group") if is_group else "",
            "people": self.people.data if is_group else None,
        }


class ResponsibleForm(PageForm):
    """Who is responsible, as far as the person knows."""

    fields = ("respondent",)
    respondent = TextAreaField(_l("¿Quién cree que es responsable?"), [UpTo(NOTE), NoReceiptCode()])


class ContactForm(PageForm):
    """Who may know the name, and how the person may be reached without harm."""

    tier = one_of(Tier, words.TIER, _l("¿Quiere dar su nombre?"))
    name = StringField(_l("Su nombre"), [UpTo(LINE), NoReceiptCode()])
    phone = StringField(_l("Teléfono"), [UpTo(LINE), NoReceiptCode()])
    email = StringField(_l("Correo"), [Optional(), UpTo(LINE), Email()])
    safe_contact = some_of(
        SafeContact, words.SAFE_CONTACT, _l("¿Cómo podemos buscarle sin ponerle en riesgo?")
    )
    safe_contact_note = StringField(
        _l("¿Qué días u horas? ¿Algo más que debamos cuidar?"), [UpTo(LINE), NoReceiptCode()]
    )
    needs_name = False
    dropped = False

    def prepare(self, office: Office, answers: Answers) -> None:
        """Without a name only where this office takes this way in without one."""
        self.needs_name = not anonymous_allowed(office, answers.track)
        if self.needs_name:
            self.tier.choices = _choices((Tier.RESERVED, Tier.NAMED), words.TIER)
        if not self.is_submitted() and Page.CONTACT not in answers.seen:
            self.tier.data = None  # nothing about a name is ticked beforehand

    def validate_tier(self, field: Field) -> None:
        """A name that was typed needs a word about who may know it."""
        if field.data is Tier.ANONYMOUS and self.needs_name:
            raise ValidationError(_("Elija una de las opciones."))
        must_say = self.needs_name and not self.back.data
        if field.data is None and (must_say or self._typed_contact()):
            raise ValidationError(_("Diga quién puede saber su nombre."))

    def validate_name(self, field: Field) -> None:
        """Where the office needs a name, it says so here and not after sending."""
        if self.needs_name and not (self.said("name") or self.back.data):
            raise ValidationError(_("Escriba su nombre, o vuelva al inicio y elija una alerta."))

    def given(self) -> dict[str, Any]:
        """Who stays anonymous leaves no name, phone or mail, even when typed."""
        tier = self.tier.data or Tier.ANONYMOUS
        self.dropped = tier is Tier.ANONYMOUS and self._typed_contact()
        contact = {name: self.said(name) for name in ("name", "phone", "email")}
        return {
            "tier": tier,
            "safe_contact": tuple(self.safe_contact.data or ()),
            "safe_contact_note": self.said("safe_contact_note"),
            **(dict.fromkeys(contact, "") if tier is Tier.ANONYMOUS else contact),
        }

    def _typed_contact(self) -> bool:
        return any(self.said(name).strip() for name in ("name", "phone", "email"))


class DangerForm(PageForm):
    """What cannot wait, and what the person is afraid of."""

    dangers = some_of(Danger, words.DANGER, _l("¿Hay peligro ahora?"))
    fears_reprisal = BooleanField(_l("Tengo miedo de que me hagan algo por quejarme"))
    danger_note = TextAreaField(_l("¿Qué teme que pase?"), [UpTo(NOTE), NoReceiptCode()])

    def given(self) -> dict[str, Any]:
        """Dangers, fear, and what there is to say about them."""
        return {
            "dangers": tuple(self.dangers.data or ()),
            "fears_reprisal": self.fears_reprisal.data,
            "danger_note": self.said("danger_note"),
        }


class Press(Form):
    """A button on its own: continue, delete, send, leave."""

    key = None  # type: ignore[assignment]  # how WTForms takes a field away


PAGE_FORMS: Mapping[Page, type[PageForm]] = {
    Page.ABOUT: AboutForm,
    Page.STORY: StoryForm,
    Page.PLACE: PlaceForm,
    Page.FOR_WHOM: ForWhomForm,
    Page.RESPONSIBLE: ResponsibleForm,
    Page.CONTACT: ContactForm,
    Page.DANGER: DangerForm,
}


def tracks_of(office: Office) -> list[Track]:
    """The ways in that this office has; the complaint first, for it is what most come for."""
    offered = [track for track in Track if track.value in office.tracks] or [Track.QUEJA]
    return sorted(offered, key=lambda track: track is not Track.QUEJA)


def _places(first: str) -> list[SelectChoice]:
    countries = sorted(COUNTRIES, key=lambda code: code != first)
    return [choice for country in countries for choice in _places_in(country)]


def _places_in(country: str) -> list[SelectChoice]:
    name = COUNTRY_NAMES[country]
    whole = SelectChoice(country, _("%(country)s, sin decir más", country=name), optgroup=name)
    parts = [SelectChoice(place.code, place.name, optgroup=name) for place in departments(country)]
    return [whole, *parts]
