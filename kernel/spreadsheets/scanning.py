"""A look through a packed spreadsheet before a parser sees it.

A parser lays a sheet out in memory up to its last cell, so a few bytes that name a cell far away
cost gigabytes. Here every part is unpacked and counted as a stream, and every cell is asked where
it stands; what the parser does not tell (merged cells of ODS, formulas without a value) is noted on
the way. No entity is ever read: a part that declares any is refused.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import normpath
from typing import Protocol
from xml.parsers import expat

from kernel.cleaning.cleaned import NotTaken
from kernel.spreadsheets import limits
from kernel.spreadsheets.books import Fault, Kind, Merge
from kernel.spreadsheets.limits import LIST, Extent

_PIECE = 64 * 1024
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.I)
_FAULT = re.compile(r"#[A-ZÁÉÍÓÚÑ0-9/!?¡¿]+|Err:\d{3}")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, ValueError, NotImplementedError,
)  # fmt: skip
_COUNT = re.compile(r"[0-9]{1,9}")


@dataclass
class Noted:
    """What a look through one sheet found: rows and columns from 0."""

    faults: dict[tuple[int, int], Fault] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)


class Watch(Protocol):
    """Who follows the elements of one part."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text stands inside."""


def scan(data: bytes, kind: Kind, extent: Extent = LIST) -> dict[str, Noted]:
    """What was noted of each sheet, by name; NotTaken when the file is not fit to be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if len(packed.infolist()) > limits.MOST_PARTS:
                raise NotTaken("sheet-too-complex")
            look = _scan_ods if kind is Kind.ODS else _scan_xlsx
            return look(packed, extent)
    except _BROKEN:
        raise NotTaken("sheet-broken") from None
    except RuntimeError:  # zipfile says so of a part that is encrypted
        raise NotTaken("sheet-locked") from None


def place_of(reference: str) -> tuple[int, int]:
    """Row and column, from 0, of a reference such as "AB12"."""
    found = _PLACE.fullmatch(reference)
    if found is None:
        raise NotTaken("sheet-broken")
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def within(row: int, column: int, extent: Extent) -> None:
    """Refuse a cell that stands too far away."""
    if row >= extent.rows:
        raise NotTaken("sheet-too-many-rows")
    if column >= extent.columns:
        raise NotTaken("sheet-too-wide")


def follow(pieces: Iterator[bytes], watch: Watch) -> None:
    """Lead `watch` through a part, if it is XML."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, found: watch.start(name.rpartition(" ")[2], found)
    parser.EndElementHandler = lambda name: watch.end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = watch.text
    parser.StartDoctypeDeclHandler = _no_doctype
    first = next(pieces, b"")
    if not first.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        for _ in pieces:  # a picture: only its size counts
            pass
        return
    try:
        parser.Parse(first)
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]:
            raise MemoryError from None
        raise


def _no_doctype(*_declared: object) -> None:
    raise NotTaken("sheet-broken")


