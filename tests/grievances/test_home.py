"""The way in, what the platform says about itself, and the way out."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.grievances.people import open_office, unquoted

PAGES = ["/", "/how-we-work", "/privacy", "/accessibility", "/follow"]


def read(page: FlaskClient, address: str) -> str:
    answered = page.get(address)
    assert answered.status_code == 200
    return unquoted(answered.get_data(as_text=True))


@pytest.mark.parametrize("language", ["es", "qu", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_every_page_for_everybody_opens_in_every_language(
    app: Flask, page: FlaskClient, address: str, language: str
) -> None:
    open_office(app)
    open_office(app)
    read(page, f"{address}?lang={language}")


def test_where_there_is_one_office_its_home_is_the_home(app: Flask, page: FlaskClient) -> None:
    slug = open_office(app, name="Oficina de Espinar")
    html = read(page, "/")
    assert "Oficina de Espinar" in html
    assert f"/o/{slug}/file" in html


def test_where_there_are_several_a_person_chooses(app: Flask, page: FlaskClient) -> None:
    slugs = [open_office(app), open_office(app, country="AR", name="Defensoría de Salta")]
    html = read(page, "/")
    assert all(f'href="/o/{slug}"' in html for slug in slugs)
    assert "Argentina" in html


def test_an_office_that_is_no_ombudsman_is_not_offered(app: Flask, page: FlaskClient) -> None:
    open_office(app)
    open_office(app)
    open_office(app, kind="university", name="Universidad del Altiplano", tracks=[])
    assert "Universidad del Altiplano" not in read(page, "/")


def test_a_platform_without_offices_says_so(page: FlaskClient) -> None:
    assert "Todavía no hay oficinas abiertas" in read(page, "/")


def test_the_home_of_an_office_says_what_happens_what_rights_and_where(
    app: Flask, page: FlaskClient
) -> None:
    slug = open_office(
        app, address="Jr. Bolognesi s/n", phone="084 222", emergency_phone="105", hours="De 8 a 16"
    )
    html = read(page, f"/o/{slug}")
    for words in (
        "Presentar una queja",
        "Seguir mi caso",
        "Hasta 2 días hábiles",
        "Hasta 3 meses",
        "Sus derechos aquí",
        "Quién ve lo que usted cuenta",
        "Llame al 105",
        "Jr. Bolognesi s/n",
        "De 8 a 16",
    ):
        assert words in html, words


@pytest.mark.parametrize("nameless", [[], ["alerta"], ["alerta", "consulta"]])
def test_no_home_promises_to_stay_nameless_where_a_complaint_needs_a_name(
    app: Flask, page: FlaskClient, nameless: list[str]
) -> None:
    slug = open_office(app, anonymous_tracks=nameless)
    html = read(page, f"/o/{slug}")
    assert "Puede no dar su nombre" not in html
    assert ("Sin su nombre puede presentar una alerta." in html) is bool(nameless)


def test_an_office_that_does_not_exist_is_not_found(page: FlaskClient) -> None:
    assert page.get("/o/nowhere").status_code == 404


def test_a_way_out_stands_on_every_page_and_needs_no_script(app: Flask, page: FlaskClient) -> None:
    slug = open_office(app)
    for address in (*PAGES, f"/o/{slug}", f"/o/{slug}/file"):
        assert 'href="/exit"' in read(page, address)


def test_the_privacy_page_says_what_it_cannot_do(page: FlaskClient) -> None:
    assert "Qué no podemos evitar" in read(page, "/privacy")
