"""The attendance sheet on paper: to be signed or thumbed in the room, and passed into the grid.

A thumb leaves a print of about 16 × 18 mm: each box is 21 × 19 mm.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template

from accounts.models import Office
from kernel.printing import pdf
from web.locale import _, in_language, tag_of


@dataclass(frozen=True)
class Expected:
    """A line that is filled already: who is expected."""

    number: int
    name: str
    belongs: str
    """Group, organization, post."""
    community: str
    sex: str
    age: str


@dataclass(frozen=True)
class Part:
    """The sheets of one sitting."""

    name: str
    day: str
    hours: str


@dataclass(frozen=True)
class AttendanceSheet:
    """What the paper says. It holds no document and no telephone: it goes from hand to hand."""

    office: Office
    reference: str
    kind: str
    title: str
    title_qu: str
    place: str
    parts: Sequence[Part]
    people: Sequence[Expected]
    blank: int


def attendance_sheet(sheet: AttendanceSheet) -> bytes:
    """The sheets of every part as one PDF, in Spanish and Quechua."""
    with in_language("qu"):
        quechua = words_of_sheet()
    with in_language("es"):
        heads = {
            name: (words, quechua[name] if quechua[name] != words else "")
            for name, words in words_of_sheet().items()
        }
        return pdf(
            render_template(
                "meetings/print/attendance_sheet.html",
                sheet=sheet,
                heads=heads,
                qu=tag_of("qu"),
            )
        )


def words_of_sheet() -> dict[str, str]:
    """The words of the paper, in the language of the moment."""
    return {
        "title": _("Lista de asistencia"),
        "name": _("Nombre y apellidos"),
        "document": _("DNI, solo si quiere"),
        "group": _("Grupo, organización, cargo"),
        "community": _("Comunidad"),
        "sex": _("Sexo"),
        "age": _("Edad"),
        "signature": _("Firma"),
        "thumb": _("Huella"),
        "told": _(
            "Quien no firma pone su huella. El documento no hace falta. La lista sirve para el "
            "acta; su nombre se publica solo si usted acepta."
        ),
    }
