"""Messy tables become series: each case with a result that was worked out by hand."""

from dataclasses import replace
from datetime import date, datetime
from time import process_time
from typing import Any

import pytest

from basin.kinds import TimeStep
from basin.mapping.cells import MISSING
from basin.mapping.coverage import collection_of, ids_of
from basin.mapping.dates import Order, Orders, day_in, orders_in
from basin.mapping.finding import Layout, found_in
from basin.mapping.notes import NoteKind, Question
from basin.mapping.numbers import Decimal, Signs, number_in
from basin.mapping.plans import Twice, Wanted, as_plain, of_plain, plan_of
from basin.mapping.reading import read
from basin.mapping.saying import understood
from basin.mapping.series import Reading
from basin.mapping.sources import sources_of
from basin.mapping.units import CONVERSIONS, converted
from kernel.canonical import canonical_json
from kernel.spreadsheets.books import Fault, Sheet
from kernel.spreadsheets.limits import SERIES
from kernel.spreadsheets.parsing import parse


def sheet_of(text: str | bytes, ending: str = "csv") -> Sheet:
    data = text.encode() if isinstance(text, str) else text
    return parse(data, ending, SERIES).sheets[0]


def rows(*cells: tuple[Any, ...]) -> Sheet:
    return Sheet("Hoja1", tuple(cells))


def flow(key: str = "c1", **facts: Any) -> Wanted:
    known: dict[str, Any] = {"variable": "streamflow", "unit": "L/s", "scenario": "Con mina"}
    return Wanted(key, **(known | facts))


def reading_of(sheet: Sheet, *wanted: Wanted, **said: Any) -> Reading:
    found = found_in(sheet)
    plan = replace(plan_of(found, sheet.name), series=wanted or (flow(),), **said)
    return read(sheet, found, plan)


def values(reading: Reading, which: int = 0) -> list[float | None]:
    return list(reading.series[which].values)


def noted(reading: Reading) -> dict[NoteKind, tuple[int, ...]]:
    return {note.kind: note.rows for note in reading.notes}


WEAP = """WEAP Export: Salar de Pastos Grandes
Streamflow (below node or reach listed)
Unit: Cubic Meter/Second

Branch,Referencia,Con mina
Jan-2026,0.120,0.115
Feb-2026,0.131,0.120
Mar-2026,0.128,0.118
"""


def test_a_weap_export_is_found_under_its_title_lines() -> None:
    found = found_in(sheet_of(WEAP))
    assert (found.head, found.first, found.date) == (4, 5, 0)
    assert [one.head.words for one in found.values] == ["Referencia", "Con mina"]
    assert (found.decimal, found.step, found.layout) == (Signs.POINT, TimeStep.MONTH, Layout.WIDE)


def test_its_unit_line_is_told_and_nothing_is_converted_by_itself() -> None:
    sheet = sheet_of(WEAP.replace("Cubic Meter/Second", "m3/s"))
    found = found_in(sheet)
    sources = sources_of(sheet, found, plan_of(found, ""))
    assert [one.unit for one in sources] == ["m3/s", "m3/s"]
    plain = reading_of(sheet, flow(), decimal=Decimal.POINT)
    assert values(plain) == [0.12, 0.131, 0.128]
    assert NoteKind.OTHER_UNIT in noted(plain)
    chosen = reading_of(sheet, flow(unit="m3/s"), decimal=Decimal.POINT)
    assert values(chosen) == pytest.approx([120.0, 131.0, 128.0])
    assert chosen.series[0].conversion == CONVERSIONS["m3/s>L/s"]
    assert NoteKind.OTHER_UNIT not in noted(chosen)


def test_semicolons_with_decimal_commas() -> None:
    reading = reading_of(sheet_of("Fecha;Caudal (L/s)\n01/01/2026;12,5\n13/01/2026;1.234,75\n"))
    assert values(reading)[0] == 12.5
    assert values(reading)[12] == 1234.75
    assert reading.step is TimeStep.DAY


