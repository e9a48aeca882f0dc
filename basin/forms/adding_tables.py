"""A table that is brought: the file, what is said of it, and what is said of the evidence."""

from typing import Any

from flask import request
from flask_wtf.file import FileField
from wtforms import SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.fields.core import Field
from wtforms.validators import ValidationError

from basin.forms.adding_fields import AboutForm, day, line, text, words_of
from basin.mapping.numbers import Decimal, number_in
from basin.mapping.saying import kept
from basin.operations.adding import About, Station
from kernel.text import number_in as whole_number_in
from web.forms import Form
from web.locale import _l


class BringForm(Form):
    """A table from this machine."""

    file = FileField(_l("Hoja de cálculo o CSV"))


class MappingForm(Form):
    """Everything that can be said of a table; its fields are as many as the table needs."""

    def words(self) -> dict[str, str]:
        """What was typed, by the names of the fields."""
        told = {
            name: request.form[name] for name in request.form if name not in {"csrf_token", "key"}
        }
        return kept(told)

    def sent(self) -> dict[str, str]:
        """Every field of the page, so that the sending key knows it again."""
        return self.words()


class SeriesForm(AboutForm):
    """What is said of series of another model, once they were looked at."""

    model = line(_l("Modelo o programa"), _l("Escriba con qué modelo o programa se hizo."))
    model_version = line(_l("Versión"))
    ran_by = line(_l("Quién lo corrió"), _l("Escriba quién lo corrió."))
    ran_on = day(_l("Cuándo se corrió"))
    caveats = text(_l("Qué no representa el modelo"))

    def about(self, **facts: Any) -> About:
        """With the model that made them."""
        caveats = {"es": self.caveats.data} if self.caveats.data else {}
        told = words_of(self, "ran_by", "ran_on")
        base = super().about(**told, caveats=caveats, **facts)
        return About(
            base.title, base.title_qu, base.facts,
            model=self.model.data or "", model_version=self.model_version.data or "",
        )  # fmt: skip


def _degrees(field: Field, most: int) -> float | None:
    """Degrees as they are typed, with point or comma."""
    said = (field.data or "").strip()
    if not said:
        return None
    found = number_in(said, Decimal.COMMA if "," in said else Decimal.POINT)
    if found is None or abs(found) > most:
        raise ValidationError(_l("Escriba grados con decimales, así: -24.61"))
    return found


class StationForm(AboutForm):
    """The station that measured, and which older evidence this takes the place of."""

    station = line(_l("Nombre de la estación"), _l("Escriba el nombre de la estación."))
    station_code = line(_l("Código de la estación"))
    place = line(_l("Dónde está"), _l("Escriba dónde está la estación."))
    latitude = line(_l("Latitud"))
    longitude = line(_l("Longitud"))
    datum = line(_l("Desde dónde se cuenta el nivel"))
    measured_by = line(_l("Quién mide"))
    replaces = SelectField(_l("¿Reemplaza mediciones anteriores?"), choices=[], default="")
    needs_datum = False
    degrees: tuple[float | None, float | None] = (None, None)

    def offer(self, older: list[tuple[str, str]]) -> None:
        """Earlier measurements of the same study that this may take the place of."""
        none = SelectChoice("", _l("No, son otras mediciones"))
        self.replaces.choices = [none, *(SelectChoice(code, words) for code, words in older)]

    def validate_latitude(self, field: Field) -> None:
        """Both or none."""
        self.degrees = (_degrees(field, 90), _degrees(self.longitude, 180))
        if (self.degrees[0] is None) != (self.degrees[1] is None):
            raise ValidationError(_l("Escriba la latitud y la longitud, o ninguna."))

    def validate_datum(self, field: Field) -> None:
        """A level is a number above something."""
        if self.needs_datum and not (field.data or "").strip():
            raise ValidationError(
                _l("Escriba desde dónde se cuenta el nivel: el cero de la regla, el mar.")
            )

    def of_station(self) -> Station:
        """The station as it was typed."""
        told = words_of(self, "station", "station_code", "place", "datum")
        latitude, longitude = self.degrees
        return Station(
            told["station"], told["station_code"], told["place"], longitude, latitude, told["datum"]
        )

    def about(self, **facts: Any) -> About:
        """With who measures."""
        return super().about(**words_of(self, "measured_by"), **facts)

    def confirmed(self) -> frozenset[int]:
        """The rows that somebody vouches for."""
        rows = (whole_number_in(said) for said in request.form.getlist("sure"))
        return frozenset(row for row in rows if row is not None)

    def sent(self) -> dict[str, str]:
        """As of every form, with the rows that are vouched for."""
        return super().sent() | {"sure": ",".join(map(str, sorted(self.confirmed())))}
