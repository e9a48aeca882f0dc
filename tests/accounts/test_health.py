"""What an office lacks, how the installation stands; and administrators who see no case."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import NotFound as WrongAddress

from accounts import queries
from accounts.models import Office, Person
from accounts.roles import Lack, Role
from accounts.words import LACKS
from kernel.clock import now
from kernel.database import Database
from kernel.jobs.heartbeat import beat
from kernel.notices import Notice, NoticeState
from kernel.vault import Vault
from tests.accounts.conftest import House
from tests.factories.accounts import actor_of, new_person, signed_in
from tests.factories.desk import Desk, make_desk
from web import condition
from web.condition import Grade
from web.keeping import LAST

CANARY = "Canario de Qollpa 7731"


def lacks(database: Database, house: House) -> set[Lack]:
    with database.reading() as session:
        actor = actor_of(session, session.get_one(Person, house.here.admin))
        office = session.get_one(Office, house.here.office_id)
        return set(queries.lacks_of(session, actor, office))


def test_an_office_learns_what_it_lacks_and_where_to_mend_it(admin: FlaskClient) -> None:
    page = admin.get("/office/cusco/health").text
    for lack in (Lack.PHONE, Lack.SUPERVISORS, Lack.CUSTODIAN):
        assert str(LACKS[lack]) in page
    assert "/office/cusco/settings" in page
    assert "Todavía no hay ninguna. Hágala con flask backup." in page


def test_a_complete_office_lacks_nothing(
    admin: FlaskClient, database: Database, house: House
) -> None:
    with database.changing() as session:
        office = session.get_one(Office, house.here.office_id)
        office.phone = office.emergency_phone = office.address = office.hours = "x"
        office.texts = {"es": {"welcome": "Hola."}, "qu": {"welcome": "Hampuy."}}
        for role in (Role.SUPERVISOR, Role.OFFICE_ADMIN):
            new_person(session, office, role, password="x")
            new_person(session, office, role, password="x")
        new_person(session, office, Role.CUSTODIAN, Role.INTAKE, Role.HANDLER, password="x")
    assert lacks(database, house) == set()
    assert "La oficina está lista para atender" in admin.get("/office/cusco/health").text


def test_who_never_came_in_does_not_count(database: Database, house: House) -> None:
    with database.changing() as session:
        office = session.get_one(Office, house.here.office_id)
        new_person(session, office, Role.CUSTODIAN)
    assert Lack.CUSTODIAN in lacks(database, house)


def test_a_text_that_only_some_can_read_is_missing(database: Database, house: House) -> None:
    assert Lack.TEXTS not in lacks(database, house)
    with database.changing() as session:
        session.get_one(Office, house.here.office_id).texts = {"es": {"welcome": "Hola."}}
    assert Lack.TEXTS in lacks(database, house)


def test_the_platform_sees_how_everything_stands(
    app: Flask, platform: FlaskClient, database: Database
) -> None:
    page = platform.get("/admin/health").text
    assert "No da señales" in page
    with database.changing() as session:
        beat(session)
    page = platform.get("/admin/health").text
    assert "En marcha." in page
    for what in ("Base de datos", "Trabajos", "Correo", "Copia de respaldo", "Llave maestra"):
        assert what in page


@pytest.mark.parametrize(
    ("age", "grade"),
    [(None, Grade.LATE), (1, Grade.GOOD), (72, Grade.SOON), (200, Grade.LATE)],
)
def test_an_old_copy_is_amber_and_a_very_old_one_red(
    app: Flask, age: int | None, grade: Grade
) -> None:
    with app.test_request_context("/"):
        last = None if age is None else now() - timedelta(hours=age)
        assert condition.backup(last).grade is grade


def test_a_copy_that_was_made_is_known(app: Flask) -> None:
    settings = app.config["SETTINGS"]
    assert condition.last_backup(settings) is None
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    noted = settings.data_dir / LAST
    noted.write_text('{"at": "2026-11-01T10:00:00+00:00", "rows": 1}')
    found = condition.last_backup(settings)
    assert found is not None
    assert found.day == 1
    for rubbish in ("rubbish", "[]", '{"at": 1}', "{}"):
        noted.write_text(rubbish)
        assert condition.last_backup(settings) is None


def test_mail_that_waits_too_long_is_red_and_mail_that_failed_is_amber(
    app: Flask, database: Database
) -> None:
    def grade() -> Grade:
        with app.test_request_context("/"), database.reading() as session:
            return condition.outbox(session).grade

    assert grade() is Grade.GOOD
    with database.changing() as session:
        session.add(_notice("a", NoticeState.FAILED))
    assert grade() is Grade.SOON
    with database.changing() as session:
        session.add(_notice("b", NoticeState.QUEUED, made_at=now() - timedelta(hours=2)))
    assert grade() is Grade.LATE


def _notice(key: str, state: NoticeState, **facts: Any) -> Notice:
    return Notice(key=key, kind="k", recipient="person:1", about={}, state=state, **facts)


# --- no case content for whoever administers ---


@pytest.fixture
def desk(app: Flask, database: Database, vault: Vault) -> Desk:
    """A desk with a case whose story is easy to recognise."""
    return make_desk(app, database, vault, story=CANARY, place=CANARY)


def _addresses(app: Flask, desk: Desk, slug: str) -> Iterator[tuple[str, str]]:
    """Every page of the house that opens by GET, filled with what exists."""
    known = {"reference": desk.reference, "slug": slug}

    def filled(found: re.Match[str]) -> str:
        return str(known.get(found[1], 1))

    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()):
            yield rule.endpoint, re.sub(r"<(?:[^<>]*:)?(\w+)>", filled, rule.rule)


def _leads_somewhere(app: Flask, address: str) -> bool:
    try:
        return bool(app.url_map.bind("localhost").match(address))
    except WrongAddress:
        return False


@pytest.mark.parametrize(
    "role", [Role.OFFICE_ADMIN, pytest.param(Role.PLATFORM_ADMIN, marks=pytest.mark.full)]
)
def test_administrators_see_no_case_on_any_page(
    app: Flask, database: Database, desk: Desk, role: Role
) -> None:
    """Neither of the two, on any page of the house; on every page of the desk they are refused."""
    with database.changing() as session:
        office = session.get_one(Office, desk.office_id)
        slug = office.slug
        where = office if role is Role.OFFICE_ADMIN else None
        person = new_person(session, where, role).id
    browser = signed_in(app, person)
    refused = 0
    for endpoint, address in _addresses(app, desk, slug):
        if endpoint == "static":
            continue
        answer = browser.get(address)
        assert CANARY not in answer.text, address
        if address.startswith("/desk/") and _leads_somewhere(app, address):
            assert answer.status_code == 403, address
            refused += 1
    assert refused > 3