class _Unpacking:
    """The parts of a file, unpacked piece by piece, all of them together within the limit."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        self.left = limits.LARGEST_UNPACKED

    def pieces(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        with self.packed.open(part) as opened:
            while piece := opened.read(_PIECE):
                self.left -= len(piece)
                if self.left < 0:
                    raise NotTaken("sheet-too-complex")
                yield piece


# --- XLSX -------------------------------------------------------------------------------------


def _scan_xlsx(packed: zipfile.ZipFile, extent: Extent) -> dict[str, Noted]:
    """Any part may be named as a sheet, so every part is looked through as one."""
    unpacking = _Unpacking(packed)
    watches: dict[str, _CellsOfXlsx] = {}
    for part in packed.infolist():
        watches[part.filename] = watch = _CellsOfXlsx(extent)
        follow(unpacking.pieces(part), watch)
    targets = watches.get("xl/_rels/workbook.xml.rels", _CellsOfXlsx(extent)).targets
    found = {}
    for name, relation in watches["xl/workbook.xml"].sheets:
        watch = watches.get(_part_of(targets.get(relation, "")), _CellsOfXlsx(extent))
        found[name] = Noted(watch.faults)
    return found


def _part_of(target: str) -> str:
    return target[1:] if target.startswith("/") else normpath(f"xl/{target}")


class _CellsOfXlsx:
    """Follows a part of an XLSX: where its cells stand, which formulas have no value."""

    def __init__(self, extent: Extent) -> None:
        self.extent = extent
        self.faults: dict[tuple[int, int], Fault] = {}
        self.sheets: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}
        self.cells = 0
        self.row, self.column = -1, -1
        self.kind, self.formula, self.value, self.listening = "", False, "", False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
        elif name in {"v", "is", "f"}:
            self._content(name)
        elif name == "sheet":
            self.sheets.append((attributes.get("name", ""), _relation(attributes)))
        elif name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def _cell(self, attributes: dict[str, str]) -> None:
        self.column += 1
        if "r" in attributes:
            self.row, self.column = place_of(attributes["r"])
        self.kind, self.formula, self.value = attributes.get("t", "n"), False, ""

    def _content(self, name: str) -> None:
        within(self.row, self.column, self.extent)
        self.cells += 1
        if self.cells > self.extent.cells:
            raise NotTaken("sheet-too-complex")
        self.formula = self.formula or name == "f"
        self.listening = name == "v"

    def text(self, text: str) -> None:
        if self.listening:
            self.value += text

    def end(self, name: str) -> None:
        if name == "v":
            self.listening = False
        elif name == "c":
            if self.kind == "e":
                self.faults[self.row, self.column] = Fault(self.value)
            elif self.formula and not self.value and self.kind != "str":
                self.faults[self.row, self.column] = Fault()


def _relation(attributes: dict[str, str]) -> str:
    """The `r:id` of a sheet, in the older or the stricter namespace."""
    return next((value for name, value in attributes.items() if name.endswith(" id")), "")


# --- ODS --------------------------------------------------------------------------------------


def _scan_ods(packed: zipfile.ZipFile, extent: Extent) -> dict[str, Noted]:
    unpacking = _Unpacking(packed)
    found: dict[str, Noted] = {}
    for part in packed.infolist():
        watch = _CellsOfOds(extent)
        follow(unpacking.pieces(part), watch)
        if watch.locked:
            raise NotTaken("sheet-locked")
        if part.filename == "content.xml":
            found = watch.sheets
    return found


_VALUES = {
    "value-type", "value", "string-value", "date-value", "time-value", "boolean-value",
}  # fmt: skip
"""Any of these makes a cell that a parser keeps."""


class _CellsOfOds:
    """Follows a part of an ODS: a cell or a row may stand for many that are equal."""

    def __init__(self, extent: Extent) -> None:
        self.extent = extent
        self.sheets: dict[str, Noted] = {}
        self.locked = False
        self.noted = Noted()
        self.row, self.rows, self.column, self.columns = 0, 1, 0, 1
        self.filled = self.valued = self.row_filled = self.formula = False
        self.shown = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "p":
            self.filled = True
        elif name in {"table-cell", "covered-table-cell"}:
            self._cell(_local(attributes))
        elif name == "table-row":
            self.rows = _times(_local(attributes), "number-rows-repeated")
            self.column, self.row_filled = 0, False
        elif name == "table":
            self.noted = Noted()
            self.sheets[_local(attributes).get("name", "")] = self.noted
            self.row = 0
        elif name == "encryption-data":
            self.locked = True

    def _cell(self, said: dict[str, str]) -> None:
        self.columns = _times(said, "number-columns-repeated")
        self.formula = "formula" in said
        self.filled = self.formula or bool(said.keys() & _VALUES)
        self.valued = "value-type" in said
        self.shown = ""
        down, across = _times(said, "number-rows-spanned"), _times(said, "number-columns-spanned")
        if (down > 1 or across > 1) and len(self.noted.merges) < limits.MOST_ROWS:
            self.noted.merges.append(
                Merge(self.row, self.column, self.row + down - 1, self.column + across - 1)
            )

    def text(self, text: str) -> None:
        if self.formula and len(self.shown) < 20:
            self.shown += text

    def end(self, name: str) -> None:
        if name in {"table-cell", "covered-table-cell"}:
            self._cell_ends()
        elif name == "table-row":
            if self.row_filled:
                within(self.row + self.rows - 1, 0, self.extent)
            self.row += self.rows

    def _cell_ends(self) -> None:
        if self.filled:
            within(self.row, self.column + self.columns - 1, self.extent)
            self.row_filled = True
        if self.formula and _FAULT.fullmatch(self.shown.strip()):
            self.noted.faults[self.row, self.column] = Fault(self.shown.strip())
        elif self.formula and not self.valued and not self.shown:
            self.noted.faults[self.row, self.column] = Fault()
        self.column += self.columns
        self.formula = self.filled = False


def _local(attributes: dict[str, str]) -> dict[str, str]:
    return {name.rpartition(" ")[2]: value for name, value in attributes.items()}


def _times(said: dict[str, str], what: str) -> int:
    """How many times a cell or a row stands there; a number that is none is too many."""
    number = said.get(what, "1")
    return max(int(number), 1) if _COUNT.fullmatch(number) else 10**9
