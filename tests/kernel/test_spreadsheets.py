"""A spreadsheet that somebody sends is read by a child, or refused with one clear reason."""

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import asdict
from datetime import date, datetime, time

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kernel.cleaning.confinement import Walls
from kernel.errors import BadInput
from kernel.files.child import CODE
from kernel.spreadsheets import limits, reading, writing
from kernel.spreadsheets.books import Book, Fault, Kind, Merge, Sheet, as_plain, of_plain
from kernel.spreadsheets.mending import mended
from tests.factories import spreadsheets

NASTY = ['=HYPERLINK("http://x","y")', "@SUM(1)", "+51 987 654 321", "-1", "'", "k'anchaʼ", "a\nb"]


def read(data: bytes, name: str = "") -> Book:
    return reading.read(io.BytesIO(data), name)


def refused(data: bytes, name: str = "") -> str:
    with pytest.raises(BadInput) as refusal:
        read(data, name)
    return refusal.value.code


def rows(data: bytes, name: str = "") -> list[tuple[object, ...]]:
    (sheet,) = read(data, name).sheets
    return list(sheet.rows)


def test_xlsx_gives_plain_values_merged_cells_and_hidden_sheets() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    day, hour = (book.add_format({"num_format": look}) for look in ("dd/mm/yyyy", "hh:mm"))
    first = book.add_worksheet("Día 1")
    first.write_row(1, 1, ["Ñusta", 7.0, 1.5, True])
    first.write_datetime(2, 0, datetime(2025, 3, 13), day)  # noqa: DTZ001 - a cell has no zone
    first.write_datetime(2, 1, time(8, 30), hour)
    first.write_formula(2, 2, "=1/0", None, "#DIV/0!")
    first.write_formula(2, 3, "=B1", None, "")
    first.merge_range(4, 0, 6, 1, "Comunidad")
    book.add_worksheet("Día 2").hide()
    book.add_chartsheet("Figura")
    book.close()
    found = read(out.getvalue(), "lista.xlsx")
    assert found.kind is Kind.XLSX
    assert [(sheet.name, sheet.hidden) for sheet in found.sheets] == [
        ("Día 1", False),
        ("Día 2", True),
    ]
    assert found.sheets[0].rows == (
        (),
        (None, "Ñusta", 7, 1.5, True),
        (date(2025, 3, 13), time(8, 30), Fault("#DIV/0!"), Fault("")),
        (),
        ("Comunidad",),
    )
    assert type(found.sheets[0].rows[1][2]) is int
    assert found.sheets[0].merges == (Merge(4, 0, 4, 1),)


def test_ods_gives_the_same() -> None:
    cells = "".join(
        (
            spreadsheets.ods_cell("Ñusta", 'table:number-rows-spanned="3"'),
            spreadsheets.ods_cell(7),
            spreadsheets.ods_cell(date(2025, 3, 13)),
            spreadsheets.ods_cell(time(8, 30)),
            spreadsheets.ods_cell("#DIV/0!", 'table:formula="of:=1/0"'),
            '<table:table-cell table:formula="of:=A1"/>',
            '<table:table-cell table:number-columns-repeated="16378"/>',
        )
    )
    row = f"<table:table-row>{cells}</table:table-row>"
    blank = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    found = read(spreadsheets.ods({"Uno": row + blank, "Dos": row}, hidden={"Dos"}), "lista.ods")
    assert found.kind is Kind.ODS
    assert [(sheet.name, sheet.hidden) for sheet in found.sheets] == [("Uno", False), ("Dos", True)]
    assert found.sheets[0].rows == (
        ("Ñusta", 7, date(2025, 3, 13), time(8, 30), Fault("#DIV/0!"), Fault("")),
    )
    assert found.sheets[0].merges == (Merge(0, 0, 0, 0),)