def test_one_group_of_three_is_asked_and_never_guessed() -> None:
    sheet = sheet_of("Fecha;Caudal\n2026-01;1.234\n2026-02;2.500\n")
    assert found_in(sheet).decimal is Signs.UNCLEAR
    assert reading_of(sheet).questions == (Question.DECIMAL,)
    assert values(reading_of(sheet, decimal=Decimal.POINT)) == [1.234, 2.5]
    assert values(reading_of(sheet, decimal=Decimal.COMMA)) == [1234.0, 2500.0]


def test_another_cell_settles_what_one_leaves_open() -> None:
    sheet = sheet_of("Fecha;Caudal\n2026-01;1.234\n2026-02;12.5\n")
    assert found_in(sheet).decimal is Signs.POINT
    assert values(reading_of(sheet)) == [1.234, 12.5]


def test_both_ways_in_one_table_are_asked_and_what_does_not_fit_is_told() -> None:
    sheet = sheet_of("Fecha;Caudal\n2026-01;1,5\n2026-02;2.75\n")
    assert reading_of(sheet).questions == (Question.DECIMAL,)
    reading = reading_of(sheet, decimal=Decimal.COMMA)
    assert values(reading) == [1.5, None]
    assert noted(reading)[NoteKind.NOT_A_NUMBER] == (3,)


def test_days_and_months_that_could_be_either_are_asked() -> None:
    sheet = sheet_of("Fecha,Caudal\n01/02/2026,1\n01/03/2026,2\n01/04/2026,3\n")
    assert found_in(sheet).orders is Orders.UNCLEAR
    assert Question.ORDER in reading_of(sheet, step=TimeStep.MONTH).questions
    spanish = reading_of(sheet, order=Order.DAY_FIRST, step=TimeStep.MONTH)
    assert spanish.days == (date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1))
    english = reading_of(sheet, order=Order.MONTH_FIRST, step=TimeStep.DAY)
    assert english.days == (date(2026, 1, 2), date(2026, 1, 3), date(2026, 1, 4))


def test_a_thirteenth_settles_the_order_of_all_dates() -> None:
    assert found_in(sheet_of("Date,Q\n1/12/2026,1\n1/13/2026,2\n")).orders is Orders.MONTH_FIRST
    sheet = sheet_of("Date,Q\n1/12/2026,1\n1/13/2026,2\n")
    assert reading_of(sheet).days == (date(2026, 1, 12), date(2026, 1, 13))


def test_months_in_spanish_with_two_digits_of_a_year() -> None:
    reading = reading_of(sheet_of("Mes;Q\nene-26;1\nfeb-26;2\nset-26;9\n"))
    assert reading.step is TimeStep.MONTH
    assert values(reading) == [1, 2, None, None, None, None, None, None, 9]
    assert reading.series[0].gaps == 6


def test_an_excel_file_in_latin_1_with_a_byte_order_mark_less_head() -> None:
    sheet = sheet_of("Año;Precipitación mínima\n1999;1,5\n2000;2\n".encode("cp1252"))
    assert found_in(sheet).values[0].head.words == "Precipitación mínima"
    reading = reading_of(sheet)
    assert (reading.step, values(reading)) == (TimeStep.YEAR, [1.5, 2.0])


def test_a_byte_order_mark_and_a_sep_line_do_not_disturb() -> None:
    reading = reading_of(sheet_of(b"\xef\xbb\xbfsep=;\nFecha;Q\n2026-01-01;1\n2026-01-02;2\n"))
    assert values(reading) == [1, 2]


def test_totals_remarks_and_a_repeated_head_are_left_out_and_told() -> None:
    reading = reading_of(
        sheet_of(
            "Fecha,Q\n2026-01,1\n2026-02,2\nFecha,Q\n2026-03,3\nTOTAL,6\nPromedio anual,2\n\n"
            "Fuente: estación 4\n"
        )
    )
    assert values(reading) == [1, 2, 3]
    told = noted(reading)
    assert told[NoteKind.SUMMARY_ROW] == (6, 7)
    assert told[NoteKind.REPEATED_HEAD] == (4,)
    assert told[NoteKind.REMARK] == (9,)


def test_blank_lines_between_rows_count_nothing_but_keep_row_numbers() -> None:
    reading = reading_of(sheet_of("Fecha,Q\n\n2026-01,1\n\n2026-02,x\n"))
    assert values(reading) == [1, None]
    assert noted(reading)[NoteKind.NOT_A_NUMBER] == (5,)


