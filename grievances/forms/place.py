"""When and where: lists from the wide to the narrow, a line of text, days as far as known."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, Field, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from accounts.models import Office
from grievances import words
from grievances.answers import Answers
from grievances.forms.choosing import one_of
from grievances.forms.offers import Offers
from grievances.forms.pages import PageForm
from grievances.forms.telling import LINE, own_words
from grievances.kinds import When
from grievances.periods import Period
from grievances.queries.clocks import today_at
from territory.models import Place
from territory.places import COUNTRIES, Level, department_name, departments
from territory.words import COUNTRIES as COUNTRY_NAMES
from territory.words import level_word
from web.forms import DateParts
from web.locale import _, _l, current


class PlaceForm(PageForm):
    """When and where. `more` shows the list that follows: provinces, then districts."""

    where = SelectField(_l("Departamento, provincia o región"), validate_choice=False)
    province = SelectField(_l("Provincia"), validate_choice=False)
    district = SelectField(_l("Distrito"), validate_choice=False)
    more = BooleanField()
    place = StringField(_l("Comunidad, barrio o lugar"), own_words(LINE))
    happened = StringField(_l("¿Cuándo pasó?"), own_words(LINE))
    when = one_of(When, words.WHEN, _l("¿Cuánto duró?"))
    since = DateParts(_l("¿Qué día fue, o qué día empezó?"))
    until = DateParts(_l("¿Qué día terminó?"))
    communities: Sequence[str] = ()
    """Names to pick from while typing the place."""
    has_list = False
    strays: frozenset[str] = frozenset()
    today: date

    def offer(self, office: Office, answers: Answers, offers: Offers) -> None:
        """The departments of the six countries, those of the office's country first."""
        self.today = today_at(office)
        self.where.choices = [SelectChoice("", _("Elija de la lista")), *_places(office.country)]
        if not self.is_submitted():
            self._show(answers)
        country = (self.where.data or "").partition("-")[0]
        if country in COUNTRIES:
            self.province.label.text = level_word(country, Level.PROVINCE)
            self.district.label.text = level_word(country, Level.DISTRICT)
        self._narrow(offers)

    def _show(self, answers: Answers) -> None:
        self.where.data = answers.department or answers.country
        self.province.data, self.district.data = answers.province, answers.district
        period = Period.from_iso(answers.happened_days)
        self.when.data = period.kind
        self.since.process_data(period.since)
        self.until.process_data(period.until)

    def _narrow(self, offers: Offers) -> None:
        """Provinces of the department, districts of the province; what lies elsewhere is none."""
        provinces = offers.provinces(self.where.data) if self.where.data else []
        self.has_list = bool(provinces)
        self._among(self.province, provinces)
        districts = offers.districts(self.province.data) if self.province.data else []
        self._among(self.district, districts)
        narrow = self.district.data or (self.province.data if not districts else "")
        listed = offers.communities(narrow) if narrow else []
        self.communities = [place.called(current()) for place in listed]

    def _among(self, field: SelectField, places: Sequence[Place]) -> None:
        names = [SelectChoice(place.code, place.called(current())) for place in places]
        field.choices = [SelectChoice("", _("Elija de la lista")), *names] if names else []
        if field.data and field.data not in {place.code for place in places}:
            self.strays |= {field.name}
            field.data = ""

    @property
    def only_wants_a_list(self) -> bool:
        """Whether the button for the next list was pressed."""
        return bool(self.more.data)

    def validate_where(self, field: Field) -> None:
        """A list entry or a line of text: one of them is needed."""
        if field.data and field.data not in COUNTRIES and not department_name(field.data):
            raise ValidationError(_("Elija una de las opciones."))
        if not (field.data or self.said("place") or self.back.data):
            raise ValidationError(_("Diga dónde pasó: elija de la lista o escriba el lugar."))

    def validate_province(self, field: Field) -> None:
        """A province of the department that was chosen."""
        if field.name in self.strays:
            raise ValidationError(_("Ese lugar queda en otra parte. Elija otra vez, o siga así."))

    validate_district = validate_province

    def validate_since(self, field: Field) -> None:
        """A day that has come, and that goes with what was ticked."""
        if field.process_errors:
            return
        if self.when.data is When.UNKNOWN and field.data:
            raise ValidationError(_("Marcó que no sabe los días. Borre la fecha, o marque otra."))
        if self.when.data is When.DAY and not field.data and not self.back.data:
            raise ValidationError(_("Escriba el día, o marque que no sabe."))
        self._must_have_come(field)

    def validate_until(self, field: Field) -> None:
        """For a period: a day that has come, not before the first."""
        if field.process_errors or self._kind() is not When.PERIOD:
            return
        if field.data is None and not self.back.data:
            raise ValidationError(_("Escriba qué día terminó, o marque que todavía sigue."))
        self._must_have_come(field)
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(_("Terminó antes de empezar: revise las dos fechas."))

    def _must_have_come(self, field: Field) -> None:
        if field.data and field.data > self.today:
            raise ValidationError(_("Esa fecha todavía no llega. Revise día, mes y año."))

    def _kind(self) -> When | None:
        """What was ticked; else what the dates themselves say."""
        if self.when.data or not (self.since.data or self.until.data):
            return self.when.data  # type: ignore[no-any-return]  # coerced by the field
        return When.PERIOD if self.until.data else When.DAY

    def given(self) -> dict[str, Any]:
        """Country and department stand in one list: "PE" or "PE-CUS"."""
        country, _hyphen, part = (self.where.data or "").partition("-")
        period = Period(self._kind(), self.since.data, self.until.data)
        return {
            "country": country,
            "department": self.where.data if part else "",
            "province": self.said("province"),
            "district": self.said("district"),
            "place": self.said("place"),
            "happened": self.said("happened"),
            "happened_days": period.to_iso(),
        }


def _places(first: str) -> list[SelectChoice]:
    countries = sorted(COUNTRIES, key=lambda code: code != first)
    return [choice for country in countries for choice in _places_in(country)]


def _places_in(country: str) -> list[SelectChoice]:
    name = COUNTRY_NAMES[country]
    whole = SelectChoice(country, _("%(country)s, sin decir más", country=name), optgroup=name)
    parts = [SelectChoice(place.code, place.name, optgroup=name) for place in departments(country)]
    return [whole, *parts]
