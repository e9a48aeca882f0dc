"""Spreadsheets of every format, made by hand where no library of ours writes them."""

import io
import struct
import zipfile
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, time
from xml.sax.saxutils import escape

import xlsxwriter

Made = Callable[[], bytes]

_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
    )
)
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def packed(parts: Mapping[str, str]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, part in parts.items():
            box.writestr(name, part)
    return out.getvalue()


# --- ODS --------------------------------------------------------------------------------------


def ods(sheets: Mapping[str, str], hidden: Collection[str] = (), manifest: str = "") -> bytes:
    """A workbook of LibreOffice: the rows of each sheet as XML, by its name."""
    tables = "".join(
        f'<table:table table:name="{name}"{_HIDDEN if name in hidden else ""}>{rows}</table:table>'
        for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}>'
        '<office:automatic-styles><style:style style:name="no" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    parts = {"mimetype": _ODS, "content.xml": content}
    return packed({**parts, "META-INF/manifest.xml": manifest or "<manifest/>"})


_HIDDEN = ' table:style-name="no"'


def ods_cell(value: str | int | float | date | time | None, more: str = "") -> str:
    """One cell of a workbook of LibreOffice."""
    if value is None:
        return f"<table:table-cell {more}/>"
    if isinstance(value, str):
        told, shown = 'office:value-type="string"', f"<text:p>{escape(value)}</text:p>"
    elif isinstance(value, date):
        told, shown = f'office:value-type="date" office:date-value="{value.isoformat()}"', ""
    elif isinstance(value, time):
        told, shown = f'office:value-type="time" office:time-value="{value:PT%HH%MM%SS}"', ""
    else:
        told, shown = f'office:value-type="float" office:value="{value}"', ""
    return f"<table:table-cell {told} {more}>{shown}</table:table-cell>"


def ods_rows(rows: Sequence[Sequence[str | int | float | date | time | None]]) -> str:
    """The rows of a sheet of LibreOffice."""
    return "".join(
        f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows
    )


def many_equal_cells() -> bytes:
    """A few bytes of ODS that stand for a hundred million cells with text."""
    cell = ods_cell("x", 'table:number-columns-repeated="16384"')
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return ods({"A": row})


# --- XLSX -------------------------------------------------------------------------------------


def xlsx_of(sheet: str) -> bytes:
    """A workbook whose only sheet is this XML."""
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "xl/workbook.xml": f'<workbook {_SHEET} xmlns:r="{_RELATIONS}"><sheets>'
            '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def far_cell() -> bytes:
    """A small XLSX with one cell in the last corner that Excel knows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, 1)
        sheet.write(1_048_575, 16_383, 1)
    return out.getvalue()


# --- XLS: a BIFF8 stream inside an OLE file -----------------------------------------------------


def xls(rows: Sequence[Sequence[str | int | float]], *, locked: bool = False) -> bytes:
    """A workbook of Excel 97 with one sheet."""
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 0x0600))
    password = _record(0x002F, struct.pack("<HHH", 0, 1, 1)) if locked else b""
    name = struct.pack("<BB", 1, 0) + b"A"
    before = len(begin) + len(password) + 4 + 6 + len(name) + 4
    bound = _record(0x0085, struct.pack("<IBB", before, 0, 0) + name)
    cells = b"".join(
        _xls_cell(line, column, value)
        for line, row in enumerate(rows)
        for column, value in enumerate(row)
    )
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 0x0600))
    end = _record(0x000A, b"")
    return _ole("Workbook", begin + password + bound + end + sheet + cells + end)


def _xls_cell(line: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", line, column, 0)
    if isinstance(value, str):
        text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
        return _record(0x0204, place + text)
    return _record(0x0203, place + struct.pack("<d", value))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


_SECTOR, _END, _FREE, _TABLE = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def _ole(name: str, stream: bytes) -> bytes:
    """An OLE file of one stream: the table of sectors, then the directory, then the stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(stream) // _SECTOR
    tables = 1
    while tables * 128 < tables + 1 + sectors:
        tables += 1
    first = tables + 1
    chain = [*range(first + 1, first + sectors), _END]
    entries = [*[_TABLE] * tables, _END, *chain]
    entries += [_FREE] * (tables * 128 - len(entries))
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    head += struct.pack("<HHHHH6xI", 0x3E, 3, 0xFFFE, 9, 6, 0)
    head += struct.pack("<IIIIIIII", tables, tables, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry(name, 2, first, len(stream))
    table = struct.pack(f"<{len(entries)}I", *entries)
    return head + table + directory.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, first: int, size: int, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", first, size)