def test_what_was_not_measured_is_null_in_all_its_spellings() -> None:
    told = ["-9999", "-9999.0", "NA", "s/d", "S/D", "", "-", "NaN", "7"]
    text = "Fecha;Q\n" + "".join(f"2026-01-{d:02};{word}\n" for d, word in enumerate(told, 1))
    reading = reading_of(sheet_of(text), decimal=Decimal.POINT)
    assert values(reading) == [None] * 8 + [7]
    assert NoteKind.NOT_A_NUMBER not in noted(reading)


def test_markers_are_what_the_person_says() -> None:
    sheet = sheet_of("Fecha;Q\n2026-01;-1\n2026-02;5\n")
    assert values(reading_of(sheet, markers=(*MISSING, "-1"))) == [None, 5]


def test_the_same_date_twice_with_one_value_is_told_and_kept_once() -> None:
    reading = reading_of(sheet_of("Fecha,Q\n2026-01,1\n2026-02,2\n2026-02,2\n"))
    assert values(reading) == [1, 2]
    assert noted(reading)[NoteKind.SAME_TWICE] == (4,)
    assert reading.is_ready


@pytest.mark.parametrize(
    ("twice", "kept"), [(Twice.FIRST, 2), (Twice.LAST, 5), (Twice.NEITHER, None)]
)
def test_two_values_for_one_date_are_asked(twice: Twice, kept: float | None) -> None:
    sheet = sheet_of("Fecha,Q\n2026-01,1\n2026-02,2\n2026-02,5\n")
    assert reading_of(sheet).questions == (Question.TWICE,)
    reading = reading_of(sheet, twice=twice)
    assert values(reading) == [1, kept]
    assert noted(reading)[NoteKind.DIFFERENT_TWICE] == (4,)


def test_rows_out_of_order_are_sorted_and_told() -> None:
    reading = reading_of(sheet_of("Fecha,Q\n2026-03,3\n2026-01,1\n2026-02,2\n"))
    assert values(reading) == [1, 2, 3]
    assert noted(reading)[NoteKind.DISORDER] == (3, 4)


def test_a_gap_becomes_null_on_a_regular_axis() -> None:
    reading = reading_of(sheet_of("Fecha,Q\n2024-02-27,1\n2024-02-28,2\n2024-03-01,4\n"))
    assert values(reading) == [1, 2, None, 4]  # 2024 has a 29 February
    assert reading.series[0].rows == (2, 3, 0, 4)


def test_two_lines_of_head_with_scenarios_over_branches() -> None:
    text = ";Referencia;;Con mina;\nFecha;Nivel;Caudal;Nivel;Caudal\n2026-01;1,5;10;1,4;9\n"
    found = found_in(sheet_of(text + "2026-02;1,6;11;1,5;8\n"))
    assert (found.head, found.head_lines) == (1, 2)
    assert [one.head.words for one in found.values] == [
        "Referencia · Nivel", "Referencia · Caudal", "Con mina · Nivel", "Con mina · Caudal",
    ]  # fmt: skip


def test_a_row_of_units_under_the_head() -> None:
    sheet = sheet_of("Fecha;Nivel;Río\n;m;m3/s\n2026-01;1,5;0,2\n2026-02;1,6;0,3\n")
    found = found_in(sheet)
    assert (found.head, found.units, found.first) == (0, 1, 2)
    assert [one.head.unit for one in found.values] == ["m", "m3/s"]


def test_a_long_table_gives_a_series_for_each_name() -> None:
    text = (
        "Fecha,Escenario,Caudal [m3/s]\n2026-01,Base,0.5\n2026-01,Con mina,0.25\n"
        "2026-02,Base,0.75\n2026-02,Con mina,0.5\n"
    )
    sheet = sheet_of(text)
    found = found_in(sheet)
    assert (found.layout, found.names) == (Layout.LONG, 1)
    sources = sources_of(sheet, found, plan_of(found, ""))
    assert [(one.key, one.label, one.unit) for one in sources] == [
        ("n0", "Base", "m3/s"), ("n1", "Con mina", "m3/s"),
    ]  # fmt: skip
    reading = reading_of(sheet, flow("n0", scenario="Base", unit="m3/s"), flow("n1", unit="m3/s"))
    assert [values(reading, which) for which in (0, 1)] == [[500, 750], [250, 500]]


