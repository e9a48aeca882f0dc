"""Evidence that people bring by hand: nothing lost on the way, nothing guessed, marked as such."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from html import unescape
from typing import Any

import pytest
from flask import Flask

from accounts.roles import Role
from basin.kinds import EvidenceKind, Origin
from basin.mapping.small_tables import is_address
from basin.models import Study
from basin.views.adding import WAYS
from kernel import clock
from kernel.clock import now
from kernel.errors import Gone
from kernel.files import open_aside, sweep
from tests.basin.bringing import Desk, another, bring, desk_of, facts_of, fill
from tests.factories import spreadsheets
from tests.factories.accounts import new_office, new_person, signed_in
from tests.factories.files import tagged_jpeg
from tests.factories.papers import tagged_pdf

WEAP = """WEAP Export: Salar
Unit: m3/s

Branch;Referencia;Con mina
ene-2026;0,120;0,115
feb-2026;0,131;0,12
mar-2026;;0,118
TOTAL;0,251;0,353
""".encode("cp1252")

SAID: dict[str, Any] = {
    "v-all": "streamflow", "u-all": "m3/s", "s-c1": "Referencia", "s-c2": "Con mina",
    "q-c2": "Minawan", "t-c1": "y", "t-c2": "y",
}  # fmt: skip
ABOUT: dict[str, Any] = {
    "title": "Caudales de WEAP",
    "model": "WEAP",
    "ran_by": "Universidad de prueba",
}


@pytest.fixture
def desk(app: Flask) -> Desk:
    return desk_of(app)


def text(answer: object) -> str:
    return unescape(answer.get_data(as_text=True))  # type: ignore[attr-defined]


def test_a_table_of_weap_becomes_evidence_step_by_step(desk: Desk) -> None:
    page = bring(desk, "series", WEAP, "caudales.csv")
    assert "la tabla dice: m3/s" in text(desk.browser.get(page))
    assert desk.count() == 0
    answer = fill(desk.browser, page, **SAID)
    assert answer.status_code == 303
    look = str(answer.location)
    shown = text(desk.browser.get(look))
    assert "m3/s × 1,000 → L/s" in shown.replace("1.000", "1,000").replace("1000", "1,000")
    assert "Es un total o un promedio: no se toma. Filas: 8." in shown
    assert "<svg" in shown
    assert desk.count() == 0
    answer = fill(desk.browser, look, **ABOUT)
    assert answer.status_code == 303, text(answer)[:3000]
    made = desk.newest()
    assert answer.location == f"/studies/evidence/{made.code}"
    assert (made.kind, made.origin) == (EvidenceKind.FILE, Origin.HAND)
    assert made.note == "cargado a mano, no verificado por el servicio"
    assert desk.part("original") == WEAP
    series = json.loads(desk.part("timeseries"))
    assert [one["id"] for one in series["coverages"]] == ["referencia", "con-mina"]
    flow = series["coverages"][0]["ranges"]["streamflow.value"]["values"]
    assert flow == [pytest.approx(120.0), pytest.approx(131.0), None]


def test_loaded_series_are_drawn_as_those_of_a_service_are(desk: Desk) -> None:
    look = str(fill(desk.browser, bring(desk, "series", WEAP, "c.csv"), **SAID).location)
    fill(desk.browser, look, **ABOUT, caveats="No representa la nieve")
    shown = desk.browser.get(f"/studies/evidence/{desk.newest().code}/scenarios")
    assert shown.status_code == 200
    assert "Con mina" in text(shown)
    assert "No representa la nieve" in text(shown)


def test_the_document_says_how_the_table_was_read(desk: Desk) -> None:
    look = str(fill(desk.browser, bring(desk, "series", WEAP, "c.csv"), **SAID).location)
    fill(desk.browser, look, **ABOUT)
    facts = facts_of(desk.newest())
    assert facts["source"] == {
        "file_name": "c.csv", "sha256": sha256(WEAP).hexdigest(), "size": len(WEAP),
        "format": "csv", "sheet": "",
    }  # fmt: skip
    assert facts["mapping"]["conversions"] == [
        {"from": "m3/s", "to": "L/s", "factor": 1000.0, "per_step": False}
    ]
    assert facts["mapping"]["noticed"] == {"summary_row": 1}
    assert facts["scenarios"][1] == {"id": "con-mina", "title": {"es": "Con mina", "qu": "Minawan"}}
    assert facts["series"][0]["gaps"] == 1
    assert desk.newest().model == "WEAP"


def test_what_is_not_said_is_asked_and_nothing_typed_is_lost(desk: Desk) -> None:
    page = bring(desk, "series", WEAP)
    answer = fill(desk.browser, page, **{**SAID, "u-all": "", "s-c2": "Escenario raro"})
    assert answer.status_code == 422
    assert "Elija la unidad de cada serie" in text(answer)
    assert 'value="Escenario raro"' in text(answer)


def test_reading_again_keeps_what_was_said(desk: Desk) -> None:
    page = bring(desk, "series", WEAP)
    answer = fill(desk.browser, page, **SAID, again="y", head="4", decimal="comma")
    assert answer.status_code == 303
    again = text(desk.browser.get(str(answer.location)))
    assert 'value="Minawan"' in again
    assert '<option value="comma" selected>' in again


def test_one_may_go_back_from_the_look_and_change(desk: Desk) -> None:
    page = bring(desk, "series", WEAP)
    look = str(fill(desk.browser, page, **SAID).location)
    name = look.rpartition("/")[2]
    assert f"{page}?said={name}" in text(desk.browser.get(look))
    assert 'value="Minawan"' in text(desk.browser.get(f"{page}?said={name}"))


def test_a_title_is_asked_and_the_rest_stays(desk: Desk) -> None:
    look = str(fill(desk.browser, bring(desk, "series", WEAP), **SAID).location)
    answer = fill(desk.browser, look, **{**ABOUT, "title": ""})
    assert answer.status_code == 422
    assert 'value="Universidad de prueba"' in text(answer)
    assert desk.count() == 0


def test_the_same_form_twice_gives_one_piece_of_evidence(desk: Desk) -> None:
    look = str(fill(desk.browser, bring(desk, "series", WEAP), **SAID).location)
    from tests.basin.bringing import hidden_of

    hidden = hidden_of(desk.browser.get(look).get_data(as_text=True))
    first = desk.browser.post(look, data={**hidden, **ABOUT})
    second = desk.browser.post(look, data={**hidden, **ABOUT})
    assert (first.status_code, first.location) == (303, second.location)
    assert desk.count() == 1
    assert "Este mismo archivo ya está como evidencia" in text(desk.browser.get(look))


def test_nobody_else_opens_what_waits(app: Flask, desk: Desk) -> None:
    page = bring(desk, "series", WEAP)
    look = str(fill(desk.browser, page, **SAID).location)
    colleague = another(app, desk)
    forged = f"{desk.add}/series/{'0' * 32}"
    told = [colleague.get(address) for address in (page, look, forged, f"{desk.add}/series/..")]
    assert [answer.status_code for answer in told[:3]] == [410] * 3
    assert told[0].get_data() == told[1].get_data() == told[2].get_data()
    assert "Vuelva al estudio y súbalo otra vez." in text(told[0])


def test_what_waits_for_one_study_is_not_opened_in_another(app: Flask, desk: Desk) -> None:
    with app.extensions["database"].changing() as session:
        from sqlalchemy import select

        from tests.factories.basin import new_study

        study = session.scalars(select(Study).where(Study.code == desk.code)).one()
        other = new_study(session, study.office).code
    page = bring(desk, "series", WEAP)
    assert desk.browser.get(page.replace(desk.code, other)).status_code == 410


def test_what_nobody_confirms_is_gone_after_a_day(desk: Desk) -> None:
    page = bring(desk, "series", WEAP)
    store = desk.app.extensions["files"]
    assert len(list(store.names())) == 1
    holder = page.rpartition("/")[2]
    with clock.at(now() + timedelta(days=1, minutes=1)):
        with store.database.reading() as session, pytest.raises(Gone):
            open_aside(session, store, b"0" * 32, holder)
        assert sweep(store) == 1
    assert list(store.names()) == []
    assert desk.browser.get(page).status_code == 410


def test_a_file_lies_sealed_while_it_waits(desk: Desk) -> None:
    bring(desk, "series", WEAP)
    store = desk.app.extensions["files"]
    (name,) = store.names()
    assert b"Referencia" not in store.place(name).read_bytes()


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.AUDITOR, Role.HANDLER])
def test_who_only_reads_adds_nothing(app: Flask, role: Role) -> None:
    desk = desk_of(app, role)
    assert desk.browser.get(desk.add).status_code == 403


def test_another_office_and_a_stranger_find_nothing(app: Flask, desk: Desk) -> None:
    with app.extensions["database"].changing() as session:
        elsewhere = new_office(session, app.extensions["vault"])
        keeper = new_person(session, elsewhere, Role.NOTE_TAKER).id
    browser = signed_in(app, keeper)
    missing = browser.get("/studies/S-ZZZZZZ/add")
    found = browser.get(desk.add)
    assert (found.status_code, missing.status_code) == (404, 404)
    assert found.get_data() == missing.get_data()
    assert app.test_client().get(desk.add).status_code == 303


def test_a_closed_study_takes_nothing(app: Flask, desk: Desk) -> None:
    page = bring(desk, "series", WEAP)
    look = str(fill(desk.browser, page, **SAID).location)
    with app.extensions["database"].changing() as session:
        from sqlalchemy import select

        session.scalars(select(Study).where(Study.code == desk.code)).one().is_open = False
    for address in (desk.add, f"{desk.add}/file", page, look):
        answer = desk.browser.get(address)
        assert answer.status_code == 409
        assert "El estudio está cerrado" in text(answer)


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (spreadsheets.far_cell(), "x.xlsx", "demasiad"),
        (spreadsheets.many_equal_cells(), "x.ods", "demasiad"),
        (b"1,2\n" * 40_001, "x.csv", "Leemos hasta 40 000 filas"),
        (b"%PDF-1.7\n", "x.csv", "hoja de cálculo"),
        (b"<html><table><tr><td>1", "x.xls", "hoja de cálculo"),
        (b"", "x.csv", "vac"),
        (b"\x00\x01" * 500, "x.csv", "hoja de cálculo"),
    ],
)
def test_hostile_and_broken_files_are_refused_in_words(
    desk: Desk, data: bytes, name: str, said: str
) -> None:
    answer = fill(desk.browser, f"{desk.add}/series", (data, name))
    assert answer.status_code == 422
    assert said in text(answer)
    assert desk.count() == 0


def test_markup_paths_and_formulas_stay_text(desk: Desk) -> None:
    table = b'Fecha;<script>alert(1)</script>;=HYPERLINK("http://x")\n2026-01;1;2\n2026-02;3;4\n'
    page = bring(desk, "series", table, "../../<b>etc<b>.csv")
    shown = desk.browser.get(page).get_data(as_text=True)
    assert "<script>alert(1)" not in shown
    assert "Archivo: b etc b .csv." in text(desk.browser.get(page))
    said = {**SAID, "u-all": "L/s"}
    look = str(fill(desk.browser, page, **said).location)
    fill(desk.browser, look, **ABOUT)
    assert facts_of(desk.newest())["source"]["file_name"] == "b etc b .csv"


def test_a_plain_file_is_kept_byte_for_byte_and_never_read(desk: Desk) -> None:
    data = b"PK\x03\x04 not really a zip <script>" + bytes(range(256))
    answer = fill(
        desk.browser, f"{desk.add}/file", (data, "heads.hds"),
        title="Cargas de MODFLOW", model="MODFLOW 6", ran_by="Consultora", shows="Cargas",
        **{"ran_on-day": "3", "ran_on-month": "2", "ran_on-year": "2026"},
    )  # fmt: skip
    assert answer.status_code == 303, text(answer)[:2000]
    assert desk.part("original") == data
    made = desk.newest()
    assert (made.kind, made.origin, made.model) == (EvidenceKind.FILE, Origin.HAND, "MODFLOW 6")
    facts = facts_of(made)
    assert (facts["ran_on"], facts["shows"]) == ("2026-02-03", "Cargas")
    assert facts["source"]["sha256"] == sha256(data).hexdigest()


def test_a_file_is_not_asked_for_twice_when_something_else_is_missing(desk: Desk) -> None:
    page = f"{desk.add}/file"
    first = fill(desk.browser, page, (b"\x01\x02", "heads.hds"), title="Cargas", model="M")
    assert first.status_code == 422
    assert "Usar el archivo que ya envió: heads.hds" in text(first)
    held = text(first).partition('name="held" value="')[2].partition('"')[0]
    answer = fill(desk.browser, page, title="Cargas", model="M", ran_by="Yo", shows="C", held=held)
    assert answer.status_code == 303
    assert desk.part("original") == b"\x01\x02"


def test_a_forged_name_of_a_waiting_file_is_refused_in_words(app: Flask, desk: Desk) -> None:
    page = f"{desk.add}/file"
    first = fill(desk.browser, page, (b"secreto", "a.bin"), title="T", model="M")
    held = text(first).partition('name="held" value="')[2].partition('"')[0]
    answer = fill(another(app, desk), page, title="T", model="M", ran_by="Yo", shows="C", held=held)
    assert answer.status_code == 422
    assert "El archivo ya no está" in text(answer)
    assert desk.count() == 0


def test_a_file_that_is_too_large_is_refused_with_the_limit(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert WAYS["file"].most == 15 * 1024 * 1024
    monkeypatch.setitem(WAYS, "file", replace(WAYS["file"], most=1000))
    data = b"\0" * 1001
    answer = fill(desk.browser, f"{desk.add}/file", (data, "a.bin"), title="T", model="M")
    assert answer.status_code == 422
    assert "hasta 15 MB" in text(answer)


PHOTO: dict[str, Any] = {
    "title": "Bofedal seco",
    "place": "Vega alta",
    "taken_by": "Rosa",
    "shows": "La vega",
}


def test_a_photograph_is_stripped_and_sealed_with_the_consent_of_who_is_on_it(desk: Desk) -> None:
    answer = fill(
        desk.browser, f"{desk.add}/photograph", (tagged_jpeg(), "IMG_1.jpg"),
        **PHOTO, people="agreed", consent="Las dos, de palabra",
    )  # fmt: skip
    assert answer.status_code == 303, text(answer)[:2000]
    made = desk.newest()
    assert made.kind is EvidenceKind.PHOTOGRAPH
    assert made.file_id is not None
    facts = facts_of(made)
    assert facts["consent"] == {"people": True, "how": "Las dos, de palabra"}
    assert facts["place"] == "Vega alta"
    assert "IMG_1" not in made.entry.document, "how somebody calls a file may name somebody"


@pytest.mark.parametrize(
    ("people", "asked"), [("", "Diga si se reconoce a alguien"), ("agreed", "Diga quién aceptó")]
)
def test_a_photograph_without_consent_is_not_kept(desk: Desk, people: str, asked: str) -> None:
    answer = fill(
        desk.browser, f"{desk.add}/photograph", (tagged_jpeg(), "a.jpg"), **PHOTO, people=people
    )
    assert answer.status_code == 422
    assert asked in text(answer)
    assert desk.count() == 0


def test_a_photograph_that_is_none_is_refused_and_the_words_stay(desk: Desk) -> None:
    answer = fill(
        desk.browser, f"{desk.add}/photograph", (b"MZ not a picture", "a.jpg"),
        **PHOTO, people="nobody",
    )  # fmt: skip
    assert answer.status_code == 422
    assert 'value="Vega alta"' in text(answer)


LAB: dict[str, Any] = {
    "title": "Agua de la vertiente", "laboratory": "Lab Sur", "sample": "M-12",
    "place": "Vertiente", "sampled_by": "Comité de agua",
}  # fmt: skip


def test_a_result_of_a_laboratory_has_its_figures_as_they_are_written(desk: Desk) -> None:
    answer = fill(
        desk.browser, f"{desk.add}/laboratory", (tagged_pdf(), "hoja.pdf"), **LAB,
        parameters="Arsénico total; <0,01; mg/L; 0,01; DIGESA\npH\t7,9\n".replace("\t", ";")
        .replace("7,9", "7,9; unidades de pH"),
    )  # fmt: skip
    assert answer.status_code == 303, text(answer)[:2000]
    made = desk.newest()
    assert made.kind is EvidenceKind.LABORATORY
    assert facts_of(made)["parameters"] == [
        {"name": "Arsénico total", "value": "<0,01", "unit": "mg/L", "limit": "0,01",
         "basis": "DIGESA"},
        {"name": "pH", "value": "7,9", "unit": "unidades de pH", "limit": "", "basis": ""},
    ]  # fmt: skip


def test_a_line_without_a_unit_is_told_with_its_number(desk: Desk) -> None:
    answer = fill(
        desk.browser, f"{desk.add}/laboratory", (tagged_pdf(), "hoja.pdf"), **LAB,
        parameters="Plomo; 0,02; mg/L\nArsénico; 0,01\n",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Línea 2: falta un dato." in text(answer)


def test_published_figures_keep_what_was_kept_back_as_such(desk: Desk) -> None:
    answer = fill(
        desk.browser, f"{desk.add}/statistics", title="Población", publisher="INDEC",
        address="https://www.indec.gob.ar/x", kept_back="<5; *",
        cells="Localidad;Hombres;Mujeres\nSanta Rosa;88;80\nPocitos;<5;*\n",
    )  # fmt: skip
    assert answer.status_code == 303, text(answer)[:2000]
    facts = facts_of(desk.newest())
    assert facts["rows"] == [["Santa Rosa", "88", "80"], ["Pocitos", None, None]]
    assert facts["suppressed"] == 2
    assert desk.newest().origin is Origin.HAND


@pytest.mark.parametrize("address", ["ftp://x.org/a", "www.x.org", "https://a b"])
def test_an_address_that_is_none_is_refused(desk: Desk, address: str) -> None:
    answer = fill(
        desk.browser, f"{desk.add}/statistics", title="P", publisher="I", address=address,
        cells="a;b\n1;2\n",
    )  # fmt: skip
    assert answer.status_code == 422
    assert not is_address("javascript:alert(1)")


CONCERN: dict[str, Any] = {"title": "El agua baja", "place": "Santa Rosa"}


def test_words_by_hand_are_never_said_to_come_from_the_house(desk: Desk) -> None:
    answer = fill(
        desk.browser, f"{desk.add}/concern", **CONCERN, words="Pukyu ch'akichkan", language="qu",
        taken_from="Carta de la comunidad",
    )  # fmt: skip
    assert answer.status_code == 303, text(answer)[:2000]
    made = desk.newest()
    assert (made.kind, made.origin) == (EvidenceKind.CONCERN, Origin.HAND)
    assert facts_of(made)["words"] == "Pukyu ch'akichkan"


def test_a_concern_that_nobody_may_know_of_is_not_copied(desk: Desk) -> None:
    answer = fill(
        desk.browser, f"{desk.add}/concern", **CONCERN, reference="concern:C-NOTHING",
        words="Inventadas", language="es", taken_from="x",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "No encontramos una preocupación con ese código." in text(answer)
    assert desk.count() == 0


def test_words_of_the_house_are_copied_from_their_owner(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kernel.references import Referred

    owner = Referred("Taller de marzo", "/meetings/M-1/carried", frozenset(), "Falta agua", "es")
    monkeypatch.setattr(
        desk.app.extensions["references"], "resolve", lambda _session, _actor, _key: owner
    )
    answer = fill(
        desk.browser, f"{desk.add}/concern", **CONCERN, reference="C-1", words="Otra cosa"
    )
    assert answer.status_code == 303, text(answer)[:2000]
    made = desk.newest()
    assert (made.origin, made.note) == (Origin.HOUSE, "")
    assert facts_of(made)["words"] == "Falta agua"
    assert facts_of(made)["reference"] == "concern:C-1"


def test_every_way_is_explained_in_a_line(desk: Desk) -> None:
    shown = text(desk.browser.get(desk.add))
    for way in ("series", "observations", "file", "photograph", "laboratory", "statistics",
                "concern"):  # fmt: skip
        assert f'href="{desk.add}/{way}"' in shown
        assert desk.browser.get(f"{desk.add}/{way}").status_code == 200


@pytest.mark.parametrize(
    ("way", "said", "shown"),
    [
        (
            "statistics",
            {"title": "P", "publisher": "INDEC", "kept_back": "*", "cells": "Lugar;N\nPocitos;*\n"},
            ("INDEC", "Pocitos", "reservado"),
        ),
        (
            "concern",
            CONCERN | {"words": "Pukyu ch'akin", "language": "qu", "taken_from": "Una carta"},
            ("Pukyu ch'akin", "Quechua", "De dónde se sabe", "Una carta"),
        ),
    ],
)
def test_its_page_tells_what_was_brought(
    desk: Desk, way: str, said: dict[str, Any], shown: tuple[str, ...]
) -> None:
    answer = fill(desk.browser, f"{desk.add}/{way}", **said)
    page = text(desk.browser.get(str(answer.location)))
    for words in shown:
        assert words in page


def test_the_page_of_a_result_has_its_figures_in_a_table(desk: Desk) -> None:
    answer = fill(
        desk.browser, f"{desk.add}/laboratory", (tagged_pdf(), "hoja.pdf"), **LAB,
        parameters="Arsénico; <0,01; mg/L; 0,01; DIGESA\n",
    )  # fmt: skip
    page = text(desk.browser.get(str(answer.location)))
    for words in ("Arsénico", "<0,01", "DIGESA", "Código de la muestra", "M-12"):
        assert words in page


def test_the_page_of_loaded_series_names_scenarios_and_conversions(desk: Desk) -> None:
    look = str(fill(desk.browser, bring(desk, "series", WEAP), **SAID).location)
    page = text(desk.browser.get(str(fill(desk.browser, look, **ABOUT).location)))
    assert "Agua que llega a la laguna, Con mina" in page
    assert "Convertido" in page
    assert "Un valor por mes" in page
