"""The messy attendance sheets of the region: each file with what must come of it, row by row."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import BadInput
from kernel.spreadsheets import reading, writing
from kernel.spreadsheets.books import Book, Kind, Sheet
from meetings.attendance_sheets import carrying, days, marks, names, numbers, traits, variants
from meetings.attendance_sheets.cells import whole_number
from meetings.attendance_sheets.plans import choices_of, examples, first_rows, plan_by, plan_of
from meetings.attendance_sheets.previews import content_digest, propose, read_again
from meetings.attendance_sheets.problems import Problem
from meetings.attendance_sheets.roles import role_of
from meetings.attendance_sheets.values import (
    Answers,
    Choices,
    Known,
    Mark,
    Person,
    Preview,
    Role,
    RowState,
    Setting,
    SheetChoice,
)
from meetings.kinds import AgeBand, DocumentKind, Sex, Signing, Tongue
from meetings.sheet_words import MARK
from meetings.words import AGE, SEX, SIGNING, TONGUE
from tests.factories import spreadsheets
from tests.factories.attendance import Line, csv, formula, xlsx
from tests.factories.spreadsheets import Made

STARTS = date(2025, 3, 13)
SETTING = Setting(STARTS)
HEADS = ["N°", "Apellidos y nombres", "DNI"]
INSTITUTION = ["Ana", "Luis", "Eva", "Zoe", "Rosa", "Rita", "Juan", "Pía"]


def book_of(data: bytes, name: str = "lista.xlsx") -> Book:
    return reading.read(io.BytesIO(data), name)


def people(*rows: Line) -> bytes:
    """A list of names and documents."""
    return xlsx([HEADS, *([number, *row] for number, row in enumerate(rows, start=1))])


def told(preview: Preview) -> list[str]:
    """Each row in one line: number, state, name or why it is none, what is to be looked at."""
    lines = []
    for row in preview.rows:
        what = row.person.name if row.person else row.not_person
        joined = f"= {row.joined_to}" if row.joined_to else ""
        problems = ", ".join(one.problem.value for one in row.problems)
        parts = (str(row.number), row.state.value, what, joined, problems)
        lines.append(" | ".join(part for part in parts if part))
    return lines


def proposed(preview: Preview) -> list[tuple[str, str, bool]]:
    return [(one.likeness.value, one.key, one.joined) for one in preview.proposals]


def person(preview: Preview, number: int, sheet: str | None = None) -> Person:
    """Who stands on a row of the file."""
    (found,) = (
        row.person
        for row in preview.rows
        if row.number == number and row.person and sheet in {None, row.sheet}
    )
    return found


# --- the table ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A messy file, and what must come of it."""

    file: Made
    rows: Sequence[str] = ()
    fields: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    """Row of the file → fields of the person there."""
    questions: Sequence[str] = ()
    sittings: Sequence[str] = ("all",)
    proposals: Sequence[tuple[str, str, bool]] = ()
    refused: str = ""
    name: str = "lista.xlsx"
    setting: Setting = SETTING