def test_a_calendar_of_years_and_months() -> None:
    months = "ENE;FEB;MAR;ABR;MAY;JUN;JUL;AGO;SET;OCT;NOV;DIC"
    numbers = ";".join(str(n) for n in range(1, 13))
    text = f"PRECIPITACIÓN TOTAL MENSUAL (mm)\nAÑO;{months};TOTAL\n2024;{numbers};78\n"
    sheet = sheet_of(text + "2025;1,5;S/D;3;4;5;6;7;8;9;10;11;12;76,5\n")
    found = found_in(sheet)
    assert (found.layout, found.date, found.said_unit) == (Layout.CALENDAR, 0, "mm")
    reading = reading_of(sheet, Wanted("all", "rain", "mm", scenario="Estación"))
    assert len(values(reading)) == 24
    assert values(reading)[10:15] == [11, 12, 1.5, None, 3]


def test_year_month_and_day_in_columns_of_their_own() -> None:
    text = "AÑO,MES,DIA,PP\n1965,1,1,0.0\n1965,1,2,20.5\n1965,1,3,-99.9\n1965,1,5,1.0\n"
    sheet = sheet_of(text)
    assert found_in(sheet).layout is Layout.PARTS
    reading = reading_of(sheet, Wanted("c3", "rain", "mm", scenario="Estación"))
    assert reading.days[0] == date(1965, 1, 1)
    assert values(reading) == [0.0, 20.5, None, None, 1.0]


def test_real_dates_and_numbers_of_a_workbook_need_no_questions() -> None:
    sheet = rows(
        ("Registro", None), ("Fecha", "Caudal L/s"),
        (datetime.fromisoformat("2026-01-01"), 1.234), (date(2026, 1, 2), 2), (46025, 3.5),
    )  # fmt: skip
    reading = reading_of(sheet)
    assert values(reading) == [1.234, 2, 3.5]  # 46025 is 3 January 2026 as spreadsheets count
    assert reading.is_ready


def test_a_formula_that_failed_is_null_and_told() -> None:
    sheet = rows(
        ("Fecha", "Q"), ("2026-01", 1), ("2026-02", Fault("#DIV/0!")), ("2026-03", Fault())
    )
    reading = reading_of(sheet)
    assert values(reading) == [1, None, None]
    assert noted(reading)[NoteKind.FORMULA_WITHOUT_VALUE] == (3, 4)


def test_a_text_that_looks_like_a_formula_is_no_number() -> None:
    reading = reading_of(sheet_of("Fecha,Q\n2026-01,=1+1\n2026-02,2\n"))
    assert values(reading) == [None, 2]
    assert noted(reading)[NoteKind.NOT_A_NUMBER] == (2,)


def test_a_date_that_does_not_exist_is_a_fault_of_its_row() -> None:
    reading = reading_of(sheet_of("Fecha,Q\n30/01/2026,1\n31/02/2026,2\n31/01/2026,3\n"))
    assert values(reading) == [1, 3]
    assert noted(reading)[NoteKind.NOT_A_DATE] == (3,)


def test_spaces_and_apostrophes_group_thousands() -> None:
    reading = reading_of(sheet_of("Fecha;Q\n2026-01;1 234,5\n2026-02;12\u00a0345\n2026-03;0,5\n"))
    assert values(reading) == [1234.5, 12345, 0.5]


def test_percentiles_are_told_by_heads_and_must_not_cross() -> None:
    sheet = sheet_of("Fecha,Caudal P10,Caudal P90\n2026-01,1,5\n2026-02,7,6\n")
    found = found_in(sheet)
    told = sources_of(sheet, found, plan_of(found, ""))
    assert [one.percentile for one in told] == ["p10", "p90"]
    reading = reading_of(sheet, flow(percentile="p10"), flow("c2", percentile="p90"))
    assert reading.questions == (Question.PERCENTILES_CROSS,)


