"""What stations measured: units, flags, gaps and values that are hard to believe."""

import json
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.roles import Role
from basin.documents.tables import csv_of, table_of
from basin.kinds import EvidenceKind, MarkKind, QualityFlag, TimeStep
from basin.mapping.coverage import observed_of
from basin.mapping.finding import Layout
from basin.mapping.notes import NoteKind, Question
from basin.mapping.observing import Observed, observe
from basin.mapping.saying import understood
from basin.models import Mark
from kernel.canonical import canonical_json
from kernel.spreadsheets.limits import SERIES
from kernel.spreadsheets.parsing import parse
from tests.basin.bringing import Desk, bring, desk_of, facts_of, fill

GOOD, ESTIMATED = QualityFlag.GOOD, QualityFlag.ESTIMATED
SUSPECT, MISSING = QualityFlag.SUSPECT, QualityFlag.MISSING

RIVER = """Estación: Puente Rojo
Código: 472

Fecha;Caudal (L/s);Calidad
2026-01-01;40,5;B
2026-01-02;41,0;E
2026-01-03;s/d;B
2026-01-04;-9999;X
2026-01-05;39,5;X
2026-01-07;40,0;
"""
SAID = {
    "take": "c1", "v-all": "streamflow", "u-all": "L/s", "flags": "2",
    "m0": "good", "m1": "estimated", "m2": "missing", "m3": "good",
}  # fmt: skip


def observed(text: str, said: dict[str, str], confirmed: frozenset[int] = frozenset()) -> Observed:
    meant = understood(parse(text.encode(), "csv", SERIES), said, station=True)
    return observe(meant.sheet, meant.found, meant.plan, confirmed)


def test_each_value_has_the_flag_that_its_code_means() -> None:
    found = observed(RIVER, SAID)
    assert found.reading.questions == ()
    assert list(found.series.values) == [40.5, 41.0, None, None, None, None, 40.0]
    assert found.flags == (GOOD, ESTIMATED, MISSING, MISSING, MISSING, MISSING, GOOD)
    noted = {note.kind: note.rows for note in found.reading.notes}
    assert noted[NoteKind.FLAGGED_MISSING] == (9,)


def test_a_code_that_nobody_explained_is_asked() -> None:
    said = {name: word for name, word in SAID.items() if name != "m2"}
    assert observed(RIVER, said).reading.questions == (Question.FLAGS,)


def test_codes_beyond_those_that_a_page_holds_are_suspect_and_told() -> None:
    days = "".join(f"2026-01-{day:02d};1;K{day}\n" for day in range(1, 32))
    said = {"take": "c1", "v-all": "streamflow", "u-all": "L/s", "flags": "2"}
    found = observed(
        f"Fecha;Q;Calidad\n{days}", said | {f"m{n}": "good" for n in range(30)}
    )  # fmt: skip
    assert (found.flags[29], found.flags[30]) == (GOOD, SUSPECT)
    assert {note.kind: note.rows for note in found.reading.notes}[NoteKind.UNKNOWN_FLAG] == (32,)


def test_without_a_column_of_flags_the_person_says_how_good_all_are() -> None:
    said = {"take": "c1", "v-all": "streamflow", "u-all": "L/s"}
    assert observed(RIVER, said).reading.questions == (Question.FLAGS,)
    assert set(observed(RIVER, said | {"m0": "estimated"}).flags) == {ESTIMATED, MISSING}


def test_what_cannot_be_true_is_left_out_and_its_place_is_suspect() -> None:
    found = observed(RIVER.replace("39,5;X", "-39,5;B"), SAID)
    assert [(one.row, one.value, one.is_impossible) for one in found.doubts] == [(9, -39.5, True)]
    assert (found.series.values[4], found.flags[4]) == (None, SUSPECT)
    assert found.reading.is_ready


def rain(extra: str) -> str:
    days = "".join(f"2026-01-{day:02d};{day % 5}\n" for day in range(1, 31))
    return f"Fecha;Lluvia mm\n{days}2026-01-31;{extra}\n"


RAIN = {"take": "c1", "v-all": "rain", "u-all": "mm", "m0": "good"}


def test_a_value_far_from_the_others_is_suspect_until_somebody_vouches_for_its_row() -> None:
    found = observed(rain("400"), RAIN)
    assert [(one.row, one.value) for one in found.doubts] == [(32, 400.0)]
    assert (found.series.values[-1], found.flags[-1]) == (400.0, SUSPECT)
    sure = observed(rain("400"), RAIN, frozenset({32}))
    assert (sure.series.values[-1], sure.flags[-1]) == (400.0, GOOD)
    assert observed(rain("4"), RAIN).doubts == ()


def test_rain_may_be_converted_only_when_it_is_said() -> None:
    found = observed(rain("4"), RAIN | {"u-all": "cm"})
    assert found.series.values[0] == pytest.approx(10.0)
    assert observed(rain("4"), RAIN | {"u-all": "L/s"}).reading.questions == (Question.UNIT,)


def test_a_calendar_of_rain_needs_no_column_of_dates() -> None:
    months = "ENE;FEB;MAR;ABR;MAY;JUN;JUL;AGO;SET;OCT;NOV;DIC"
    text = f"LLUVIA MENSUAL (mm)\nAÑO;{months}\n2025;90;80;40;5;0;0;0;S/D;3;10;20;60\n"
    meant = understood(
        parse(text.encode(), "csv", SERIES), RAIN | {"take": "all"}, station=True
    )  # fmt: skip
    assert meant.plan.layout is Layout.CALENDAR
    found = observe(meant.sheet, meant.found, meant.plan)
    assert (found.reading.step, found.series.values[7]) == (TimeStep.MONTH, None)
    assert found.flags[7] is MISSING