CASES = {
    "1 title rows, heads on row 9": Case(
        lambda: xlsx(
            [
                ["MUNICIPALIDAD DE SANTO TOMÁS"],
                ["Taller:", "Monitoreo del agua"],
                ["Lugar: Santo Tomás", None, None, "Fecha:", "13/03/2025"],
                [],
                ["Responsable", "Ana Ccori"],
                [],
                [],
                [],
                [*HEADS, "Cargo en la organización", "Comunidad"],
                [1, "QUISPE, José", 41234567, "Presidente", "Ccapacmarca"],
            ],
            merged=[(0, 0, 0, 4)],
        ),
        ["10 | new | QUISPE, José"],
        {10: {"document": "41234567", "position": "Presidente", "community": "Ccapacmarca"}},
    ),
    "2 two lines of heads, merged": Case(
        lambda: xlsx(
            [
                ["N°", "Nombre", "SEXO", None, "EDAD", None, None, "DNI"],
                [None, None, "F", "M", "18-29", "30-44", "60 a más"],
                [1, "Ana", "x", None, None, "x", None, 41234567],
                [2, "Luis", None, "X", None, None, 1, 41234568],
            ],
            merged=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 6), (0, 7, 1, 7)],
        ),
        ["3 | new | Ana", "4 | new | Luis"],
        {
            3: {"sex": Sex.WOMAN, "age": AgeBand.FROM_30, "document": "41234567"},
            4: {"sex": Sex.MAN, "age": AgeBand.FROM_60},
        },
    ),
    "2 two lines of heads, in a CSV": Case(
        lambda: csv([["N°", "Nombre", "SEXO", "", "DNI"], ["", "", "F", "M", ""], [1, "Ana", "x"]]),
        ["3 | new | Ana"],
        {3: {"sex": Sex.WOMAN}},
        name="lista.csv",
    ),
    "3 a column for each day": Case(
        lambda: xlsx(
            [
                ["Nombre", date(2025, 3, 13), "14-mar", "Sesión 3"],
                ["Ana", "x", None, "✓"],
                ["Luis", "NO", "P", time(8, 30)],
            ]
        ),
        ["2 | new | Ana", "3 | new | Luis"],
        {
            2: {
                "marks": {
                    "2025-03-13": Mark.PRESENT,
                    "2025-03-14": Mark.ABSENT,
                    "sesion-3": Mark.PRESENT,
                }
            },
            3: {"arrived": time(8, 30)},
        },
        sittings=("2025-03-13", "2025-03-14", "sesion-3"),
    ),
    "3 a day over morning and afternoon": Case(
        lambda: xlsx(
            [
                ["Nombre", "Jueves 13/03", None, "Día 2", None],
                [None, "Mañana", "Tarde", "Firma", "Hora de salida"],
                ["Ana", "x", None, "huella", "17:00"],
                ["Luis", None, "X", None, None],
            ],
            merged=[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)],
        ),
        ["3 | new | Ana", "4 | new | Luis"],
        {
            3: {
                "signing": Signing.THUMBPRINT,
                "left": time(17, 0),
                "marks": {
                    "2025-03-13-mañana": Mark.PRESENT,
                    "2025-03-13-tarde": Mark.ABSENT,
                    "dia-2": Mark.PRESENT,
                },
            }
        },
        sittings=("2025-03-13-mañana", "2025-03-13-tarde", "dia-2"),
    ),
    "4 marks with a legend; F under SEXO is no absence": Case(
        lambda: xlsx(
            [
                ["Nombre", "Sexo", "Día 1", "Día 2"],
                ["Ana", "F", "A", "F"],
                ["Luis", "M", "T", "J"],
                ["Eva", "F", "PP", "X"],
            ]
        ),
        [
            "2 | warning | Ana | mark_unknown",
            "3 | warning | Luis | mark_unknown, mark_unknown",
            "4 | warning | Eva | mark_unknown",
        ],
        {
            2: {"sex": Sex.WOMAN, "marks": {"dia-1": Mark.UNKNOWN, "dia-2": Mark.ABSENT}},
            4: {"marks": {"dia-1": Mark.UNKNOWN, "dia-2": Mark.PRESENT}},
        },
        questions=["mark:a", "mark:t", "mark:j", "mark:pp"],
        sittings=("dia-1", "dia-2"),
    ),
    "5 documents": Case(
        lambda: people(["Ana Ccori", 1234567.0], ["Luis Puma", "123456789"], ["Eva Taipe", "S/D"]),
        [
            "2 | warning | Ana Ccori | document_padded",
            "3 | warning | Luis Puma | document_not_dni",
            "4 | new | Eva Taipe",
        ],
        {
            2: {"document": "01234567", "document_kind": DocumentKind.DNI},
            3: {"document": "123456789", "document_kind": DocumentKind.OTHER},
            4: {"document": "", "document_kind": None},
        },
    ),
    "6 who may be one person": Case(
        lambda: people(
            ["QUISPE MAMANI, José", None],
            ["José Quispe Mamani", None],
            ["Ana Huamán", 41234567],
            ["Rosa Condori", 41234567],
            ["Luis Puma", 41234561],
            ["Luis Puma", 41234562],
            ["María Ccori", None],
            ["Mario Ccori", None],
        ),
        [
            "2 | new | QUISPE MAMANI, José",
            "3 | new | José Quispe Mamani",
            "4 | warning | Ana Huamán | document_conflict",
            "5 | error | Rosa Condori | document_conflict",
            "6 | warning | Luis Puma | same_name_other_document",
            "7 | warning | Luis Puma | same_name_other_document",
            "8 | new | María Ccori",
            "9 | new | Mario Ccori",
        ],
        proposals=[
            ("same_name", "0:2+0:3", False),
            ("conflict", "0:4+0:5", False),
            ("similar_name", "0:8+0:9", False),
        ],
    ),
    "7 the letters of Windows": Case(
        lambda: csv([HEADS, [1, "Ñahui Peña", 41234567]], ";", "cp1252"),
        ["2 | new | Ñahui Peña"],
        name="lista.csv",
    ),
    "7 encoded twice": Case(
        lambda: csv([HEADS, [1, "JosÃ© PeÃ±a", 41234567], [2, "Rosa", ""]]),
        ["2 | warning | José Peña | text_mended", "3 | new | Rosa"],
        name="lista.csv",
    ),
    "8 sep=, BOM, quoted lines, decimal comma": Case(
        lambda: 'sep=;\r\nNombre;Edad;Obs\r\n"Quispe, José";34,0;"dijo\r\nque sí"'.encode(
            "utf-8-sig"
        ),
        ["3 | new | Quispe, José"],
        {3: {"age": AgeBand.FROM_30, "observations": "dijo que sí"}},
        name="lista.csv",
    ),
    "9 dates as text, as serials, impossible": Case(
        lambda: xlsx(
            [
                ["Nombre", "Fecha de nacimiento"],
                ["Ana", "12/03/2007"],
                ["Luis", 34000],
                ["Eva", "31/02/1990"],
                ["Zoe", "15 de agosto de 2010"],
                ["Rosa", date(1960, 1, 1)],
                ["Rita", "hace años"],
            ]
        ),
        [
            "2 | new | Ana",
            "3 | new | Luis",
            "4 | error | Eva | date_impossible",
            "5 | new | Zoe",
            "6 | new | Rosa",
            "7 | warning | Rita | date_unreadable",
        ],
        {
            2: {"age": AgeBand.FROM_18},  # 18 on the day before: day first, not month
            3: {"age": AgeBand.FROM_30},
            5: {"age": AgeBand.UNDER_18},
            6: {"age": AgeBand.FROM_60},
            7: {"age": AgeBand.UNSAID},
        },
    ),
    "9 a date in each row": Case(
        lambda: xlsx(
            [
                ["Nombre", "Fecha", "Asistió"],
                ["Ana", date(2025, 3, 13), "x"],
                ["Ana", "14/03/25", "x"],
                ["Luis", 45730, "no"],
                ["Eva", "31/02/2025", "x"],
                ["Zoe", "ese día", "x"],
            ]
        ),
        [
            "2 | new | Ana",
            "3 | same | Ana | = 0:2",
            "4 | new | Luis",
            "5 | error | Eva | date_impossible",
            "6 | error | Zoe | date_unreadable",
        ],
        {
            2: {"marks": {"2025-03-13": Mark.PRESENT, "2025-03-14": Mark.PRESENT}},
            4: {"marks": {"2025-03-13": Mark.ABSENT, "2025-03-14": Mark.ABSENT}},
        },
        sittings=("2025-03-13", "2025-03-14"),
        proposals=[("other_day", "0:2+0:3", True)],
    ),
    "10 totals, notes, repeated heads": Case(
        lambda: xlsx(
            [
                HEADS,
                [1, "Ana Ccori", 41234567],
                HEADS,
                [2, "Luis Total Puma", 41234568],
                [3],
                ["TOTAL", None, 2],
                [None, "Total varones: 1"],
                ["Observaciones: ninguna"],
                ["____________________"],
                ["A = asistió, F = faltó"],
            ]
        ),
        [
            "2 | new | Ana Ccori",
            "3 | not_person | repeated_head",
            "4 | new | Luis Total Puma",
            "5 | not_person | number_only",
            "6 | not_person | total",
            "7 | not_person | total",
            "8 | not_person | note",
            "9 | not_person | note",
            "10 | not_person | note",
        ],
    ),
    "11 blank rows, numbers start again": Case(
        lambda: xlsx(
            [HEADS, [1, "Ana", 41234567], [], [None, ""], [1, "Luis", 41234568], [1, "Eva", None]]
        ),
        ["2 | new | Ana", "5 | new | Luis", "6 | new | Eva"],
    ),
    "12 a sheet for each day, one hidden": Case(
        lambda: xlsx(
            {
                "Día 1": [["Nombre", "DNI"], ["Ana", 41234567], ["Luis", None]],
                "Día 2": [["Nombre", "DNI"], ["ANA", 41234567], ["Eva", None]],
                "Día 3": [["Nombre"], ["Zoe"]],
                "Resumen": [["Participantes hubo", 3]],
            },
            hidden=["Día 3"],
        ),
        ["2 | new | Ana", "3 | new | Luis", "2 | same | ANA | = 0:2", "3 | new | Eva"],
        sittings=("2025-03-13", "2025-03-14"),
        proposals=[("other_day", "0:2+1:2", True)],
        setting=Setting(STARTS, days=(STARTS, date(2025, 3, 14))),
    ),
    "13 formulas without a value": Case(
        lambda: xlsx(
            [
                [*HEADS, "13-mar"],
                [formula("=A1+1"), "Ana Ccori", formula("=1/0", "#DIV/0!"), "x"],
                [2, formula("=B9"), 41234567, "x"],
                [3, "Luis Puma", 41234568, formula("=C1")],
                [formula("=A1+1", 4), formula("=B1", "Eva Taipe"), 41234569, "x"],
            ]
        ),
        [
            "2 | warning | Ana Ccori | cell_without_value",
            "3 | error | cell_without_value",
            "4 | error | Luis Puma | cell_without_value",
            "5 | new | Eva Taipe",
        ],
        {2: {"document": ""}},
        sittings=("2025-03-13",),
    ),
    "16 a merged institution": Case(
        lambda: xlsx(
            [
                ["Nombre", "Institución"],
                *([name, "ALAC" if name == "Ana" else None] for name in INSTITUTION),
                ["Sara", None],
            ],
            merged=[(1, 1, 8, 1)],
        ),
        [*(f"{row} | new | {name}" for row, name in enumerate(INSTITUTION, 2)), "10 | new | Sara"],
        {**{row: {"organization": "ALAC"} for row in range(2, 10)}, 10: {"organization": ""}},
    ),
    "17 three columns of names": Case(
        lambda: xlsx(
            [
                ["N°", "APELLIDOS Y NOMBRES", None, None, "DNI"],
                [None, "Paterno", "Materno", "Nombres"],
                [1, "Quispe", "Mamani", "José Luis", 41234567],
                [2, None, None, "Ana", None],
            ],
            merged=[(0, 0, 1, 0), (0, 1, 0, 3), (0, 4, 1, 4)],
        ),
        ["3 | new | Quispe Mamani, José Luis", "4 | new | Ana"],
    ),
    "17 one head over three columns of names": Case(
        lambda: xlsx(
            [
                ["N°", "APELLIDOS Y NOMBRES", None, None, "DNI"],
                [1, "Quispe", "Mamani", "José Luis", 41234567],
                [2, "Ccori", None, "Ana", None],
            ],
            merged=[(0, 1, 0, 3)],
        ),
        ["2 | new | Quispe Mamani José Luis", "3 | new | Ccori Ana"],
        {2: {"document": "41234567"}},
    ),
    "17 name and DNI in one cell": Case(
        lambda: xlsx([["Nombre y DNI"], ["José Quispe - DNI 41234567"], ["Ana Ccori (41234568)"]]),
        [
            "2 | warning | José Quispe | document_in_name",
            "3 | warning | Ana Ccori | document_in_name",
        ],
        {2: {"document": "41234567"}, 3: {"document": "41234568"}},
    ),
    "18 telephones": Case(
        lambda: xlsx(
            [
                ["Nombre", "Celular"],
                ["Ana", 9.87654321e8],
                ["Luis", "987654321 / 912345678"],
                ["Eva", "987654321912345678"],
                ["Zoe", "+51 987 654 321"],
                ["Rosa", "no tiene"],
                ["Rita", "9876"],
            ]
        ),
        [
            *(f"{row} | new | {name}" for row, name in enumerate(INSTITUTION[:5], 2)),
            "7 | warning | Rita | phone_unusual",
        ],
        {
            2: {"phones": ("987654321",)},
            3: {"phones": ("987654321", "912345678")},
            4: {"phones": ("987654321", "912345678")},
            5: {"phones": ("987654321",)},
            6: {"phones": ()},
            7: {"phones": ("9876",)},
        },
    ),
    "20 thumbprints": Case(
        lambda: xlsx(
            [
                ["Nombre", "Firma o huella"],
                ["Ana", "huella"],
                ["Luis", "H.D."],
                ["Eva", "firmó"],
                ["Zoe", "✓"],
                ["Rosa", None],
                ["Rita", "verbal"],
            ]
        ),
        [
            *(f"{row} | new | {name}" for row, name in enumerate(INSTITUTION[:4], 2)),
            "6 | warning | Rosa | not_signed",
            "7 | new | Rita",
        ],
        {
            2: {"signing": Signing.THUMBPRINT},
            3: {"signing": Signing.THUMBPRINT},
            4: {"signing": Signing.SIGNATURE},
            5: {"signing": Signing.SIGNATURE},
            6: {"signing": Signing.NONE},
            7: {"signing": Signing.VERBAL},
        },
    ),
    "21 formulas that are text": Case(
        lambda: xlsx([["Nombre", "Cargo"], ['=HYPERLINK("http://x","y")', "@"], ["Ana", "+51"]]),
        ['2 | new | =HYPERLINK("http://x","y")', "3 | new | Ana"],
        {2: {"position": "@"}, 3: {"position": "+51"}},
    ),
    "22 a far cell": Case(spreadsheets.far_cell, refused="sheet-too-many-rows"),
    "22 repeated cells": Case(
        spreadsheets.many_equal_cells, refused="sheet-too-wide", name="lista.ods"
    ),
    "23 .xls renamed": Case(lambda: spreadsheets.xls([["a"]]), refused="sheet-renamed"),
    "23 HTML saved as .xls": Case(lambda: b"<table>", refused="sheet-html", name="lista.xls"),
    "23 password": Case(
        lambda: spreadsheets.xls([["a"]], locked=True), refused="sheet-locked", name="lista.xls"
    ),
    "23 truncated": Case(lambda: people(["Ana", 1])[:-300], refused="sheet-broken"),
    "23 empty": Case(lambda: b"", refused="sheet-empty"),
    "23 PDF": Case(lambda: b"%PDF-1.7", refused="sheet-not-a-sheet"),
    "24 ages": Case(
        lambda: xlsx(
            [
                ["Nombre", "Edad", "F. Nac."],
                ["Ana", 34, None],
                ["Luis", "34 años", None],
                ["Eva", None, date(2007, 3, 13)],
                ["Zoe", "mayor", None],
                ["Rosa", 17, None],
            ]
        ),
        [
            "2 | new | Ana",
            "3 | new | Luis",
            "4 | new | Eva",
            "5 | warning | Zoe | age_unreadable",
            "6 | new | Rosa",
        ],
        {
            2: {"age": AgeBand.FROM_30},
            3: {"age": AgeBand.FROM_30},
            4: {"age": AgeBand.FROM_18},
            5: {"age": AgeBand.UNSAID},
            6: {"age": AgeBand.UNDER_18},
        },
    ),
    "24 a column for each band of age": Case(
        lambda: xlsx([["Nombre", "< 18", "18 a 29", "60+"], ["Ana", None, "x"], ["Luis", 1]]),
        ["2 | new | Ana", "3 | new | Luis"],
        {2: {"age": AgeBand.FROM_18}, 3: {"age": AgeBand.UNDER_18}},
    ),
    "25 5,001 rows": Case(
        lambda: xlsx([["Nombre"], *([f"Persona {n}"] for n in range(5000))]),
        refused="sheet-too-many-rows",
    ),
    "26 apostrophes of Quechua": Case(
        lambda: people(["Q'enti Sallqa", None], ["Q’enti Sallqa", None], ["Sallqa, Qʼenti", None]),
        ["2 | new | Q'enti Sallqa", "3 | new | Q’enti Sallqa", "4 | new | Sallqa, Qʼenti"],
        proposals=[("same_name", "0:2+0:3+0:4", False)],
    ),
    "27 M alone": Case(
        lambda: xlsx([["Nombre", "Sexo"], ["Ana", "M"], ["Eva", "m"]]),
        ["2 | new | Ana", "3 | new | Eva"],
        {2: {"sex": Sex.UNSAID}},
        questions=["sex:m"],
    ),
}


