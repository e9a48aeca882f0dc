"""What is asked of evidence that comes as a file, a picture, a result or words."""

from collections.abc import Mapping
from typing import Any

from wtforms import RadioField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.fields.core import Field
from wtforms.validators import ValidationError

from basin.forms.adding_fields import AboutForm, FileForm, day, line, text, words_of
from basin.kinds import Origin
from basin.mapping.small_tables import (
    BadLine,
    Parameter,
    Published,
    is_address,
    parameters_of,
    published_of,
)
from basin.operations.adding import About
from basin.words import TONGUE
from kernel.references import Referred
from web.forms import Asked
from web.locale import _, _l

NOBODY, AGREED = "nobody", "agreed"
LONG_TABLE = 20_000


class PlainFileForm(FileForm):
    """A file of another model that the platform does not read."""

    model = line(_l("Modelo o programa"), _l("Escriba con qué modelo o programa se hizo."))
    model_version = line(_l("Versión"))
    ran_by = line(_l("Quién lo corrió"), _l("Escriba quién lo corrió."))
    ran_on = day(_l("Cuándo se corrió"))
    shows = text(_l("Qué muestra"), _l("Escriba qué muestra el archivo."))

    def about(self, **facts: Any) -> About:
        """With the model that made it."""
        told = words_of(self, "ran_by", "ran_on", "shows")
        base = super().about(**told, **facts)
        return About(
            base.title, base.title_qu, base.facts,
            model=self.model.data or "", model_version=self.model_version.data or "",
        )  # fmt: skip


class PhotographForm(FileForm):
    """A photograph: where, when, by whom, and whether who is on it agreed."""

    place = line(_l("Dónde se tomó"), _l("Escriba dónde se tomó la foto."))
    taken_on = day(_l("Cuándo se tomó"))
    taken_by = line(_l("Quién la tomó"), _l("Escriba quién tomó la foto."))
    shows = text(_l("Qué muestra"), _l("Escriba qué muestra la foto."))
    people = RadioField(
        _l("¿Se reconoce a alguien en la foto?"),
        choices=[
            SelectChoice(NOBODY, _l("No se reconoce a nadie")),
            SelectChoice(AGREED, _l("Sí, y todas esas personas aceptaron que se guarde aquí")),
        ],
        validators=[Asked(_l("Diga si se reconoce a alguien en la foto."))],
        validate_choice=False,
    )
    consent = line(_l("Cómo aceptaron salir en la foto, sin nombres"))

    def validate_consent(self, field: Field) -> None:
        """Who can be recognised agreed, and somebody can say how."""
        if self.people.data == AGREED and not (field.data or "").strip():
            raise ValidationError(_l("Diga quién aceptó salir en la foto, o cómo lo dijo."))

    def facts(self) -> dict[str, Any]:
        """What stands in the document."""
        agreed = self.people.data == AGREED
        told: dict[str, Any] = words_of(self, "place", "taken_on", "taken_by", "shows")
        consent = {"people": agreed, "how": (self.consent.data or "") if agreed else ""}
        return {**told, "consent": consent}


class LaboratoryForm(FileForm):
    """A result of a laboratory: the sheet itself, and its figures in a small table."""

    laboratory = line(_l("Laboratorio"), _l("Escriba qué laboratorio hizo el análisis."))
    sample = line(_l("Código de la muestra"), _l("Escriba el código de la muestra."))
    place = line(_l("Dónde se tomó la muestra"), _l("Escriba dónde se tomó la muestra."))
    sampled_on = day(_l("Cuándo se tomó la muestra"))
    sampled_by = line(_l("Quién tomó la muestra"), _l("Escriba quién tomó la muestra."))
    parameters = text(
        _l("Resultados"), _l("Escriba al menos un parámetro con su valor y su unidad."), LONG_TABLE
    )
    found: tuple[Parameter, ...] = ()

    def validate_parameters(self, field: Field) -> None:
        """Each line has a parameter, a value and a unit."""
        try:
            self.found = tuple(parameters_of(field.data or ""))
        except BadLine as bad:
            raise ValidationError(bad_line(bad)) from None

    def facts(self) -> dict[str, Any]:
        """What stands in the document."""
        names = ("laboratory", "sample", "place", "sampled_on", "sampled_by")
        return {**words_of(self, *names), "parameters": [vars(one) for one in self.found]}


