"""Offices: opened by the platform with a key of their own, described by themselves."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts import operations, queries
from accounts.models import Office, Person
from accounts.operations import OfficePlace, OfficeTerms
from accounts.roles import OfficeKind, Role
from kernel.audit import Entry
from kernel.database import Database
from kernel.errors import BadInput, Forbidden, RuleBroken
from kernel.policy import STRANGER, SYSTEM
from kernel.vault import Vault
from tests.accounts.conftest import House
from tests.factories.accounts import give, send, signed_in

PLACE = OfficePlace("puno", OfficeKind.OMBUDSMAN, "PE", "PE-PUN", "America/Lima")
TERMS = OfficeTerms("Oficina de Puno", ["qu", "es"], ["queja"], [])
FORM: dict[str, Any] = {
    "name": "Oficina de Puno",
    "kind": "ombudsman",
    "slug": "puno",
    "region": "PE-PUN",
    "time_zone": "America/Lima",
    "languages": ["es", "qu"],
    "first_language": "qu",
    "tracks": ["queja", "alerta"],
    "anonymous_tracks": ["alerta"],
    "phone": "051 000 000",
}


def _office(database: Database, slug: str) -> Office:
    with database.reading() as session:
        office = queries.office_by_slug(session, slug)
        session.expunge(office)
        return office


def test_an_opened_office_can_seal_and_open_words(database: Database, vault: Vault) -> None:
    with database.changing() as session:
        office = operations.open_office(session, vault, SYSTEM, PLACE, TERMS)
        key = vault.new_data_key(session, [office.holder])
        sealed = key.seal("Unu mana kanchu.", "place.column")
        again = vault.data_key(session, key.id, f"office:{office.id}")
        assert again.open(sealed, "place.column") == "Unu mana kanchu."


def test_the_platform_opens_an_office_and_then_adds_its_people(
    platform: FlaskClient, database: Database
) -> None:
    answer = send(platform, "/admin/offices/open", **FORM)
    assert (answer.status_code, answer.location) == (303, "/office/puno/people")
    office = _office(database, "puno")
    assert office.languages == ["qu", "es"]
    assert (office.country, office.region) == ("PE", "PE-PUN")
    assert office.anonymous_tracks == ["alerta"]
    assert "Oficina de Puno" in platform.get("/admin/offices").text
    added = send(
        platform,
        "/office/puno/people/add",
        name="Rosa",
        email="r@p.example",
        roles=["office_admin"],
    )
    assert added.status_code == 303
    with database.reading() as session:
        opened = session.scalars(select(Entry).where(Entry.subject == office.holder)).one()
    assert (opened.event, opened.facts) == (
        "accounts:office:opened",
        {"kind": "ombudsman", "country": "PE"},
    )


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"slug": "cusco"}, "Ya hay una oficina con esa dirección."),
        ({"slug": "Puno Sur"}, "Use letras minúsculas, números y guiones."),
        ({"slug": "x" * 41}, "Es demasiado largo"),
        ({"kind": "programme"}, "Solo una defensoría recibe quejas."),
        ({"languages": []}, "Elija al menos un idioma."),
        ({"first_language": "en"}, "Elija uno de los idiomas en que atiende."),
        ({"anonymous_tracks": ["consulta"]}, "Una vía que no se ofrece"),
        ({"region": ""}, "Elija el lugar."),
        ({"time_zone": "America/La_Paz"}, "Esa hora no rige en ese país."),
        ({"region": "XX-YYY"}, "Elija una de las opciones."),
        ({"name": " "}, "Escriba el nombre de la oficina."),
    ],
)
def test_an_office_that_cannot_be_opened_says_why(
    platform: FlaskClient, database: Database, changed: dict[str, Any], problem: str
) -> None:
    answer = send(platform, "/admin/offices/open", **(FORM | changed))
    assert answer.status_code == 422
    assert problem in answer.text
    with database.reading() as session:
        assert len(queries.offices_open(session)) == 2


def test_an_office_says_something_else_of_itself(
    admin: FlaskClient, database: Database, house: House
) -> None:
    fields = {
        **FORM,
        "name": "Defensoría de Qusqu",
        "emergency_phone": "105",
        "address": "Calle 1\nCusco",
    }
    assert send(admin, "/office/cusco/settings", **fields).status_code == 303
    office = _office(database, "cusco")
    assert (office.name, office.emergency_phone) == ("Defensoría de Qusqu", "105")
    assert office.slug == "cusco"
    assert "Defensoría de Qusqu" in admin.get("/office/cusco/settings").text
    with database.reading() as session:
        changed = session.scalars(select(Entry).where(Entry.subject == office.holder)).one()
    assert changed.event == "accounts:office:changed"
    assert "Qusqu" not in str(changed.facts)
    assert "name" in str(changed.facts["fields"])


def test_saying_the_same_again_leaves_no_trace(
    admin: FlaskClient, database: Database, house: House
) -> None:
    send(admin, "/office/cusco/settings", **FORM)
    send(admin, "/office/cusco/settings", **FORM)
    with database.reading() as session:
        entries = session.scalars(
            select(Entry).where(Entry.subject == f"office:{house.here.office_id}")
        ).all()
    assert len(entries) == 1


def test_settings_show_what_stands(admin: FlaskClient) -> None:
    text = admin.get("/office/cusco/settings").text
    assert 'value="Cusco"' in text
    assert text.count(" checked") == 2 + 1  # languages, first


def test_an_office_never_changes_the_other(
    admin: FlaskClient, database: Database, house: House
) -> None:
    answer = send(admin, "/office/cusco/settings", "/office/salta/settings", **FORM)
    assert answer.status_code == 404
    assert _office(database, "salta").name == "Salta"


def test_the_platform_helps_any_office_and_the_trail_says_who_did(
    platform: FlaskClient, database: Database, house: House
) -> None:
    assert send(platform, "/office/salta/settings", **FORM).status_code == 303
    assert _office(database, "salta").name == "Oficina de Puno"
    with database.reading() as session:
        subject = f"office:{house.there.office_id}"
        entry = session.scalars(select(Entry).where(Entry.subject == subject)).one()
    assert entry.actor == f"person:{house.platform}"


def test_operations_refuse_what_contradicts_itself(database: Database, vault: Vault) -> None:
    programme = OfficePlace("p", OfficeKind.PROGRAMME, "PE", None, "America/Lima")
    cases: list[tuple[OfficePlace, OfficeTerms, str]] = [
        (PLACE, OfficeTerms("x", [], [], []), "office-needs-a-language"),
        (PLACE, OfficeTerms("x", ["es"], [], ["queja"]), "anonymous-track-not-offered"),
        (programme, OfficeTerms("x", ["es"], ["queja"], []), "only-an-ombudsman"),
    ]
    with database.changing() as session:
        for place, terms, code in cases:
            with pytest.raises(BadInput, match=code):
                operations.open_office(session, vault, SYSTEM, place, terms)
        operations.open_office(session, vault, SYSTEM, PLACE, TERMS)
        with pytest.raises(RuleBroken, match="office-address-taken"):
            operations.open_office(session, vault, SYSTEM, PLACE, TERMS)
        with pytest.raises(Forbidden):
            operations.open_office(session, vault, STRANGER, PLACE, TERMS)


def test_whoever_administers_one_office_starts_there(
    admin: FlaskClient, platform: FlaskClient
) -> None:
    assert admin.get("/start").location == "/office/"
    assert admin.get("/office/").location == "/office/cusco/people"
    assert platform.get("/start").location == "/admin/offices"


def test_whoever_administers_two_offices_chooses(
    app: Flask, database: Database, house: House
) -> None:
    with database.changing() as session:
        ada = session.get_one(Person, house.here.admin)
        give(session, ada, queries.office_by_slug(session, "salta"), Role.OFFICE_ADMIN)
    text = signed_in(app, house.here.admin).get("/office/").text
    assert "/office/cusco/people" in text
    assert "/office/salta/people" in text


def test_the_account_page_says_what_somebody_is_where(
    admin: FlaskClient, platform: FlaskClient
) -> None:
    assert "<b>Cusco</b>: Administración de la oficina" in admin.get("/account").text
    assert (
        "<b>Toda la plataforma</b>: Administración de la plataforma"
        in platform.get("/account").text
    )
