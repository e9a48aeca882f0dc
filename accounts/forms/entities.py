"""What administrators type about those that people complain about."""

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass

from wtforms import FileField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from accounts.operations.entities import NAME_LIMIT
from accounts.roles import EntityKind
from accounts.words import ENTITY_KINDS
from kernel.text import canonical, fold
from web.forms import Asked, Form, UpTo
from web.locale import _, _l

MOST_ROWS = 1000
MOST_BYTES = 200_000

KINDS = {
    **{kind.value: kind for kind in EntityKind},
    "empresa": EntityKind.COMPANY,
    "mina": EntityKind.COMPANY,
    "autoridad": EntityKind.AUTHORITY,
    "entidad pública": EntityKind.AUTHORITY,
    "entidad publica": EntityKind.AUTHORITY,
    "otra": EntityKind.OTHER,
    "otro": EntityKind.OTHER,
    "": EntityKind.OTHER,
}
"""The kinds as a table may write them."""

HEADS = {"nombre", "name", "suti"}


class EntityForm(Form):
    """A company, an authority or another body."""

    name = StringField(_l("Nombre"), [Asked(_l("Escriba el nombre.")), UpTo(NAME_LIMIT)])
    kind = RadioField(
        _l("Clase"),
        [Asked(_l("Elija la clase."))],
        choices=[SelectChoice(kind.value, ENTITY_KINDS[kind]) for kind in EntityKind],
    )


@dataclass(frozen=True)
class Line:
    """A row of a table: what it says, and what is wrong with it."""

    number: int
    name: str
    kind: EntityKind | None
    problem: str = ""

    @property
    def fits(self) -> bool:
        """Whether it can come in."""
        return not self.problem


class ImportForm(Form):
    """A table of names and kinds, as a file or as rows to read and mend."""

    file = FileField(_l("Archivo CSV"))
    rows = TextAreaField(_l("Filas"))

    def take_file(self) -> None:
        """Show what is in a file as rows, so that they can be mended before they come in."""
        sent = self.file.data
        raw = sent.read(MOST_BYTES + 1) if sent and sent.filename else b""
        if len(raw) > MOST_BYTES:
            self.refuse("file", _("El archivo es demasiado grande. Divídalo en partes."))
        elif raw:
            self.rows.data, self.rows.raw_data = canonical(_text(raw)), None

    def lines(self, listed: Collection[str]) -> list[Line]:
        """The rows with what is wrong in each; `listed` are the folded names of the office."""
        found = _rows(self.rows.data or "")
        if len(found) > MOST_ROWS:
            self.refuse("rows", _("Son demasiadas filas. Divídalas en partes de 1000."))
            return []
        seen: set[str] = set()
        lines = []
        for number, name, kind in found:
            lines.append(_line(number, name, kind, listed, seen))
            seen.add(fold(name))
        return lines


def _line(number: int, name: str, kind: str, listed: Collection[str], seen: set[str]) -> Line:
    known = KINDS.get(kind.casefold())
    if not fold(name).strip():
        return Line(number, name, known, _("Falta el nombre."))
    if len(name) > NAME_LIMIT:
        return Line(number, name, known, _("El nombre es demasiado largo."))
    if known is None:
        return Line(number, name, None, _("No conocemos esa clase: empresa, autoridad u otra."))
    if fold(name) in seen:
        return Line(number, name, known, _("Está dos veces en estas filas."))
    if fold(name) in listed:
        return Line(number, name, known, _("La oficina ya la tiene en su lista."))
    return Line(number, name, known)


def _rows(text: str) -> list[tuple[int, str, str]]:
    """Number, name and kind of each row; a first row of headings is none."""
    sample = text.split("\n", 1)[0]
    delimiter = max(";\t,", key=sample.count)
    found = []
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
        cells = [" ".join(cell.split()) for cell in row]
        if not any(cells) or (number == 1 and cells[0].casefold() in HEADS):
            continue
        found.append((number, cells[0], cells[1] if len(cells) > 1 else ""))
    return found


def _text(raw: bytes) -> str:
    """UTF-8, or what a spreadsheet of another age writes."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