@pytest.mark.parametrize("title", CASES)
def test_a_messy_sheet_is_understood_row_by_row(title: str) -> None:
    case = CASES[title]
    if case.refused:
        with pytest.raises(BadInput) as refusal:
            book_of(case.file(), case.name)
        assert refusal.value.code == case.refused
        return
    preview = propose(book_of(case.file(), case.name), case.setting)
    assert told(preview) == list(case.rows)
    for number, expected in case.fields.items():
        found = person(preview, number)
        assert {name: getattr(found, name) for name in expected} == expected
    assert [one.key for one in preview.questions] == list(case.questions)
    assert [one.key for one in preview.sittings] == list(case.sittings)
    assert proposed(preview) == list(case.proposals)
    assert preview.is_ready is not bool(case.questions)


@pytest.mark.parametrize("title", [title for title, case in CASES.items() if not case.refused])
def test_a_preview_goes_through_json_and_its_choices_give_it_again(title: str) -> None:
    case = CASES[title]
    book = book_of(case.file(), case.name)
    preview = propose(book, case.setting)
    said = json.loads(json.dumps(carrying.as_plain(preview)))
    assert carrying.of_plain(Preview, said) == preview
    chosen = json.loads(json.dumps(carrying.as_plain(choices_of(preview.plan, preview.answers))))
    assert read_again(book, case.setting, carrying.of_plain(Choices, chosen)) == preview