def test_what_cannot_be_true_is_refused_with_its_row() -> None:
    reading = reading_of(sheet_of("Fecha,Q\n2026-01,1\n2026-02,-5\n"))
    assert reading.questions == (Question.IMPLAUSIBLE,)
    assert noted(reading)[NoteKind.IMPLAUSIBLE] == (3,)


def test_a_column_that_sums_others_up_is_told_when_it_is_taken() -> None:
    sheet = sheet_of("Fecha,Norte,Sur,Sum\n2026-01,1,2,3\n2026-02,1,2,3\n")
    found = found_in(sheet)
    assert [one.is_summary for one in sources_of(sheet, found, plan_of(found, ""))] == [
        False, False, True,
    ]  # fmt: skip
    assert NoteKind.SUMMARY_TAKEN in noted(reading_of(sheet, flow("c3")))


def test_a_step_that_does_not_fit_the_dates_is_told() -> None:
    sheet = sheet_of("Fecha,Q\n2026-01-01,1\n2026-02-01,2\n")
    assert NoteKind.OTHER_STEP in noted(reading_of(sheet, step=TimeStep.DAY))
    assert NoteKind.OTHER_STEP not in noted(reading_of(sheet))


def test_a_volume_of_a_month_becomes_a_flow_by_the_days_of_that_month() -> None:
    sheet = sheet_of("Branch,River\nJan-2026,2678400\nFeb-2026,2419200\n")
    reading = reading_of(sheet, flow(unit="m3"))
    assert values(reading) == pytest.approx([1000.0, 1000.0])  # 31 and 28 days of 1 m3/s


def test_conversions_are_right() -> None:
    assert converted(3.6, CONVERSIONS["m3/h>L/s"], 1) == pytest.approx(1.0)
    assert converted(86.4, CONVERSIONS["m3/d>L/s"], 1) == pytest.approx(1.0)
    assert converted(250.0, CONVERSIONS["cm>m"], 1) == 2.5
    assert converted(100.0, CONVERSIONS["ha>km2"], 1) == 1.0
    assert converted(1.0, CONVERSIONS["L/s>m3/d"], 1) == 86.4
    assert converted(310.0, CONVERSIONS["m3>m3/d"], 31) == pytest.approx(10.0)
    assert converted(1.0, CONVERSIONS["hm3>L/s"], 31) == pytest.approx(1e9 / (31 * 86400))


@pytest.mark.parametrize(
    ("wanted", "question"),
    [
        (flow(unit="m"), Question.UNIT),
        (flow(unit=""), Question.UNIT),
        (flow(variable="other", unit="mg/L"), Question.OWN_NAME),
        (flow(scenario=""), Question.SCENARIO),
    ],
)
def test_what_a_series_lacks_is_asked(wanted: Wanted, question: Question) -> None:
    assert reading_of(sheet_of("Fecha,Q\n2026-01,1\n2026-02,2\n"), wanted).questions[0] is question


def test_one_series_from_two_columns_is_refused() -> None:
    sheet = sheet_of("Fecha,A,B\n2026-01,1,2\n")
    assert reading_of(sheet, flow("c1"), flow("c2"), step=TimeStep.MONTH).questions == (
        Question.SAME_SERIES,
    )


def test_nothing_taken_and_no_dates_are_asked() -> None:
    sheet = sheet_of("Nombre,Valor\nA,1\nB,2\n")
    found = found_in(sheet)
    assert found.date is None
    asked = read(sheet, found, plan_of(found, "")).questions
    assert asked == (Question.DATES, Question.STEP, Question.NOTHING_TAKEN)


def test_a_table_that_lies_on_its_side_is_told_to_be_turned() -> None:
    sheet = sheet_of("Rama,2026-01,2026-02,2026-03\nRío,1,2,3\nArroyo,4,5,6\n")
    found = found_in(sheet)
    assert read(sheet, found, plan_of(found, "")).questions[0] is Question.DATES_ACROSS


def test_a_sign_that_comes_late_counts_too() -> None:
    days = "".join(f"{date.fromordinal(730_000 + n).isoformat()};{n}\n" for n in range(600))
    assert found_in(sheet_of(f"Fecha;Q\n{days}2030-01-01;1,5\n")).decimal is Signs.COMMA


