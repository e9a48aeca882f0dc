"""The same on SQLite and on PostgreSQL: constraints, counting, and people who come at once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from accounts import operations, queries
from accounts.models import Membership, Office, Person, SignInFailure
from accounts.operations import OfficePlace, OfficeTerms
from accounts.roles import OfficeKind, Role
from accounts.views.security import hash_of
from app import create_app
from kernel.clock import at, now
from kernel.database import Database
from kernel.errors import RuleBroken
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.factories.accounts import PASSWORD, code_of, new_code_app, new_office, new_person, send
from tests.pages import CheckedClient
from tests.threads import at_once
from web.settings import Settings

PLACE = OfficePlace("puno", OfficeKind.OMBUDSMAN, "PE", "PE-PUN", "America/Lima")
TERMS = OfficeTerms("Oficina de Puno", ["qu", "es"], ["queja"], [])


def test_an_office_keeps_what_it_said(any_database: Database, vault: Vault) -> None:
    with any_database.changing() as session:
        operations.open_office(session, vault, SYSTEM, PLACE, TERMS)
    with any_database.reading() as session:
        office = queries.office_by_slug(session, "puno")
        assert (office.languages, office.tracks) == (["qu", "es"], ["queja"])
        assert office.opened_at.tzinfo is not None


def test_the_database_itself_refuses_what_cannot_be(any_database: Database, vault: Vault) -> None:
    with any_database.changing() as session:
        office_id = new_office(session, vault).id
        person_id = new_person(session, None, Role.PLATFORM_ADMIN, email="a@b.example").id
    wrong: list[Office | Person | Membership] = [
        Membership(person_id=person_id, office_id=office_id, role=Role.PLATFORM_ADMIN),
        Membership(person_id=person_id, office_id=None, role=Role.HANDLER),
        Membership(person_id=person_id, office_id=None, role=Role.PLATFORM_ADMIN),
        Membership(person_id=99_999, office_id=office_id, role=Role.HANDLER),
        Person(name="Otra", email="a@b.example"),
    ]
    for row in wrong:
        with pytest.raises(IntegrityError), any_database.changing() as session:
            session.add(row)


def test_failures_that_come_at_once_are_all_counted(any_database: Database) -> None:
    def fail(_number: int) -> None:
        with any_database.changing() as session:
            operations.note_failure(session, "account")

    at_once(fail, 8)
    with any_database.reading() as session:
        assert session.scalars(select(SignInFailure.failures)).all() == [8]


def test_failures_of_yesterday_are_forgotten(any_database: Database) -> None:
    with at(now() - timedelta(days=2)), any_database.changing() as session:
        operations.note_failure(session, "old")
    with any_database.changing() as session:
        operations.note_failure(session, "new")
    with any_database.reading() as session:
        assert session.scalars(select(SignInFailure.account)).all() == ["new"]


def test_one_address_becomes_one_person_when_several_add_it_at_once(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        slug = new_office(session, vault).slug

    def add(_number: int) -> bool:
        try:
            with any_database.changing() as session:
                office = queries.office_by_slug(session, slug)
                operations.add_person(session, SYSTEM, office, "R", "r@p.example", {Role.INTAKE})
        except RuleBroken:
            return False
        return True

    assert sorted(at_once(add, 4)) == [False, False, False, True]


@pytest.fixture
def both(any_database: Database, tmp_path: Path) -> Iterator[Flask]:
    """The whole application, on each database."""
    url = any_database.url.render_as_string(hide_password=False)
    made = create_app(Settings.for_tests(tmp_path / "var", DATABASE_URL=url))
    made.test_client_class = CheckedClient
    yield made
    made.extensions["jobs"].close()
    made.extensions["database"].dispose()


def test_signing_in_working_and_leaving(both: Flask, any_database: Database) -> None:
    with both.app_context():
        hashed = hash_of(PASSWORD)
    with any_database.changing() as session:
        office = new_office(session, both.extensions["vault"], slug="cusco")
        ada = new_person(session, office, Role.OFFICE_ADMIN, email="ada@c.example", password=hashed)
        phone = new_code_app(session, both.extensions["vault"], ada.id)
    browser = both.test_client()
    asked = send(browser, "/sign-in", email="ada@c.example", password=PASSWORD)
    assert asked.location == "/sign-in/second-step"
    assert send(browser, asked.location, code=code_of(phone)).location == "/start"
    added = send(
        browser, "/office/cusco/people/add", name="Rosa", email="r@c.example", roles=["handler"]
    )
    assert "Agregamos a la persona." in browser.get(added.location).text
    with at(now() + timedelta(minutes=5)):
        assert browser.get("/account").status_code == 200
    assert send(browser, "/account", "/sign-out").status_code == 303
    assert browser.get("/account").status_code == 303