# --- what the table cannot say ------------------------------------------------------------------


def test_lines_above_the_list_are_offered_as_data_of_the_meeting() -> None:
    preview = propose(book_of(CASES["1 title rows, heads on row 9"].file()), SETTING)
    assert [(one.number, one.about.value, one.text) for one in preview.above] == [
        (1, "title", "MUNICIPALIDAD DE SANTO TOMÁS"),
        (2, "title", "Monitoreo del agua"),
        (3, "place", "Santo Tomás"),
        (3, "date", "2025-03-13"),
        (5, "organizer", "Ana Ccori"),
    ]


def test_a_hidden_sheet_is_left_unticked_and_one_without_a_list_too() -> None:
    case = CASES["12 a sheet for each day, one hidden"]
    book = book_of(case.file())
    preview = propose(book, case.setting)
    assert [(one.name, one.taken, one.hidden) for one in preview.plan.sheets] == [
        ("Día 1", True, False),
        ("Día 2", True, False),
        ("Día 3", False, True),
        ("Resumen", False, False),
    ]
    choices = choices_of(preview.plan, Answers())
    ticked = tuple(replace(one, taken=one.name != "Resumen") for one in choices.sheets)
    again = read_again(book, case.setting, replace(choices, sheets=ticked))
    assert told(again)[-1] == "2 | new | Zoe"
    assert [one.key for one in again.sittings] == ["2025-03-13", "2025-03-14", "dia-3"]


