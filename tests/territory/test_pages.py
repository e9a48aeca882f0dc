"""The pages of places: browsed, searched, imported with a look before, exported, kept by hand."""

import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from kernel.database import Database
from territory.models import Place
from territory.queries import standing_in
from tests.factories.accounts import send, signed_in
from tests.territory.conftest import Keepers

ESPINAR = "/places/PE/at/PE-UBI-080801"
HEAD = "code;nombre;superior;nivel\n"
MURILLO = HEAD + "0201;Murillo;La Paz;provincia\n020101;Nuestra Señora de La Paz;0201;distrito\n"


def give(browser: FlaskClient, text: str | bytes, country: str = "BO") -> TestResponse:
    """Send a file to be looked at, and open what comes."""
    raw = text.encode("cp1252") if isinstance(text, str) else text
    answer = send(browser, f"/places/{country}/import", sheet=(io.BytesIO(raw), "lugares.csv"))
    return browser.get(answer.location) if answer.status_code == 303 else answer


def test_one_walks_from_the_country_to_the_community(platform: FlaskClient) -> None:
    assert "1.891" in platform.get("/places/").text.replace("\xa0", ".").replace(",", ".")
    assert "/places/PE/at/PE-CUS" in platform.get("/places/PE").text
    assert "/places/PE/at/PE-UBI-0808" in platform.get("/places/PE/at/PE-CUS").text
    assert "/places/PE/at/PE-UBI-080801" in platform.get("/places/PE/at/PE-UBI-0808").text
    assert "Aquí todavía no hay comunidades" in platform.get(ESPINAR).text


def test_a_place_is_searched_in_any_spelling(platform: FlaskClient) -> None:
    text = platform.get("/places/PE?q=Qosqo").text
    assert "/places/PE/at/PE-UBI-0801" in text
    assert "No hay ningún lugar" in platform.get("/places/PE?q=xyzw").text


def test_nowhere_is_nowhere(platform: FlaskClient) -> None:
    for address in ("/places/DE", "/places/PE/at/BO-L", "/places/PE/at/x", "/places/PE/imports/1"):
        assert platform.get(address).status_code == 404


def test_long_lists_come_page_by_page(platform: FlaskClient, database: Database) -> None:
    rows = "".join(f"C{number:03};Ayllu {number:03};080801;4\n" for number in range(150))
    looked = give(platform, HEAD + rows, "PE")
    press(platform, looked, "take-over")
    first = platform.get(ESPINAR).text
    assert "Ayllu 099" in first
    assert "Ayllu 100" not in first
    further = re.search(rf'href="({ESPINAR}\?after=[^"]+)"', first)
    assert further
    second = platform.get(further[1]).text
    assert "Ayllu 100" in second
    assert "Ayllu 149" in second


def press(browser: FlaskClient, page: TestResponse, verb: str) -> TestResponse:
    """Press the button of a page that leads to `…/verb`, and open what comes."""
    action = re.search(rf'action="([^"]+/{verb})"', page.text)
    token = re.search(r'name="csrf_token" [^>]*value="([^"]+)"', page.text)
    assert action
    assert token
    answer = browser.post(action[1], data={"csrf_token": token[1]})
    assert answer.status_code == 303
    return browser.get(answer.location)


def test_a_list_is_looked_at_then_taken_over_then_given_back(
    platform: FlaskClient, database: Database
) -> None:
    looked = give(platform, MURILLO)
    assert "Nuestra Señora de La Paz" in looked.text
    with database.reading() as session:
        assert "BO-INE-0201" not in standing_in(session, "BO")
    done = press(platform, looked, "take-over")
    assert "la lista quedó como dice el archivo" in done.text
    assert "Municipio" in platform.get("/places/BO/at/BO-INE-0201").text
    assert "/places/BO/imports/" in platform.get("/places/BO/import").text
    again = give(platform, MURILLO)
    assert "no hay nada que cambiar" in again.text
    press(platform, press(platform, done, "give-back"), "take-over")
    with database.reading() as session:
        assert not standing_in(session, "BO")["BO-INE-0201"].active


def test_faults_are_shown_with_their_rows_and_no_button_takes_them_over(
    platform: FlaskClient,
) -> None:
    looked = give(platform, HEAD + "0201;=1+1;La Paz;provincia\n02;X;9;distrito\n" * 70)
    assert "El nombre empieza como una fórmula" in looked.text
    assert "Mostramos los primeros 100 errores" in looked.text
    assert "/take-over" not in looked.text


@pytest.mark.parametrize(
    ("raw", "said"),
    [(b"", "Elija el archivo"), (b"PK\x03\x04x", "Guárdelo como CSV")],
)
def test_a_file_that_is_no_list_is_refused_at_once(
    platform: FlaskClient, raw: bytes, said: str
) -> None:
    answer = give(platform, raw)
    assert answer.status_code == 422
    assert said in answer.text


def test_the_present_list_is_a_file_that_can_be_imported(platform: FlaskClient) -> None:
    answer = platform.get("/places/PE/places.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="places-PE.csv"'
    assert answer.data.startswith(b"\xef\xbb\xbfcode,name,parent,level,name_qu\r\n")
    assert "no hay nada que cambiar" in give(platform, answer.data, "PE").text


def test_an_office_adds_a_community_of_its_own_country(
    office: FlaskClient, database: Database
) -> None:
    answer = send(office, ESPINAR, f"{ESPINAR}/communities", name="Huisa", name_qu="Wisa")
    assert answer.location == ESPINAR
    assert "Huisa" in office.get(ESPINAR).text
    assert "Wisa" in office.get(f"{ESPINAR}?lang=qu").text
    office.get("/places/?lang=es")
    with database.reading() as session:
        code = session.scalars(select(Place.code).where(Place.name == "Huisa")).one()
    page = f"/places/PE/at/{code}"
    twin = send(office, ESPINAR, f"{ESPINAR}/communities", name="HUISA", name_qu="")
    assert (twin.status_code, "Ya hay una comunidad" in twin.text) == (422, True)
    blank = send(office, ESPINAR, f"{ESPINAR}/communities", name=" ", name_qu="=1")
    assert blank.status_code == 422
    assert "empiece con una letra" in blank.text
    assert send(office, f"{page}/change", name="Huisa Alta", name_qu="").location == page
    assert send(office, f"{page}/change", name="@", name_qu="").status_code == 422
    assert send(office, f"{page}/change", f"{page}/retire").location == page
    assert "No se ofrece" in office.get(page).text
    assert send(office, f"{page}/change", f"{page}/restore").location == page
    assert "No se ofrece" not in office.get(page).text


def test_an_office_sees_no_button_abroad_and_is_refused_there(
    app: Flask, keepers: Keepers, platform: FlaskClient
) -> None:
    stranger = signed_in(app, keepers.bolivia)
    assert "Agregar una comunidad" not in stranger.get(ESPINAR).text
    assert "Importar una lista" not in stranger.get("/places/BO").text
    token = re.search(r'name="csrf_token" [^>]*value="([^"]+)"', stranger.get(ESPINAR).text)
    assert token
    fields = {"csrf_token": token[1], "name": "Huisa", "name_qu": ""}
    assert stranger.post(f"{ESPINAR}/communities", data=fields).status_code == 403
    assert "Agregar una comunidad" in platform.get(ESPINAR).text