def test_the_old_xls_is_read_too() -> None:
    data = spreadsheets.xls([["Nombre", "DNI"], ["José", 41234567]])
    assert rows(data, "lista.xls") == [("Nombre", "DNI"), ("José", 41234567)]
    assert read(data).kind is Kind.XLS


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Nombre,DNI\nJosé,1", "utf-8"),
        ("Nombre;DNI\r\nJosé;1\r\n", "utf-8-sig"),
        ("Nombre\tDNI\nJosé\t1", "utf-16"),
        ("Nombre|DNI\nJosé|1", "cp1252"),
        ('"Nombre";"DNI"\n"José";"1"', "cp1252"),
    ],
)
def test_csv_is_read_in_the_encodings_and_with_the_separators_that_programs_write(
    text: str, encoding: str
) -> None:
    assert rows(text.encode(encoding), "a.csv") == [("Nombre", "DNI"), ("José", "1")]


def test_csv_says_its_separator_and_breaks_lines_inside_quotes() -> None:
    text = 'sep=;\r\nNombre;Monto;Nota\r\n"QUISPE, José";1,5;"una\r\ndos"\r\n\r\nRosa;2;'
    found = rows(text.encode("utf-8-sig"), "a.csv")
    assert found == [
        (),
        ("Nombre", "Monto", "Nota"),
        ("QUISPE, José", "1,5", "una\r\ndos"),
        (),
        ("Rosa", "2"),
    ]


def test_commas_inside_names_do_not_cut_a_list_with_semicolons() -> None:
    text = "N;Nombre\n1;QUISPE, José\n2;MAMANI, Rosa\n3;HUAMÁN, Ana"
    assert {len(row) for row in rows(text.encode())} == {2}
    assert rows(text.encode())[1] == ("1", "QUISPE, José")


def test_text_that_was_encoded_twice_is_put_right_and_said() -> None:
    (sheet,) = read("Nombre;NÂ°\nJosÃ© Ã\x91uÃ±ez;1\nRosa;2".encode(), "a.csv").sheets
    assert sheet.rows[:2] == (("Nombre", "N°"), ("José Ñuñez", "1"))
    assert sheet.mended == (0, 1)


@given(st.text(alphabet="áéíóúñÑÁÍ’ʼü°º½ abcQ", max_size=30))
def test_mending_finds_back_what_was_encoded_twice(text: str) -> None:
    twice = "".join(
        bytes((byte,)).decode("cp1252") if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else chr(byte)
        for byte in text.encode()
    )
    assert mended(twice) == text
    assert mended(text) == text


def pages() -> list[writing.Page]:
    texts: list[list[writing.Value]] = [[text, 5, date(2025, 3, 13)] for text in NASTY]
    return [
        writing.Page(
            "Lista: [1]/2",
            ["Texto", "=Número", "Fecha"],
            [*texts, ["", None, None], ["x", 1.5, None]],
        )
    ]


def test_what_is_written_is_inert_and_read_back_the_same() -> None:
    xlsx, table = writing.as_xlsx(pages()), writing.as_csv(pages()[0])
    with zipfile.ZipFile(io.BytesIO(xlsx)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    assert [row[0] for row in rows(xlsx, "a.xlsx")[1:8]] == NASTY
    assert [row[0] for row in rows(table, "a.csv")[1:8]] == NASTY
    assert rows(xlsx)[0] == rows(table)[0] == ("Texto", "=Número", "Fecha")
    assert rows(xlsx)[1][1:] == (5, date(2025, 3, 13))
    assert b"\n=" not in table.replace(b"\r", b"")
    assert table.startswith(b"\xef\xbb\xbf")


def test_the_same_content_gives_the_same_bytes() -> None:
    assert writing.as_xlsx(pages()) == writing.as_xlsx(pages())
    assert b"2000-01-01" in zipfile.ZipFile(io.BytesIO(writing.as_xlsx(pages()))).read(
        "docProps/core.xml"
    )


def test_tabs_have_names_that_excel_takes() -> None:
    names = ["Día: 1/2", "día  1 2", "x" * 40, "x" * 50, "'"]
    book = read(writing.as_xlsx([writing.Page(name, ["a"], []) for name in names]))
    assert [sheet.name for sheet in book.sheets] == [
        "Día  1 2",
        "día  1 2 2",
        "x" * 31,
        "x" * 29 + " 2",
        "1",
    ]


def test_a_book_goes_through_json_and_comes_back() -> None:
    row = ("a", 1, 1.5, True, date(2025, 1, 2), datetime(2025, 1, 2, 3, 4), time(5, 6))  # noqa: DTZ001
    sheet = Sheet("S", (row, (None, Fault("#N/A"))), True, (Merge(0, 0, 1, 1),), (1,))
    book = Book(Kind.ODS, (sheet,))
    assert of_plain(json.loads(json.dumps(as_plain(book)))) == book


# --- what is refused --------------------------------------------------------------------------


def xlsx(rows_: int = 2, columns: int = 2) -> bytes:
    return writing.as_xlsx(
        [writing.Page("Hoja", ["h"] * columns, [["x"] * columns for _ in range(rows_ - 1)])]
    )


def ole_with(name: str) -> bytes:
    return (
        bytes.fromhex("D0CF11E0A1B11AE1")
        + b"\0" * 504
        + "Root Entry".encode("utf-16-le")
        + name.encode("utf-16-le")
        + b"\0" * 512
    )


ENCRYPTED_ODS = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
    "</manifest:file-entry></manifest:manifest>"
)