def test_whom_the_sheet_of_a_day_does_not_name_was_not_there_that_day() -> None:
    case = CASES["12 a sheet for each day, one hidden"]
    preview = propose(book_of(case.file()), case.setting)
    assert {row.person.name: dict(row.person.marks) for row in preview.to_write if row.person} == {
        "Ana": {"2025-03-13": Mark.PRESENT, "2025-03-14": Mark.PRESENT},
        "Luis": {"2025-03-13": Mark.PRESENT, "2025-03-14": Mark.ABSENT},
        "Eva": {"2025-03-13": Mark.ABSENT, "2025-03-14": Mark.PRESENT},
    }


def test_a_register_beside_a_list_with_marks_says_of_nobody_that_they_came() -> None:
    book = book_of(
        xlsx(
            {
                "Lista": [["Nombre", "13-mar"], ["Ana Ccori", "x"]],
                "Padrón": [["Nombre", "DNI"], ["Ana Ccori", 41234567], ["Luis Puma", 41234568]],
            }
        )
    )
    preview = propose(book, SETTING)
    assert [one.key for one in preview.sittings] == ["2025-03-13"]
    assert [
        (row.person.name, row.person.document, row.person.marks["2025-03-13"].value)
        for row in preview.to_write
        if row.person
    ] == [("Ana Ccori", "41234567", "present"), ("Luis Puma", "41234568", "absent")]


def test_a_signature_under_a_day_is_a_mark() -> None:
    rows: list[Line] = [["Nombre", "Firma día 1", "Día 2"], ["Ana", "A C", "A. Ccori"]]
    preview = propose(book_of(xlsx(rows)), SETTING)
    found = person(preview, 2)
    assert found.signing is Signing.SIGNATURE
    assert preview.questions == ()
    assert found.marks == {"dia-1": Mark.PRESENT, "dia-2": Mark.UNKNOWN}


def test_a_legend_is_asked_once_and_the_answer_holds_for_all_rows() -> None:
    case = CASES["4 marks with a legend; F under SEXO is no absence"]
    book = book_of(case.file())
    answers = Answers(
        marks={"mark:a": "present", "mark:t": "late", "mark:j": "excused", "mark:pp": "absent"}
    )
    preview = read_again(book, SETTING, Choices(answers=answers))
    assert told(preview) == ["2 | new | Ana", "3 | new | Luis", "4 | new | Eva"]
    assert [dict(person(preview, row).marks) for row in (2, 3, 4)] == [
        {"dia-1": Mark.PRESENT, "dia-2": Mark.ABSENT},
        {"dia-1": Mark.LATE, "dia-2": Mark.EXCUSED},
        {"dia-1": Mark.ABSENT, "dia-2": Mark.PRESENT},
    ]
    assert preview.is_ready
    assert [one.answer for one in preview.questions] == ["present", "late", "excused", "absent"]


def test_the_legend_in_the_sheet_is_suggested_and_still_asked() -> None:
    book = book_of(
        xlsx([["Nombre", "Día 1"], ["Ana", "A"], ["Eva", "T"], ["Leyenda: A = asistió, T: tarde"]])
    )
    preview = propose(book, SETTING)
    assert [(one.text, one.suggested, one.answer) for one in preview.questions] == [
        ("A", "present", ""),
        ("T", "late", ""),
    ]


def test_where_nobody_seems_to_have_come_an_f_is_asked() -> None:
    book = book_of(xlsx([["Nombre", "Día 1"], ["Ana", "F"], ["Eva", "F"], ["Zoe", None]]))
    assert [one.key for one in propose(book, SETTING).questions] == ["mark:f"]
    again = read_again(book, SETTING, Choices(answers=Answers(marks={"mark:f": "present"})))
    assert person(again, 2).marks == {"dia-1": Mark.PRESENT}
    assert person(again, 4).marks == {"dia-1": Mark.ABSENT}


@pytest.mark.parametrize(("answer", "sex"), [("woman", Sex.WOMAN), ("man", Sex.MAN)])
def test_what_m_means_is_answered_once(answer: str, sex: Sex) -> None:
    book = book_of(CASES["27 M alone"].file())
    preview = read_again(book, SETTING, Choices(answers=Answers(marks={"sex:m": answer})))
    assert {person(preview, row).sex for row in (2, 3)} == {sex}
    assert preview.is_ready


@pytest.mark.parametrize(("beside", "sex"), [("F", Sex.MAN), ("H", Sex.WOMAN), ("V", Sex.WOMAN)])
def test_beside_other_letters_m_needs_no_question(beside: str, sex: Sex) -> None:
    preview = propose(book_of(xlsx([["Nombre", "Sexo"], ["A", "M"], ["B", beside]])), SETTING)
    assert person(preview, 2).sex is sex
    assert preview.questions == ()


