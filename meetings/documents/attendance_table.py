"""The attendance as a table that can be opened elsewhere, and brought back without a change."""

from collections.abc import Sequence

from kernel.spreadsheets.writing import Page, Value, as_csv, as_xlsx
from meetings import words
from meetings.attendance_sheets.values import Person
from meetings.kinds import AgeBand, Sex, Signing, Tongue
from web.locale import _, in_language

XLSX, CSV = "xlsx", "csv"
Entry = tuple[int, Person, Sequence[bool | None]]
"""Number on the list, the person, and whether they were at each sitting; None: not noted."""


def attendance_table(
    ending: str, title: str, sittings: Sequence[str], entries: Sequence[Entry], *, numbers: bool
) -> bytes:
    """The table in Spanish; with `numbers` also documents and telephones."""
    with in_language("es"):
        own = [str(_("DNI")), str(_("Teléfono"))] if numbers else []
        heads = [
            "N.º", str(_("Nombre completo")), str(_("Grupo")), str(_("Organización")),
            str(_("Cargo")), str(_("Comunidad")), str(_("Sexo")), str(_("Edad")),
            str(_("Primera lengua")), *own, str(_("Firma o huella")), str(_("Hora de llegada")),
            str(_("Hora de salida")), *sittings,
        ]  # fmt: skip
        page = Page(title, heads, [_row(one, numbers) for one in entries])
        return as_xlsx([page]) if ending == XLSX else as_csv(page)


def _row(entry: Entry, numbers: bool) -> list[Value]:
    number, person, there = entry
    own = [person.document, " / ".join(person.phones)] if numbers else []
    return [
        number or None, person.name, person.group, person.organization, person.position,
        person.community,
        "" if person.sex is Sex.UNSAID else str(words.SEX[person.sex]),
        "" if person.age is AgeBand.UNSAID else str(words.AGE[person.age]),
        "" if person.language is Tongue.UNSAID else str(words.TONGUE[person.language]),
        *own,
        "" if person.signing is Signing.NONE else str(words.SIGNING[person.signing]),
        person.arrived, person.left,
        *("" if one is None else "X" if one else "F" for one in there),
    ]  # fmt: skip