_MANY_TIMES = 'table:number-columns-repeated="99999999999"'

REFUSED: dict[str, tuple[spreadsheets.Made, str, str]] = {
    "xls renamed": (lambda: spreadsheets.xls([["a", "b"]]), "lista.xlsx", "sheet-renamed"),
    "xlsx renamed": (xlsx, "lista.xls", "sheet-renamed"),
    "text renamed": (lambda: b"a\tb\n1\t2", "lista.xls", "sheet-renamed"),
    "html as xls": (lambda: b"\n<HTML><table><tr><td>a", "lista.xls", "sheet-html"),
    "html in utf-16": (lambda: "<table><tr>".encode("utf-16"), "lista.xls", "sheet-html"),
    "xlsx with password": (lambda: ole_with("EncryptedPackage"), "lista.xlsx", "sheet-locked"),
    "xls with password": (lambda: spreadsheets.xls([["a"]], locked=True), "a.xls", "sheet-locked"),
    "ods with password": (
        lambda: spreadsheets.ods({"A": ""}, manifest=ENCRYPTED_ODS),
        "a.ods",
        "sheet-locked",
    ),
    "truncated xlsx": (lambda: xlsx()[:-400], "lista.xlsx", "sheet-broken"),
    "truncated xls": (lambda: spreadsheets.xls([["a", "b"]])[:700], "lista.xls", "sheet-broken"),
    "nothing": (lambda: b"", "lista.xlsx", "sheet-empty"),
    "blank text": (lambda: b"\xef\xbb\xbf\r\n \r\n", "lista.csv", "sheet-empty"),
    "only separators": (lambda: b";;\n;;\n", "lista.csv", "sheet-empty"),
    "no cells": (lambda: writing.as_xlsx([writing.Page("A", [], [])]), "a.xlsx", "sheet-empty"),
    "pdf": (lambda: b"%PDF-1.7\n%...", "lista.xlsx", "sheet-not-a-sheet"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0", "lista.csv", "sheet-not-a-sheet"),
    "word": (lambda: ole_with("WordDocument"), "lista.xls", "sheet-not-a-sheet"),
    "too large": (lambda: b"a;b\n" * (limits.LARGEST // 4 + 1), "a.csv", "sheet-too-large"),
    "5,001 rows": (lambda: xlsx(rows_=5001), "lista.xlsx", "sheet-too-many-rows"),
    "5,001 lines": (lambda: b"a,b\n" * 5001, "lista.csv", "sheet-too-many-rows"),
    "101 columns": (lambda: xlsx(columns=101), "lista.xlsx", "sheet-too-wide"),
    "5,001 rows of xls": (
        lambda: spreadsheets.xls([["a"]] * 5001),
        "lista.xls",
        "sheet-too-many-rows",
    ),
    "entities": (
        lambda: spreadsheets.xlsx_of('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'),
        "lista.xlsx",
        "sheet-broken",
    ),
    "far cell": (spreadsheets.far_cell, "lista.xlsx", "sheet-too-many-rows"),
    "repeated cells": (spreadsheets.many_equal_cells, "lista.ods", "sheet-too-wide"),
    "repeated values without a type": (
        lambda: spreadsheets.ods(
            {
                "A": '<table:table-row table:number-rows-repeated="9999">'
                '<table:table-cell office:value="5"/></table:table-row>'
            }
        ),
        "lista.ods",
        "sheet-too-many-rows",
    ),
    "a number that is none": (
        lambda: spreadsheets.ods(
            {"A": f"<table:table-row>{spreadsheets.ods_cell('x', _MANY_TIMES)}</table:table-row>"}
        ),
        "lista.ods",
        "sheet-too-wide",
    ),
    "unpacks to more": (
        lambda: spreadsheets.xlsx_of("<worksheet/>" + " " * limits.LARGEST_UNPACKED),
        "lista.xlsx",
        "sheet-too-complex",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_with_one_clear_reason(case: str) -> None:
    made, name, code = REFUSED[case]
    assert refused(made(), name) == code


def test_5000_rows_and_100_columns_are_read() -> None:
    assert len(rows(xlsx(rows_=5000), "a.xlsx")) == 5000
    assert len(rows(b"a,b\n" * 5000, "a.csv")) == 5000
    assert len(rows(xlsx(columns=100))[0]) == 100


MEASURED = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-s", "-m", "kernel.spreadsheets"], env={}, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.parametrize("bomb", [spreadsheets.far_cell, spreadsheets.many_equal_cells])
def test_a_bomb_costs_its_child_little(bomb: spreadsheets.Made) -> None:
    """It is refused before a parser lays it out: measured on the very process that read it."""
    order = {"ending": "", **asdict(limits.WALLS), **asdict(limits.LIST)}
    done = subprocess.run(
        [sys.executable, "-c", MEASURED],
        input=json.dumps(order).encode() + b"\n" + bomb(),
        capture_output=True,
        cwd=CODE,
        env={},
        check=True,
    )
    answer, used = done.stdout.splitlines()
    said = json.loads(answer)
    assert said["refused"] in {"sheet-too-many-rows", "sheet-too-wide"}
    kilobytes = int(used) if sys.platform == "linux" else int(used) // 1024
    assert kilobytes < 100 * 1024


def test_a_child_that_takes_too_long_or_too_much_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(limits, "WALL_SECONDS", 0.0)
        assert refused(xlsx(rows_=5000)) == "sheet-timed-out"
    monkeypatch.setattr(limits, "WALLS", Walls(cpu_seconds=20, memory_mb=1))
    assert refused((b"x," * 99 + b"x\n") * 5000) == "sheet-too-complex"


@pytest.mark.parametrize("said", [b"", b"nonsense\n", b"[]\n", b'{"book": 1'])
def test_a_child_that_was_taken_over_is_not_believed(
    said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Child:
        stdout = io.BytesIO(said)

    assert reading._answer(Child()) is None  # type: ignore[arg-type]


def test_what_is_no_book_is_not_taken_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for said in ({"book": 1}, {"book": {"kind": "exe", "sheets": []}}, {}):
        monkeypatch.setattr(reading, "_said", lambda *_args, said=said: said)
        assert refused(b"a;b") == "sheet-broken"


def test_texts_that_every_cell_points_at_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    data = writing.as_xlsx([writing.Page("A", ["h"], [["x" * 30_000]] * 200)])
    assert len(data) < 100_000
    assert refused(data) == "sheet-too-complex"


def test_a_table_of_measurements_may_be_longer_than_a_list_of_people() -> None:
    data = b"2026-01-01,1\n" * 30_000
    assert len(reading.read(io.BytesIO(data), "serie.csv", limits.SERIES).sheets[0].rows) == 30_000
    assert refused(data) == "sheet-too-many-rows"
    for rows in (40_001, 1_000_000):
        with pytest.raises(BadInput, match="sheet-too-many-rows"):
            reading.read(io.BytesIO(b"1,2\n" * rows), "serie.csv", limits.SERIES)