def test_rows_are_one_person_only_when_somebody_says_so() -> None:
    book = book_of(CASES["6 who may be one person"].file())
    answers = Answers(one_person={"0:2+0:3": True, "0:4+0:5": True, "0:8+0:9": False})
    preview = read_again(book, SETTING, Choices(answers=answers))
    assert told(preview)[1] == "3 | same | José Quispe Mamani | = 0:2"
    assert told(preview)[2:4] == ["4 | new | Ana Huamán", "5 | same | Rosa Condori | = 0:4"]
    assert len(preview.to_write) == 6


def test_a_document_that_two_people_claim_is_taken_from_both() -> None:
    book = book_of(CASES["6 who may be one person"].file())
    preview = read_again(book, SETTING, Choices(answers=Answers(one_person={"0:4+0:5": False})))
    assert told(preview)[2:4] == [
        "4 | warning | Ana Huamán | document_conflict",
        "5 | warning | Rosa Condori | document_conflict",
    ]
    assert {person(preview, row).document for row in (4, 5)} == {""}


def test_joined_rows_keep_what_both_say() -> None:
    rows: list[Line] = [
        ["Nombre", "Celular", "13-mar"],
        ["Ana Ccori", None, None],
        ["Ccori, Ana", 987654321, "x"],
    ]
    book = book_of(xlsx(rows))
    preview = read_again(book, SETTING, Choices(answers=Answers(one_person={"0:2+0:3": True})))
    (row,) = preview.to_write
    assert row.person == Person(
        name="Ana Ccori", phones=("987654321",), marks={"2025-03-13": Mark.PRESENT}
    )


def test_spellings_of_a_community_are_proposed_as_one_and_unknown_ones_to_be_classified() -> None:
    rows: list[Line] = [
        ["Nombre", "Comunidad", "Grupo"],
        ["Ana", "CC. Ccapacmarca", "Comunidades"],
        ["Luis", "Comunidad Campesina Ccapacmarca", "Mina"],
        ["Eva", "Fuerabamba", None],
    ]
    setting = Setting(STARTS, names={"community": ("Ccapacmarca",), "group": ("Comunidades",)})
    book = book_of(xlsx(rows))
    preview = propose(book, setting)
    (variant,) = preview.variants
    assert variant.spellings == ("CC. Ccapacmarca", "Comunidad Campesina Ccapacmarca")
    assert (variant.proposed, variant.known, variant.chosen) == ("Ccapacmarca", True, "")
    assert person(preview, 2).community == "CC. Ccapacmarca"
    assert [(one.field, one.name) for one in preview.unclassified] == [
        ("community", "Fuerabamba"),
        ("group", "Mina"),
    ]
    answers = Answers(names={variant.key: "Ccapacmarca"})
    again = read_again(book, setting, Choices(answers=answers))
    assert {person(again, row).community for row in (2, 3)} == {"Ccapacmarca"}


def known(preview: Preview) -> tuple[Known, ...]:
    """Whom a confirmed import wrote."""
    return tuple(Known(f"person:{row.key}", row.person) for row in preview.to_write if row.person)


FIRST: list[Line] = [
    ["Ana Ccori", 41234567],
    ["Luis Puma", 41234568],
    ["Eva Taipe", None],
    ["Zoe Layme", None],
]


def test_the_same_file_and_a_re_saved_one_change_nothing_and_say_when_it_was() -> None:
    first = propose(book_of(people(*FIRST)), SETTING)
    resaved = spreadsheets.ods(
        {"Otra": spreadsheets.ods_rows([HEADS, *([n, *row] for n, row in enumerate(FIRST, 1))])}
    )
    corrected = tuple(
        replace(one, person=replace(one.person, name="Corregida a mano")) for one in known(first)
    )
    setting = Setting(STARTS, people=corrected, imported={first.digest: "2025-03-14T10:00"})
    for data, name in ((people(*FIRST), "lista.xlsx"), (resaved, "otra.ods")):
        again = propose(book_of(data, name), setting)
        assert again.imported == "2025-03-14T10:00"
        assert again.problems[0].facts == {"when": "2025-03-14T10:00"}
        assert again.to_write == ()
        assert again.missing == ()
        assert again.counts["same"] == 4


def test_without_its_record_the_same_file_still_adds_nobody() -> None:
    first = propose(book_of(people(*FIRST)), SETTING)
    again = propose(book_of(people(*FIRST)), Setting(STARTS, people=known(first)))
    assert {row.state for row in again.rows} == {RowState.SAME}


def test_a_corrected_file_adds_nobody_changes_two_and_deletes_nobody() -> None:
    first = propose(book_of(people(*FIRST)), SETTING)
    data = people(["Ana Ccori", 41234567], ["Luis Puma Roca", 41234568], ["Eva Taipe", 41234569])
    again = propose(book_of(data), Setting(STARTS, people=known(first)))
    assert again.counts == {
        "new": 0, "changed": 2, "warning": 0, "error": 0, "same": 1, "not_person": 0,
    }  # fmt: skip
    assert [row.changes for row in again.rows] == [
        (),
        ("name",),
        ("document_kind", "document"),
    ]
    assert again.missing == ("person:0:5",)


def test_a_blank_cell_takes_nothing_away_from_what_is_known() -> None:
    before = Known("person:1", Person(name="Ana Ccori", document="41234567", community="Velille"))
    data = people(["Ana Ccori", None])
    (row,) = propose(book_of(data), Setting(STARTS, people=(before,))).rows
    assert (row.reference, row.changes) == ("person:1", ("marks",))
    there = replace(before, person=replace(before.person, marks={"all": Mark.PRESENT}))
    (row,) = propose(book_of(data), Setting(STARTS, people=(there,))).rows
    assert row.state is RowState.SAME