class StatisticsForm(AboutForm):
    """Cells that somebody published, as they stood on a day."""

    publisher = line(_l("Quién publicó estas cifras"), _l("Escriba quién publicó las cifras."))
    published_on = day(_l("Cuándo se publicaron"))
    address = line(_l("Dirección de la página"))
    cells = text(_l("Las cifras"), _l("Pegue las cifras, con su cabecera."), LONG_TABLE)
    kept_back = line(_l("Cómo se escribe una cifra que se reservó"))
    found: Published | None = None

    def validate_address(self, field: Field) -> None:
        """A whole address, or none."""
        if field.data and not is_address(field.data):
            raise ValidationError(_l("Escriba una dirección web completa, con https://"))

    def validate_cells(self, field: Field) -> None:
        """A head and rows of the same width."""
        signs = [one.strip() for one in (self.kept_back.data or "").split(";") if one.strip()]
        try:
            self.found = published_of(field.data or "", signs)
        except BadLine as bad:
            raise ValidationError(bad_line(bad)) from None

    def facts(self) -> dict[str, Any]:
        """What stands in the document; a figure that was kept back is null."""
        told: dict[str, Any] = words_of(self, "publisher", "published_on", "address")
        if self.found is not None:
            told["heads"] = list(self.found.heads)
            told["rows"] = [list(row) for row in self.found.rows]
            told["suppressed"] = self.found.suppressed
        return told


class ConcernForm(AboutForm):
    """A concern: its public reference on this platform, or the words with where they come from."""

    reference = line(_l("Código de la preocupación en esta plataforma"))
    words = text(_l("Las palabras, tal como se dijeron"))
    language = RadioField(
        _l("En qué idioma se dijeron"),
        choices=[SelectChoice(code, name) for code, name in TONGUE.items()],
        validate_choice=False,
    )
    place = line(_l("Dónde se dijeron"), _l("Escriba dónde se dijeron."))
    said_on = day(_l("Cuándo se dijeron"))
    taken_from = line(_l("De dónde se sabe"))
    copied: Mapping[str, Any] = {}

    def validate_words(self, field: Field) -> None:
        """They are asked where there is no reference to copy them from."""
        if not self.reference.data and not (field.data or "").strip():
            raise ValidationError(_l("Escriba las palabras, o el código de la preocupación."))

    def validate_taken_from(self, field: Field) -> None:
        """Words by hand say where they come from."""
        if not self.reference.data and not (field.data or "").strip():
            raise ValidationError(
                _l("Escriba de dónde se sabe: un acta, una carta, una entrevista.")
            )

    def validate_language(self, field: Field) -> None:
        """Words by hand say their language."""
        if not self.reference.data and field.data not in TONGUE:
            raise ValidationError(_l("Diga en qué idioma se dijeron."))

    def copy(self, reference: str, found: Referred) -> None:
        """The words as their owner holds them; what was typed in their place counts nothing."""
        self.copied = {
            "reference": reference,
            "words": found.words,
            "language": found.language,
            "stands_in": {"title": found.title, "address": found.address},
        }

    def facts(self) -> tuple[dict[str, Any], Origin]:
        """What stands in the document, and whether the words are those of the house."""
        told = words_of(self, "place", "said_on")
        if self.copied:
            return {**told, **self.copied}, Origin.HOUSE
        return {**told, **words_of(self, "words", "language", "taken_from")}, Origin.HAND


def bad_line(bad: BadLine) -> str:
    """Which line cannot be read, and why."""
    said = {
        "too-many-lines": _("hay demasiadas filas: caben 200"),
        "too-many-cells": _("tiene demasiadas columnas"),
        "other-width": _("no tiene tantas columnas como la cabecera"),
        "incomplete": _("falta un dato"),
    }
    return str(_("Línea %(line)s: %(problem)s.", line=bad.line, problem=said[bad.code]))
