"""Sheets of paper: printed in the order in which they are typed; rows in error lose nothing."""

import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from kernel.database import Database
from kernel.vault import Vault
from tests.databases import rows
from tests.factories.accounts import new_office
from tests.factories.accounts import send as press
from tests.factories.learning import THREE, ask, fill_in, new_course
from tests.trainings.tagged import blemishes
from tests.trainings.test_learning import FULL, House, fields_of
from tests.trainings.test_learning import send as phone
from trainings.kinds import Moment
from trainings.operations.answering import mix_sheets
from trainings.queries.learning import sheets_of

GRID = {
    "r1-code": "RO07LE", "r1-group": "", "r1-sex": "woman", "r1-q1": "4", "r1-q2": "a", "r1-q3": "",
    "r2-code": "", "r2-group": "", "r2-sex": "", "r2-q1": "", "r2-q2": "", "r2-q3": "",
    "r3-code": "JU12PA", "r3-group": "", "r3-sex": "", "r3-q1": "2", "r3-q2": "C", "r3-q3": "Agua",
}  # fmt: skip


@pytest.fixture
def house(app: Flask, database: Database, vault: Vault) -> House:
    return House(app, database, vault)


def test_rows_are_sheets_and_blank_rows_are_nothing(house: House) -> None:
    page = f"{house.staff_address}/entry/before"
    typist = house.browser(house.typist)
    sent = press(typist, page, **{**GRID, "r1-group": str(house.group)}, key="k" * 22)
    assert sent.status_code == 303
    assert [sheet.answers for sheet in sorted(house.sheets(), key=lambda one: one.sex)] == [
        {"1": 2, "2": 3, "3": "Agua"},
        {"1": 4, "2": 1},
    ]
    assert {sheet.answered_on for sheet in house.sheets()} == {"paper"}


def test_the_same_grid_sent_twice_is_written_once(house: House) -> None:
    page = f"{house.staff_address}/entry/before"
    browser = house.browser()
    form = {**fields_of(browser.get(page).text), **GRID}
    assert [browser.post(page, data=form).status_code for _time in range(2)] == [303, 303]
    assert len(house.sheets()) == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"r1-q1": "7"}, "Pregunta 1: «7» no vale. Escriba 1 a 5."),
        ({"r1-q2": "D"}, "Pregunta 2: «D» no vale. Escriba A a C."),
        ({"r3-code": "ro 07 le"}, "El mismo código que la fila 1."),
        ({"r2-code": "XY99ZZ"}, "La hoja no tiene ninguna respuesta."),
        ({"r1-code": "a"}, "al menos 4 letras"),
        ({"r1-group": "99999"}, "Elija un grupo de la lista."),
    ],
)
def test_what_is_wrong_stands_in_its_row_and_nothing_is_lost(
    house: House, wrong: dict[str, str], said: str
) -> None:
    page = f"{house.staff_address}/entry/before"
    sent = press(house.browser(), page, **{**GRID, **wrong})
    assert sent.status_code == 422
    assert said in sent.text
    assert 'value="Agua"' in sent.text
    assert house.sheets() == []


def test_a_code_that_is_there_already_is_said_in_its_row(house: House) -> None:
    page = f"{house.staff_address}/entry/before"
    press(house.browser(), page, **GRID, key="a" * 22)
    again = press(house.browser(), page, **GRID, key="b" * 22)
    assert again.status_code == 422
    assert "Ya hay una hoja con este código" in again.text
    assert len(house.sheets()) == 2


def test_the_paper_and_the_grid_have_the_same_order(house: House) -> None:
    grid = house.browser().get(f"{house.staff_address}/entry/after").text
    names = re.findall(r'name="r1-(\w+)"', grid)
    assert names == ["code", "group", "sex", "q1", "q2", "q3", "q4"]
    told = printed(house, "after-es")
    order = [
        told.index(words)
        for words in (
            "código",
            "grupo es usted",
            "mujer u hombre",
            "1. Sé",
            "2. ¿Quién",
            "3. ¿Qué",
            "4. El",
        )
    ]
    assert order == sorted(order)


def test_the_paper_speaks_one_language_or_two(house: House) -> None:
    assert "Yachani" not in printed(house, "before-es")
    both = printed(house, "before-both")
    assert "Sé adónde llevar un reclamo" in both
    assert "Yachani maymanmi reclamota apana" in both
    assert "Sé adónde" not in printed(house, "before-qu")
    assert house.browser().get(f"{house.staff_address}/paper/before-en.pdf").status_code == 404


def test_the_poster_carries_the_address(house: House) -> None:
    data = house.browser().get(f"{house.staff_address}/poster/before.pdf").data
    told = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert house.secret in told.replace("\n", "")


def printed(house: House, which: str) -> str:
    """The words of the sheet on paper."""
    answer = house.browser().get(f"{house.staff_address}/paper/{which}.pdf")
    assert answer.mimetype == "application/pdf"
    assert blemishes(answer.data) == []
    reader = PdfReader(io.BytesIO(answer.data))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_sheet_that_was_typed_wrongly_is_typed_right(house: House) -> None:
    page = f"{house.staff_address}/entry/before"
    browser = house.browser(house.typist)
    press(browser, page, **GRID, key="a" * 22)
    shown = press(browser, page, f"{page}/correct", pairing="ju 12-pa", key="b" * 22)
    assert shown.status_code == 200
    assert re.search(r'name="r1-q2" value="C"', shown.text)
    right = {
        **fields_of(shown.text), "replaces": "ju 12-pa", "r1-code": "JU12PO", "r1-group": "",
        "r1-sex": "", "r1-q1": "3", "r1-q2": "A", "r1-q3": "Agua limpia",
    }  # fmt: skip
    assert browser.post(page, data=right).status_code == 303
    assert sorted(sheet.answers["1"] for sheet in house.sheets()) == [3, 4]
    assert browser.post(page, data=right).status_code == 303  # the same form again
    assert len(house.sheets()) == 2
    gone = press(browser, page, f"{page}/correct", pairing="JU12PA", key="c" * 22)
    assert gone.status_code == 422
    assert "Ninguna hoja de papel" in gone.text


def test_a_sheet_from_a_phone_is_corrected_by_nobody(house: House, client: FlaskClient) -> None:
    phone(client, house.address(), **FULL)
    page = f"{house.staff_address}/entry/before"
    found = press(house.browser(), page, f"{page}/correct", pairing="RO07LE", key="c" * 22)
    assert found.status_code == 422


def test_every_night_sheets_lie_in_no_telling_order(any_database: Database) -> None:
    vault = Vault(bytes(32))
    with any_database.changing() as session:
        questionnaire = ask(session, new_course(session, vault, new_office(session, vault)), *THREE)
        for number in range(5):
            fill_in(session, vault, questionnaire, Moment.BEFORE, {1: number + 1}, f"CODE{number}")
        before = sheets_of(session, questionnaire)
        assert mix_sheets(session) == 5
        session.expire_all()
        assert sheets_of(session, questionnaire) == before
    kept = rows(any_database, "select id from trainings_sheet")
    assert [row[0] for row in kept] == sorted(row[0] for row in kept)