def test_the_document_of_somebody_else_who_is_known_is_refused() -> None:
    before = Known("person:1", Person(name="Rosa Condori", document="41234567"))
    preview = propose(book_of(people(["Ana Ccori", 41234567])), Setting(STARTS, people=(before,)))
    assert told(preview) == ["2 | error | Ana Ccori | document_conflict"]
    assert preview.missing == ()


def test_people_choose_what_a_column_holds_and_where_the_heads_are() -> None:
    rows: list[Line] = [
        ["Lista"],
        ["quién", "de dónde", "vino"],
        ["Ana", "Velille", "x"],
        ["Luis", "Livitaca"],
    ]
    book = book_of(xlsx(rows))
    preview = propose(book, SETTING)
    assert {one.problem for one in preview.problems} == {
        Problem.HEAD_NOT_FOUND,
        Problem.NAME_COLUMN_MISSING,
    }
    assert preview.rows == ()
    roles = {"0": Role.NAME, "1": Role.COMMUNITY, "2": Role.DAY}
    choice = SheetChoice("Hoja1", True, 2, 1, roles, days={"2": "2025-03-13"})
    again = read_again(book, SETTING, Choices((choice,)))
    assert told(again) == ["3 | new | Ana", "4 | new | Luis"]
    assert person(again, 3).community == "Velille"
    assert person(again, 4).marks == {"2025-03-13": Mark.ABSENT}
    (sheet,) = again.plan.sheets
    assert [column.head for column in sheet.columns] == ["quién", "de dónde", "vino"]
    assert examples(book, sheet)[1] == ("Velille", "Livitaca")
    assert first_rows(book, "Hoja1", 2) == (("Lista",), ("quién", "de dónde", "vino"))


def test_a_choice_that_means_nothing_is_left_out() -> None:
    book = book_of(people(["Ana", None]))
    choice = SheetChoice("Hoja1", True, 99, 9, {"1": Role.NAME}, {"1": "woman", "7": "x"})
    (sheet,) = plan_by(book, SETTING, Choices((choice, SheetChoice("No hay", True)))).sheets
    assert (sheet.head_row, sheet.columns[1].role, sheet.columns[1].means) == (0, Role.NAME, "")
    wrong = Answers(marks={"mark:x": "nonsense", "sex:m": "nonsense"})
    assert told(read_again(book, SETTING, Choices(answers=wrong))) == ["2 | new | Ana"]


def test_a_birth_date_stays_nowhere() -> None:
    case = CASES["9 dates as text, as serials, impossible"]
    said = json.dumps(carrying.as_plain(propose(book_of(case.file()), SETTING)))
    for born in ("2007", "31/02", "1990", "34000", "1960", "2010"):
        assert born not in said


def test_of_two_columns_that_say_the_same_one_is_read_and_the_other_told() -> None:
    preview = propose(
        book_of(xlsx([["Nombre", "DNI", "Documento"], ["Ana", 41234567, 1]])), SETTING
    )
    assert [(one.problem, one.column) for one in preview.problems] == [
        (Problem.COLUMN_READ_TWICE, "Documento")
    ]
    assert person(preview, 2).document == "41234567"


def test_a_head_that_no_calendar_has_is_told() -> None:
    preview = propose(book_of(xlsx([["Nombre", "DNI", "31-feb"], ["Ana", None, "x"]])), SETTING)
    assert [(one.problem, one.column) for one in preview.problems] == [
        (Problem.DATE_IMPOSSIBLE, "31-feb")
    ]


def test_the_export_of_a_preview_is_inert_and_read_back_equal() -> None:
    heads = ["Nombre", "Observaciones"]
    rows = [['=HYPERLINK("http://x","y")', "@SUM(1)"], ["Ana", "+51"], ["-x", "=1"]]
    page = writing.Page("Lista", heads, rows)
    for data, name in ((writing.as_xlsx([page]), "a.xlsx"), (writing.as_csv(page), "a.csv")):
        preview = propose(book_of(data, name), SETTING)
        said = [[row.person.name, row.person.observations] for row in preview.rows if row.person]
        assert said == rows


def test_a_very_long_list_says_that_only_equal_names_were_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("meetings.attendance_sheets.pairs.MOST_COMPARED", 2)
    data = people(*([f"Ana Ccori {letter}", None] for letter in "abcd"), ["A Ana Ccori", None])
    preview = propose(book_of(data), SETTING)
    assert [one.problem for one in preview.problems] == [Problem.TOO_MANY_TO_COMPARE]
    assert proposed(preview) == [("same_name", "0:2+0:6", False)]


# --- the small rules ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Cargo en la organización", Role.POSITION),
        ("Nombre de la organización", Role.ORGANIZATION),
        ("APELLIDOS Y NOMBRES", Role.NAME),
        ("N° de D.N.I.", Role.DOCUMENT),
        ("#", Role.NUMBER),
        ("Nro. Celular", Role.PHONE),
        ("Fecha de Nacimiento (dd/mm)", Role.BIRTH_DATE),
        ("Firma y/o huella digital", Role.SIGNED),
        ("Correo electrónico", Role.UNUSED),
        ("Comunidad: Velille", None),
        ("Fecha", Role.DATE),
        ("LISTA DE ASISTENCIA AL TALLER DE MONITOREO DEL AGUA EN LA COMUNIDAD", None),
        ("", None),
    ],
)
def test_heads_are_known_by_their_words(head: str, role: Role | None) -> None:
    assert role_of(head) is role


@pytest.mark.parametrize("mark", ["X", "x", "✓", 1, 1.0, True, "P", "S", "SI", "Sí", time(8, 5)])
def test_present(mark: Any) -> None:
    assert marks.mark_in(mark, {})[0] is Mark.PRESENT


@pytest.mark.parametrize("mark", [None, "", 0, False, "F", "NO", "-", "Faltó"])
def test_absent(mark: Any) -> None:
    assert marks.mark_in(mark, {})[0] is Mark.ABSENT


