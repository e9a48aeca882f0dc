"""A list of places as a sheet: how it is read, what may be wrong with it, how it is written.

Columns: code, name, parent, level, and, if there are any, names in Quechua. UTF-8 with or without
its mark, UTF-16 with its mark, else Windows-1252; separated by commas, semicolons or tabs.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kernel.text import canonical, csv_cell, fold, text_of_cell
from territory.places import (
    LIES_IN,
    LOCAL_CODE,
    Level,
    departments,
    local_code,
    order_of,
    whole_code,
)

COLUMNS = ("code", "name", "parent", "level", "name_qu")
MOST_ROWS = 100_000
LONGEST_NAME = 120

_HEADINGS = {
    "code": "code", "codigo": "code", "ubigeo": "code",
    "name": "name", "nombre": "name",
    "parent": "parent", "superior": "parent", "codigo superior": "parent", "parent code": "parent",
    "level": "level", "nivel": "level",
    "name qu": "name_qu", "nombre quechua": "name_qu", "nombre en quechua": "name_qu",
    "name in quechua": "name_qu", "quechua": "name_qu",
}  # fmt: skip

_LEVELS = {
    **{level.value: level for level in Level if level is not Level.DEPARTMENT},
    "2": Level.PROVINCE, "provincia": Level.PROVINCE, "canton": Level.PROVINCE,
    "3": Level.DISTRICT, "distrito": Level.DISTRICT, "comuna": Level.DISTRICT,
    "parroquia": Level.DISTRICT,
    "4": Level.COMMUNITY, "comunidad": Level.COMMUNITY,
}  # fmt: skip


class Problem(StrEnum):
    """What may be wrong with a sheet or one of its rows. Its words stand in `territory.words`."""

    CODE = "code"
    EMPTY = "empty"
    FORMULA = "formula"
    HEADINGS = "headings"
    LEVEL = "level"
    NAME_LONG = "name-long"
    NAME_MISSING = "name-missing"
    NOT_TEXT = "not-text"
    PARENT = "parent"
    PARENT_LEVEL = "parent-level"
    PARENT_ZERO = "parent-zero"
    TOO_MANY = "too-many"
    TWICE = "twice"


@dataclass(frozen=True)
class Row:
    """One place as a sheet says it; `code` and `parent` are whole codes."""

    line: int
    code: str
    name: str
    parent: str
    level: Level
    name_qu: str = ""


@dataclass(frozen=True)
class Fault:
    """Something wrong in a line of the sheet (0: with the whole of it), and what stands there."""

    line: int
    problem: Problem
    said: str = ""


@dataclass(frozen=True)
class Sheet:
    """What could be read of a sheet, and what could not."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def levels(self) -> list[Level]:
        """The levels that it speaks for, from wide to narrow."""
        found = {row.level for row in self.rows}
        return [level for level in Level if level in found]


class NotText(ValueError):  # noqa: N818 - a fact about a file
    """These bytes are no sheet: perhaps a workbook or a picture."""


def text_of(raw: bytes) -> str:
    """The text of a file, in whichever of the usual encodings it was written."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(raw, "utf-16")
    if b"\x00" in raw or raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise NotText
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise NotText from None


def read(country: str, text: str) -> Sheet:
    """The rows of a sheet of one country, with every fault that shows without the present list."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        headings = [_HEADINGS.get(_plain(cell)) for cell in next(lines, [])]
        if not {"code", "name", "parent", "level"} <= set(headings):
            return Sheet(faults=[Fault(1, Problem.HEADINGS)])
        return _read_rows(country, headings, lines)
    except csv.Error:
        return Sheet(faults=[Fault(lines.line_num, Problem.NOT_TEXT)])


def _read_rows(country: str, headings: list[str | None], lines: Iterable[list[str]]) -> Sheet:
    sheet, seen = Sheet(), set[str]()
    for line, cells in enumerate(lines, 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(sheet.rows) + len(sheet.faults) >= MOST_ROWS:
            return Sheet(faults=[Fault(line, Problem.TOO_MANY)])
        said = {name: cell for name, cell in zip(headings, cells, strict=False) if name}
        row = _row(country, line, said)
        if isinstance(row, Row) and row.code in seen:
            row = Fault(line, Problem.TWICE, local_code(row.code))
        if isinstance(row, Row):
            seen.add(row.code)
            sheet.rows.append(row)
        else:
            sheet.faults.append(row)
    if not sheet.rows and not sheet.faults:
        sheet.faults.append(Fault(0, Problem.EMPTY))
    return sheet


def _row(country: str, line: int, said: Mapping[str, str]) -> Row | Fault:
    """One line of the sheet, or the first thing that is wrong with it."""
    cells = {name: _kept(said.get(name, "")) for name in COLUMNS}
    level = _LEVELS.get(_plain(cells["level"]))
    if level is None:
        return Fault(line, Problem.LEVEL, _short(cells["level"]))
    code = whole_code(country, cells["code"])
    if not LOCAL_CODE.fullmatch(local_code(code)):
        return Fault(line, Problem.CODE, _short(cells["code"]))
    for name in (cells["name"], cells["name_qu"] or cells["name"]):
        if problem := _problem_of_name(name):
            return Fault(line, problem, _short(name))
    parent = _parent(country, level, cells["parent"])
    return Row(line, code, cells["name"], parent, level, cells["name_qu"])


def _problem_of_name(name: str) -> Problem | None:
    if not any(letter.isalnum() for letter in name):
        return Problem.NAME_MISSING
    if len(name) > LONGEST_NAME:
        return Problem.NAME_LONG
    if csv_cell(name) != name:
        return Problem.FORMULA
    return None


def _parent(country: str, level: Level, said: str) -> str:
    """The whole code of the place in which it lies; a department by its ISO code or its name."""
    if level is not Level.PROVINCE:
        return whole_code(country, said)
    for division in departments(country):
        if said.upper() in {division.code, division.code.partition("-")[2]}:
            return division.code
    wanted = fold(said)
    return next((one.code for one in departments(country) if fold(one.name) == wanted), said)


def faults_among(
    country: str, rows: Iterable[Row], standing: Mapping[str, Level]
) -> Iterator[Fault]:
    """What is wrong with the parents: `standing` are the places that are there beside the sheet."""
    rows = list(rows)
    known = {**standing, **{row.code: row.level for row in rows}}
    for row in rows:
        level = known.get(row.parent)
        if level is None:
            padded = whole_code(country, f"0{local_code(row.parent)}")
            problem = Problem.PARENT_ZERO if padded in known else Problem.PARENT
            yield Fault(row.line, problem, _short(local_code(row.parent)))
        elif level not in LIES_IN[row.level]:
            yield Fault(row.line, Problem.PARENT_LEVEL, _short(local_code(row.parent)))


def write(rows: Iterable[Row]) -> str:
    """The same rows as text, as they can be read again."""
    kept = io.StringIO()
    sheet = csv.writer(kept, lineterminator="\r\n")
    sheet.writerow(COLUMNS)
    for row in rows:
        cells = (local_code(row.code), row.name, local_code(row.parent), row.level, row.name_qu)
        sheet.writerow([csv_cell(cell) for cell in cells])
    return kept.getvalue()


def _separator(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _plain(cell: str) -> str:
    """A heading or level without accents, case and the marks that people put around it."""
    letters = order_of(cell).replace("_", " ").replace("-", " ")
    return " ".join(letters.strip(' "\ufeff').split())


def _kept(cell: str) -> str:
    return " ".join(canonical(text_of_cell(cell.strip())).split())


def _short(said: str) -> str:
    return said if len(said) <= 40 else f"{said[:39]}…"
