"""What is typed about evidence that is laid beside a post."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from dialogue import words
from dialogue.forms.threads import line, lines
from dialogue.kinds import EvidenceOf
from dialogue.operations.exhibits import BRINGS
from web.forms import Asked, Form
from web.locale import _l

SMALLEST = 5
"""A smaller published figure may tell who it was."""


class EvidenceForm(Form):
    """Evidence of a study, by its code."""

    code = line(_l("Código de la evidencia"), Asked(_l("Escriba el código, así: E-7K2M9Q")))


class FileForm(Form):
    """A file: what it is, and of a photograph who agreed to be seen."""

    kind = SelectField(
        _l("Qué es"),
        choices=[SelectChoice(str(one), words.EVIDENCE_OF[one]) for one in BRINGS],
    )
    file = FileField(_l("Archivo"), validators=[Asked(_l("Elija un archivo."))])
    title = line(_l("Título"), Asked(_l("Escriba un título corto.")))
    consent = line(_l("Quién aceptó salir en la foto, o cómo"))

    def validate_consent(self, field: StringField) -> None:
        """A photograph of people is shown only where they agreed."""
        if self.kind.data == EvidenceOf.PHOTOGRAPH and not field.data:
            raise ValidationError(_l("Diga quién aceptó salir en la foto, o cómo lo dijo."))


class ReferenceForm(Form):
    """Something that stands elsewhere on this platform, by its code."""

    reference = line(_l("Código"), Asked(_l("Escriba el código, así: concern:7K2M9QRT")))
    wording = lines(_l("Así lo leerá cualquiera"))
    """In a public thread: what is left of the words, once whoever quotes has seen them."""


class CellsForm(Form):
    """Figures that were published: a line each, what is counted and how many."""

    title = line(_l("Qué cuentan estas cifras"), Asked(_l("Escriba qué cuentan.")))
    source = line(_l("Dónde se publicaron"), Asked(_l("Escriba dónde se publicaron.")))
    period = line(_l("De qué período"))
    cells = lines(_l("Las cifras, una por línea"), Asked(_l("Escriba las cifras.")))

    def validate_cells(self, field: TextAreaField) -> None:
        """Each line says what is counted and how many; small counts might tell who it was."""
        for name, value in _cells(field.data):
            if not name or not value:
                raise ValidationError(
                    _l("Escriba en cada línea qué se cuenta, dos puntos y cuántos.")
                )
            if value.isdecimal() and 0 < int(value) < SMALLEST:
                raise ValidationError(
                    _l("Una cifra menor que 5 puede decir de quién se trata: escriba «menos de 5».")
                )

    def rows(self) -> list[tuple[str, str]]:
        """What was typed, cell by cell."""
        return _cells(self.cells.data)


def _cells(text: Any) -> list[tuple[str, str]]:
    parted = (one.rpartition(":") for one in str(text or "").splitlines() if one.strip())
    return [(name.strip(), value.strip()) for name, _colon, value in parted]