def test_flags_are_a_second_range_beside_the_values() -> None:
    found = observed(RIVER, SAID)
    document = observed_of(found.reading.days, found.series, found.flags, (-66.7, -24.6))
    canonical_json(document)
    coverage = document["coverages"][0]
    assert coverage["ranges"]["streamflow.value"]["values"][2:4] == [None, None]
    assert coverage["ranges"]["streamflow.flag"]["values"][1:3] == ["estimated", "missing"]
    assert coverage["domain"]["axes"]["x"]["values"] == [-66.7]
    written = csv_of(table_of(document)).decode()
    assert "streamflow" in written
    assert "40.5" in written


@pytest.fixture
def desk(app: Flask) -> Desk:
    return desk_of(app, Role.MODELLER)


STATION: dict[str, Any] = {
    "title": "Río en el puente", "station": "Puente Rojo", "station_code": "472",
    "place": "Puente Rojo, Santa Rosa", "latitude": "-24,61", "longitude": "-66.7",
}  # fmt: skip


def look_of(desk: Desk, text: str = RIVER, said: dict[str, str] | None = None) -> str:
    page = bring(desk, "observations", text.encode(), "puente.csv")
    answer = fill(desk.browser, page, **dict[str, Any](said or SAID))
    assert answer.status_code == 303, unescape(answer.get_data(as_text=True))[:3000]
    return str(answer.location)


def test_a_station_becomes_evidence_with_its_place_and_flags(desk: Desk) -> None:
    look = look_of(desk)
    shown = unescape(desk.browser.get(look).get_data(as_text=True))
    assert "Hay un valor, pero su código dice que falta" in shown
    answer = fill(desk.browser, look, **STATION)
    assert answer.status_code == 303, unescape(answer.get_data(as_text=True))[:3000]
    made = desk.newest()
    assert made.kind is EvidenceKind.OBSERVATIONS
    facts = facts_of(made)
    assert facts["station"] == {
        "name": "Puente Rojo", "code": "472", "place": "Puente Rojo, Santa Rosa",
        "longitude": -66.7, "latitude": -24.61, "datum": "",
    }  # fmt: skip
    assert facts["flags"] == {"estimated": 1, "good": 2, "missing": 4}
    assert facts["mapping"]["plan"]["meanings"] == {
        "B": "good", "E": "estimated", "X": "missing", "": "good",
    }  # fmt: skip
    assert desk.part("original") == RIVER.encode()
    assert desk.browser.get(f"/studies/evidence/{made.code}/series").status_code == 200
    ranges = json.loads(desk.part("timeseries"))["coverages"][0]["ranges"]
    assert set(ranges) == {"streamflow.value", "streamflow.flag"}


def test_a_level_says_what_it_is_counted_from(desk: Desk) -> None:
    said = SAID | {"v-all": "water_level", "u-all": "m"}
    look = look_of(desk, RIVER, said)
    assert fill(desk.browser, look, **STATION).status_code == 422
    assert fill(desk.browser, look, **STATION, datum="El cero de la regla").status_code == 303


@pytest.mark.parametrize(
    "place",
    [
        {"latitude": "95", "longitude": "1"}, {"latitude": "", "longitude": "1"},
        {"latitude": "aquí", "longitude": "1"},
    ],
)  # fmt: skip
def test_a_place_on_no_map_is_refused(desk: Desk, place: dict[str, str]) -> None:
    answer = fill(desk.browser, look_of(desk), **(STATION | place))
    assert answer.status_code == 422
    assert desk.count() == 0


def test_newer_measurements_may_take_the_place_of_older_ones(desk: Desk) -> None:
    fill(desk.browser, look_of(desk), **STATION)
    older = desk.newest()
    longer = RIVER + "2026-01-08;42,0;B\n"
    look = look_of(desk, longer)
    assert older.code in desk.browser.get(look).get_data(as_text=True)
    assert fill(desk.browser, look, **STATION, replaces=older.code).status_code == 303
    with desk.app.extensions["database"].reading() as session:
        mark = session.scalars(select(Mark)).one()
        assert (mark.kind, mark.evidence_id) == (MarkKind.SUPERSEDES, older.id)
    again = look_of(desk, longer + "2026-01-09;43,0;B\n")
    shown = desk.browser.get(again).get_data(as_text=True)
    assert f'<option value="{older.code}"' not in shown


def test_confirmed_rows_stand_in_the_document(desk: Desk) -> None:
    look = look_of(desk, rain("400"), RAIN)
    assert "Fila 32, 2026-01-31: 400 es cierto" in unescape(
        desk.browser.get(look).get_data(as_text=True)
    )
    fill(desk.browser, look, **STATION, sure="32")
    facts = facts_of(desk.newest())
    assert facts["doubts"] == [
        {"row": 32, "day": "2026-01-31", "value": 400.0, "left_out": False, "confirmed": True}
    ]
    assert facts["flags"] == {"good": 31}


def test_a_name_that_is_a_formula_goes_out_as_text(desk: Desk) -> None:
    said = SAID | {"v-all": "other", "o-all": "=cmd|' /C calc'!A0", "u-all": "other", "w-all": "@x"}
    fill(desk.browser, look_of(desk, RIVER, said), **STATION)
    written = csv_of(table_of(json.loads(desk.part("timeseries")))).decode("utf-8-sig")
    cells = [cell for line in written.splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell.lstrip('"')[:1] in {"=", "@", "+"}]
