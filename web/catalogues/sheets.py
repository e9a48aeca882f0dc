"""A catalogue as a sheet for the people who review it, and their sheet back again.

Text only ever travels as text: no cell becomes a formula here or in the reviewer's program.
"""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import polib
import xlsxwriter
from python_calamine import CalamineWorkbook

from kernel.text import canonical, csv_cell, text_of_cell
from web.catalogues import glossary
from web.catalogues.gates import slots, text_faults
from web.catalogues.parts import Part, part_of
from web.catalogues.reviews import Review, mark, state_of

HEADINGS = ("Clave", "Castellano", "Contexto", "Glosario", "Traducción", "Estado", "Revisó")
STATES = ("sin revisar", "revisado")
_WIDTHS = (14, 50, 30, 30, 50, 12, 24)
_TO_FILL = ("Traducción", "Estado", "Revisó")


class Format(StrEnum):
    """The kinds of sheet that reviewers may ask for."""

    csv = "csv"
    xlsx = "xlsx"


@dataclass(frozen=True)
class Row:
    """One sentence, or one plural form of it, as a reviewer sees it."""

    key: str
    source: str
    context: str
    glossary: str
    translation: str
    state: str
    reviewer: str


class Refused(NamedTuple):
    """A row that was not taken over, and why."""

    number: int
    source: str
    why: str


class Taken(NamedTuple):
    """What became of a sheet: sentences changed, sentences confirmed, rows refused."""

    changed: int
    reviewed: int
    refused: list[Refused]


def rows(catalogue: polib.POFile, part: Part | None = None) -> Iterator[Row]:
    """The sheet of `catalogue`, of one part or of all."""
    for entry in catalogue:
        if part is None or part_of(entry) is part:
            yield from _rows_of(entry)


def _rows_of(entry: polib.POEntry) -> Iterator[Row]:
    review = state_of(entry) or Review()
    files = ", ".join(file for file, _ in entry.occurrences)
    for number, text in enumerate(slots(entry)):
        yield Row(
            key=_key(entry, number),
            source=_source(entry, number),
            context="\n".join(filter(None, (entry.comment, entry.msgctxt, files))),
            glossary="; ".join(glossary.hits(entry.msgid)),
            translation=text,
            state=STATES[1] if review.reviewer else STATES[0],
            reviewer=review.reviewer or "",
        )


def _source(entry: polib.POEntry, slot: int) -> str:
    return entry.msgid if slot == 0 else entry.msgid_plural


def _key(entry: polib.POEntry, slot: int) -> str:
    """Names the sentence and its exact Spanish: when the Spanish changes, so does the key."""
    whole = "\0".join((entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""))
    return f"{hashlib.sha256(whole.encode()).hexdigest()[:12]}-{slot}"


def as_csv(sheet: list[Row]) -> bytes:
    """The sheet as UTF-8 text with a mark that makes spreadsheets read the ñ."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    writer.writerows([csv_cell(cell) for cell in astuple(row)] for row in sheet)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheet: list[Row]) -> bytes:
    """The sheet as a workbook; only what a reviewer fills in can be changed."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("Revisión")
    look = {"text_wrap": True, "valign": "top", "num_format": "@", "quote_prefix": True}
    fixed, open_ = book.add_format(look), book.add_format({**look, "locked": False, "border": 1})
    heading = book.add_format({"bold": True, "bottom": 2})
    for column, (title, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, title, heading)
        for line, row in enumerate(sheet, start=1):
            shape = open_ if title in _TO_FILL else fixed
            page.write_string(line, column, astuple(row)[column], shape)
    states = HEADINGS.index("Estado")
    page.data_validation(
        1, states, max(1, len(sheet)), states, {"validate": "list", "source": list(STATES)}
    )
    page.freeze_panes(1, 2)
    page.protect(
        options={"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
    )
    book.close()
    return out.getvalue()


def read(kind: Format, content: bytes) -> list[Row]:
    """The rows of a sheet that came back; ValueError when it is not one of ours."""
    table = _xlsx_table(content) if kind is Format.xlsx else _csv_table(content)
    if not table or tuple(table[0][: len(HEADINGS)]) != HEADINGS:
        raise ValueError("la primera fila no tiene los títulos de esta hoja")
    padded = ((line + [""] * len(HEADINGS))[: len(HEADINGS)] for line in table[1:] if any(line))
    return [Row(*line) for line in padded]


def _xlsx_table(content: bytes) -> list[list[str]]:
    page = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return [[str(cell) for cell in line] for line in page.to_python()]


def _csv_table(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    # A spreadsheet in Spanish saves with the separator of its country.
    separator = max(",;\t", key=text.split("\n", 1)[0].count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return [[text_of_cell(cell) for cell in line] for line in lines]


def take_over(catalogue: polib.POFile, language: str, sheet: list[Row], day: date) -> Taken:
    """Write what reviewers changed and confirmed into `catalogue`; refuse what would break it."""
    known = {
        _key(entry, slot): (entry, slot) for entry in catalogue for slot in range(len(slots(entry)))
    }
    changed, reviewed, refused = 0, 0, []
    for number, row in enumerate(sheet, start=2):
        why = _objections(known.get(row.key), language, row)
        if why:
            refused.append(Refused(number, row.source, "; ".join(why)))
            continue
        entry, slot = known[row.key]
        news, confirmed = _write(entry, slot, row, day)
        changed, reviewed = changed + news, reviewed + confirmed
    return Taken(changed, reviewed, refused)


def _objections(place: tuple[polib.POEntry, int] | None, language: str, row: Row) -> list[str]:
    if place is None:
        return ["el castellano cambió o ya no se usa: pida una hoja nueva"]
    if row.source != _source(*place):
        return ["el castellano de la hoja fue modificado"]
    if row.state not in STATES:
        return [f"estado desconocido: {row.state}"]
    if row.state == STATES[1] and not _name(row):
        return ["falta el nombre de quien revisó"]
    text = canonical(row.translation)
    return text_faults(language, place[0], text) if text else []


def _name(row: Row) -> str:
    return " ".join(canonical(row.reviewer).replace(",", " ").split())


def _write(entry: polib.POEntry, slot: int, row: Row, day: date) -> tuple[bool, bool]:
    """Whether the text changed and whether a review was added."""
    text = canonical(row.translation)
    before = state_of(entry) or Review()
    news = bool(text) and text != slots(entry)[slot]
    if news and entry.msgid_plural:
        entry.msgstr_plural[slot] = text
    elif news:
        entry.msgstr = text
    confirmed = row.state == STATES[1] and (news or before.reviewer != _name(row))
    if confirmed:
        mark(entry, Review(_name(row), day))
    elif news:
        mark(entry, Review())
    return news, confirmed