@pytest.mark.parametrize("mark", ["A", "T", "J", "PP", 7, "mañana"])
def test_only_a_legend_tells(mark: Any) -> None:
    assert marks.mark_in(mark, {})[0] is Mark.UNKNOWN


def test_j_and_h_are_two_marks_though_they_sound_alike() -> None:
    legend = {"j": Mark.EXCUSED}
    assert marks.mark_in("J", legend)[0] is Mark.EXCUSED
    assert marks.mark_in("H", legend)[0] is Mark.UNKNOWN


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("13-mar", date(2025, 3, 13)),
        ("jueves 13 de marzo", date(2025, 3, 13)),
        ("28-dic", date(2024, 12, 28)),
        ("05/03", date(2025, 3, 5)),
        ("5.3.25", date(2025, 3, 5)),
        ("2025-03-13", date(2025, 3, 13)),
        (45729, date(2025, 3, 13)),
        ("18 Quispe", None),
        ("Ana", None),
    ],
)
def test_days_are_read_day_first_with_the_year_of_the_meeting(text: Any, on: date | None) -> None:
    assert days.date_in(text, STARTS) == on


@pytest.mark.parametrize("text", ["31/02/1990", "31-feb", "13/13", "00/05/2020"])
def test_a_day_that_no_calendar_has_is_no_day(text: str) -> None:
    with pytest.raises(days.NoSuchDay):
        days.date_in(text, STARTS)


def test_two_digits_of_a_birth_year_are_never_in_the_future() -> None:
    assert days.date_in("05/03/85", STARTS, born=True) == date(1985, 3, 5)
    assert days.date_in("05/03/20", STARTS, born=True) == date(2020, 3, 5)


@pytest.mark.parametrize(
    ("text", "hour"),
    [("8:30", time(8, 30)), ("08h30", time(8, 30)), ("2:15 pm", time(14, 15)), ("8", None)],
)
def test_hours(text: str, hour: time | None) -> None:
    assert days.hour_in(text) == hour


@pytest.mark.parametrize(
    ("label", "band"),
    [
        ("18-29", AgeBand.FROM_18),
        ("30 a 44", AgeBand.FROM_30),
        ("60 a más", AgeBand.FROM_60),
        ("< 18", AgeBand.UNDER_18),
        ("18-59", None),
        ("20-10", None),
    ],
)
def test_bands_of_age(label: str, band: AgeBand | None) -> None:
    assert traits.band_named(label) is band


@pytest.mark.parametrize(
    ("cell", "number"),
    [(1234567.0, 1234567), ("1234567.0", 1234567), ("34,0", 34), ("9.87654321E8", 987654321),
     ("34,5", None), (True, None), ("1E99", None), ("x", None)],
)  # fmt: skip
def test_whole_numbers(cell: Any, number: int | None) -> None:
    assert whole_number(cell) == number


@pytest.mark.parametrize(
    ("cell", "document"),
    [("41.234.567", "41234567"), ("DNI N° 41234567", "41234567"), ("01234567", "01234567"),
     ("41234567-8", "41234567"), ("4.1234567E7", "41234567"), ("CE 001234567", "CE 001234567"),
     ("000123456", "000123456")],
)  # fmt: skip
def test_documents(cell: str, document: str) -> None:
    assert numbers.document_in(cell, "")[1] == document


def test_languages() -> None:
    said = [traits.tongue_of(word) for word in ("Quechua", "quechua y castellano", "", "klingon")]
    assert said == [Tongue.QU, Tongue.QU, Tongue.UNSAID, None]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (SEX, lambda text: traits.sex_of(text, None)),
        (AGE, traits.band_in),
        (TONGUE, traits.tongue_of),
        (SIGNING, traits.signing_of),
        (MARK, lambda text: marks.mark_in(text, {})[0]),
    ],
)
def test_the_words_that_we_write_ourselves_are_read_back(
    words: Mapping[StrEnum, object], read: Callable[[str], object]
) -> None:
    for member, word in words.items():
        assert read(str(word)) is member


def test_a_community_is_one_whatever_stands_before_its_name() -> None:
    spellings = ("CC. Ccapacmarca", "C.C. Qapaqmarka", "Comunidad Campesina de Ccapacmarca")
    assert len({variants.key_of("community", one) for one in spellings}) == 1
    assert variants.key_of("organization", "Muni. Dist. de Velille") == variants.key_of(
        "organization", "Municipalidad Distrital Velille"
    )
    assert variants.key_of("community", "C.P. Velille") != variants.key_of("community", "Velille")


WORDS = st.lists(
    st.text(alphabet="abcdeghiklmnñopqrstuwyáéíóú'’ʼ", min_size=2, max_size=8),
    min_size=1,
    max_size=4,
)


@given(WORDS, st.randoms())
def test_the_order_of_the_words_of_a_name_does_not_matter(words: list[str], dice: Any) -> None:
    mixed = list(words)
    dice.shuffle(mixed)
    assert names.folded(" ".join(words)) == names.folded(", ".join(mixed).upper().lower())


CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(-5, 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 1, 1)),
    st.times(),
    st.sampled_from(["Nombre", "DNI", "Sexo", "F", "M", "x", "Día 1", "31/02", "TOTAL", "18-29"]),
)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_whatever_stands_in_a_sheet_is_understood_or_said_to_be_not(rows: list[list[Any]]) -> None:
    book = Book(Kind.XLSX, (Sheet("Hoja1", tuple(map(tuple, rows))),))
    preview = propose(book, SETTING)
    said = json.loads(json.dumps(carrying.as_plain(preview)))
    assert carrying.of_plain(Preview, said) == preview
    assert content_digest(book) == preview.digest
    assert len(plan_of(book, SETTING).sheets) == 1