def test_more_series_than_a_page_holds_are_counted() -> None:
    lines = "".join(f"2026-0{m};S{n};{n}\n" for m in (1, 2) for n in range(70))
    book = parse(f"Fecha;Nombre;Valor\n{lines}".encode(), "csv", SERIES)
    meant = understood(book, {}, station=False)
    assert (len(meant.sources), meant.more) == (60, 10)


def test_a_slip_in_a_year_does_not_make_an_axis_of_centuries() -> None:
    reading = reading_of(sheet_of("Fecha,Q\n1850-01-01,1\n2149-01-01,2\n2149-01-02,3\n"),
                         step=TimeStep.DAY)  # fmt: skip
    assert reading.questions == (Question.TOO_LONG,)
    assert day_in("9999-01-01", None) is None


@pytest.mark.parametrize("cell", ["T" * 100_000, "x" + " " * 100_000 + "y", "9" * 100_000])
def test_a_cell_that_is_as_long_as_it_likes_holds_nobody_up(cell: str) -> None:
    began = process_time()
    assert day_in(cell, None) is None
    assert orders_in([cell]) is Orders.NONE
    assert process_time() - began < 1


@pytest.mark.parametrize("cell", [float("inf"), float("-inf"), float("nan"), 10**400, -(10**400)])
def test_a_number_that_no_basin_holds_is_neither_a_day_nor_a_value(cell: float) -> None:
    assert day_in(cell, None) is None
    assert number_in(cell, None) is None


def test_a_head_that_somebody_points_at_counts() -> None:
    sheet = sheet_of("Estación,Puente\nCódigo,472\nFecha,Q\n2026-01,1\n2026-02,2\n")
    assert found_in(sheet).head == 2
    assert found_in(sheet, head=2, lines=1).values[0].head.words == "Q"


def test_a_plan_comes_back_as_it_was_told() -> None:
    sheet = sheet_of(WEAP)
    plan = replace(plan_of(found_in(sheet), "Hoja"), series=(flow(), flow("c2")), twice=Twice.LAST)
    told = canonical_json(as_plain(plan))
    assert of_plain(as_plain(plan)) == replace(plan, meanings={})
    assert '"twice":"last"' in told


def test_series_become_coverages_with_null_for_what_is_missing() -> None:
    sheet = sheet_of("Fecha,A,B\n2026-01,1,\n2026-02,2,3\n")
    reading = reading_of(
        sheet, flow(), flow("c2", variable="other", own_name="Recarga", unit="mm", scenario="Ñ")
    )
    document = collection_of(reading)
    first, second = document["coverages"]
    assert (first["id"], second["id"]) == ("con-mina", "n")
    assert first["domain"]["axes"]["t"]["values"][0] == "2026-01-01T00:00:00Z"
    assert first["ranges"]["streamflow.value"]["values"] == [1, 2]
    assert second["ranges"]["own_recarga.value"]["values"] == [None, 3]
    assert second["parameters"]["own_recarga.value"]["unit"] == {"symbol": "mm"}
    canonical_json(document)


def test_scenarios_whose_names_fold_together_stay_apart() -> None:
    assert ids_of(["Con mina", "con-mina", "«»"]) == {
        "Con mina": "con-mina", "con-mina": "con-mina-2", "«»": "escenario",
    }  # fmt: skip


def read_in_seconds(days: int) -> float:
    """The seconds of the processor that so many days of five scenarios take."""
    rows = "\n".join(
        f"{date.fromordinal(730_000 + n).isoformat()},{n % 97}.5,1.5,2.5,3.5,4.5"
        for n in range(days)
    )
    sheet = sheet_of(f"Fecha,A,B,C,D,E\n{rows}\n")
    began = process_time()
    reading = reading_of(sheet, *(flow(f"c{n}", scenario=f"E{n}") for n in range(1, 6)))
    spent = process_time() - began
    assert len(reading.days) == days
    assert reading.is_ready
    return spent


def test_ten_times_the_days_take_no_hundred_times_as_long() -> None:
    few, many = min(read_in_seconds(1_000) for _ in range(3)), read_in_seconds(10_000)
    assert many < 40 * few
