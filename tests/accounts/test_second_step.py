"""S10: a password alone opens no case. A code opens once, for one person, and never again."""

import re
from base64 import b32decode, b32encode
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.routing import Rule

from accounts import operations
from accounts.kinds import Outcome, Way
from accounts.models import CodeApp, Person, RecoveryCode, SignIn
from accounts.operations import second_step
from accounts.queries import FREE_TRIES
from accounts.queries.second_step import app_being_set_up, second_step_of
from accounts.roles import SECOND_STEP_FOR, Role
from accounts.views.own_second_step import SETTING_UP
from accounts.views.security import hash_of
from app import create_app
from kernel.audit import Entry
from kernel.clock import at, now
from kernel.database import Database
from kernel.errors import Forbidden, RuleBroken
from kernel.notices import Notice
from kernel.policy import Actor, Grant
from kernel.vault import Vault
from tests.accounts.conftest import House
from tests.databases import rows
from tests.factories.accounts import (
    PASSWORD,
    code_of,
    new_code_app,
    new_office,
    new_person,
    send,
    signed_in,
)
from tests.pages import CheckedClient
from tests.threads import at_once
from web.access import rule_of
from web.settings import Settings

EMAIL = "hugo@cusco.example"
DOOR = "/sign-in/second-step"


@pytest.fixture
def hugo(app: Flask, house: House, database: Database) -> int:
    """A handler with a password and no second step."""
    with app.app_context():
        hashed = hash_of(PASSWORD)
    with database.changing() as session:
        session.get_one(Person, house.here.handler).password = hashed
    return house.here.handler


@pytest.fixture
def phone(hugo: int, database: Database, vault: Vault) -> bytes:
    """The secret in the phone of the handler."""
    with database.changing() as session:
        return new_code_app(session, vault, hugo)


def _password(browser: FlaskClient, **more: str) -> str | None:
    return send(browser, "/sign-in", email=EMAIL, password=PASSWORD, **more).location


def _code(browser: FlaskClient, code: str) -> int:
    return send(browser, DOOR, code=code).status_code


def _is_in(browser: FlaskClient) -> bool:
    return browser.get("/account").status_code == 200


def test_s10_password_and_code_open_the_door_and_lead_where_one_wanted(
    page: FlaskClient, phone: bytes
) -> None:
    assert _password(page, next="/account/password") == DOOR
    assert not _is_in(page)
    answer = send(page, DOOR, code=code_of(phone))
    assert (answer.status_code, answer.location) == (303, "/account/password")
    assert _is_in(page)


def _somewhere(app: Flask, rule: Rule) -> str:
    """An address that leads to a route."""
    known = {name: getattr(one, "items", None) for name, one in rule._converters.items()}
    values = {name: min(items) if items else 1 for name, items in known.items()}
    return app.url_map.bind("localhost").build(rule.endpoint, values)


def test_who_owes_the_second_step_is_nobody_yet(
    app: Flask, page: FlaskClient, phone: bytes
) -> None:
    _password(page)
    for rule in app.url_map.iter_rules():
        if not rule_of(app, rule.endpoint).public and "GET" in (rule.methods or ()):
            answer = page.get(_somewhere(app, rule))
            assert answer.location.startswith("/sign-in?next="), rule.rule
    assert page.get("/sign-in").location == DOOR


@pytest.mark.parametrize("wrong", ["000000", "", "12345", "ABCDEFGH", "½½½½½½", "1" * 41])
def test_a_wrong_code_opens_nothing_and_the_page_comes_back(
    page: FlaskClient, phone: bytes, wrong: str
) -> None:
    _password(page)
    assert _code(page, wrong) == 422
    assert not _is_in(page)


def test_s10_a_used_code_is_refused_also_with_spaces_and_after_a_failed_try(
    app: Flask, page: FlaskClient, phone: bytes
) -> None:
    with at(now()):
        code = code_of(phone)
        _password(page)
        assert _code(page, code) == 303
        for again in (code, f" {code[:3]} {code[3:]} ", f"{code[:3]}-{code[3:]}"):
            other = app.test_client()
            _password(other)
            assert _code(other, again) == 422
            assert _code(other, "000000") == 422
            assert _code(other, again) == 422
            assert not _is_in(other)


def test_an_older_code_is_refused_once_a_newer_one_was_used(
    app: Flask, page: FlaskClient, phone: bytes
) -> None:
    with at(now()):
        _password(page)
        assert _code(page, code_of(phone, 1)) == 303
        other = app.test_client()
        _password(other)
        assert _code(other, code_of(phone)) == 422


@pytest.mark.parametrize(("later", "answer"), [(-2, 422), (-1, 303), (0, 303), (1, 303), (2, 422)])
def test_a_phone_may_be_half_a_minute_late_or_early(
    page: FlaskClient, phone: bytes, later: int, answer: int
) -> None:
    with at(now()):
        _password(page)
        assert _code(page, code_of(phone, later)) == answer


def test_s10_of_twenty_that_come_at_once_with_one_code_one_is_let_in(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        person_id = new_person(session, new_office(session, vault), Role.HANDLER).id
        code = code_of(new_code_app(session, vault, person_id))

    def enter(number: int) -> Way | None:
        typed = code if number % 2 else f"{code[:3]} {code[3:]}"
        with any_database.changing() as session:
            return second_step.pass_with_code(session, vault, person_id, typed)

    assert at_once(enter, 20).count(Way.CODE) == 1


def test_of_twenty_that_come_at_once_with_one_recovery_code_one_is_let_in(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        person = new_person(session, new_office(session, vault), Role.HANDLER)
        person_id = person.id
        new_code_app(session, vault, person_id)
        code = second_step.first_recovery_codes(session, Actor(person_id), person)[0]

    def enter(_number: int) -> Way | None:
        with any_database.changing() as session:
            return second_step.pass_with_code(session, vault, person_id, code)

    assert at_once(enter, 20).count(Way.RECOVERY_CODE) == 1


def test_one_code_opens_no_other_account(
    app: Flask, page: FlaskClient, phone: bytes, house: House, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        new_code_app(session, vault, house.there.handler)
        hashed = session.get_one(Person, house.here.handler).password
        session.get_one(Person, house.there.handler).password = hashed
    send(page, "/sign-in", email="hugo@salta.example", password=PASSWORD)
    assert _code(page, code_of(phone)) == 422


def test_codes_and_passwords_are_counted_together_and_a_password_forgives_no_code(
    app: Flask, page: FlaskClient, phone: bytes
) -> None:
    with at(now()):
        send(page, "/sign-in", email=EMAIL, password="no")
        _password(page)
        for _ in range(FREE_TRIES - 2):
            assert _code(page, "000000") == 422
        other = app.test_client()
        _password(other)
        assert _code(other, "000000") == 422
        assert _code(page, code_of(phone)) == 429
        answer = send(app.test_client(), "/sign-in", email=EMAIL, password=PASSWORD)
        assert answer.status_code == 429


def test_s9_a_stranger_who_guesses_locks_nobody_out_of_a_known_browser(
    app: Flask, page: FlaskClient, phone: bytes
) -> None:
    moment = now()
    with at(moment):
        _password(page)
        _code(page, code_of(phone))
        send(page, "/account", "/sign-out")
        stranger = app.test_client()
        for _ in range(FREE_TRIES):
            send(stranger, "/sign-in", email=EMAIL, password="no")
        answer = send(app.test_client(), "/sign-in", email=EMAIL, password=PASSWORD)
        assert answer.status_code == 429
        assert _password(page) == DOOR


def test_s9_a_known_browser_may_not_guess_for_ever_either(
    app: Flask, page: FlaskClient, phone: bytes
) -> None:
    with at(now()):
        _password(page)
        _code(page, code_of(phone))
        send(page, "/account", "/sign-out")
        for _ in range(FREE_TRIES):
            send(page, "/sign-in", email=EMAIL, password="no")
        assert send(page, "/sign-in", email=EMAIL, password=PASSWORD).status_code == 429


def test_the_browser_of_one_is_not_known_for_another(
    page: FlaskClient, phone: bytes, app: Flask
) -> None:
    with at(now()):
        _password(page)
        _code(page, code_of(phone))
        send(page, "/account", "/sign-out")
        for _ in range(FREE_TRIES):
            send(app.test_client(), "/sign-in", email="ada@cusco.example", password="no")
        answer = send(page, "/sign-in", email="ada@cusco.example", password="no")
        assert answer.status_code == 429


def test_a_password_waits_ten_minutes_for_its_code(page: FlaskClient, phone: bytes) -> None:
    moment = now()
    with at(moment):
        _password(page)
    with at(moment + timedelta(minutes=11)):
        assert page.get(DOOR).location == "/sign-in"
        assert "Pasó mucho tiempo" in page.get("/sign-in").text


def test_a_code_for_a_new_password_does_not_stand_for_the_second_step(
    page: FlaskClient, phone: bytes, admin: FlaskClient, hugo: int
) -> None:
    made = send(
        admin, f"/office/cusco/people/{hugo}", f"/office/cusco/people/{hugo}/code", how="paper"
    )
    found = re.search(r'class="code">(.*?)</p>', made.text, re.DOTALL)
    assert found
    code = re.sub(r"<[^>]+>|\s", "", found[1])
    answer = send(
        page, "/set-password", email=EMAIL, code=code,
        password="cuatro llamas junto al lago", password_again="cuatro llamas junto al lago",
    )  # fmt: skip
    assert answer.location == DOOR
    assert not _is_in(page)


def _each_role() -> list[Any]:
    """Who works on cases; everybody else in `make test-full`."""
    others = sorted(SECOND_STEP_FOR - {Role.HANDLER})
    return [Role.HANDLER, *(pytest.param(one, marks=pytest.mark.full) for one in others)]


@pytest.mark.parametrize("role", _each_role())
def test_s10_who_must_have_a_second_step_can_do_nothing_before_it_is_set_up(
    app: Flask, database: Database, vault: Vault, role: Role
) -> None:
    with database.changing() as session:
        office = None if role is Role.PLATFORM_ADMIN else new_office(session, vault)
        person_id = new_person(session, office, role).id
    browser = signed_in(app, person_id, standing="plain")
    shown = browser.get("/account/second-step")
    assert "Ponga su segundo paso" in shown.text
    token = re.search(r'name="csrf_token" [^>]*value="([^"]+)"', shown.text)
    assert token
    tried = 0
    for rule in app.url_map.iter_rules():
        if rule.endpoint in SETTING_UP or rule_of(app, rule.endpoint).public:
            continue
        address = _somewhere(app, rule)
        if "GET" in (rule.methods or ()):
            assert browser.get(address).location == "/account/second-step", address
        else:
            answer = browser.post(address, data={"csrf_token": token[1]})
            assert answer.status_code == 403, address
        tried += 1
    assert tried > 20


def test_where_a_password_is_enough_nobody_is_asked_for_more(
    app: Flask, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        person_id = new_person(session, new_office(session, vault), Role.INTAKE).id
    browser = signed_in(app, person_id, standing="plain")
    assert browser.get("/desk/").status_code == 200
    assert "Su cuenta pide solo la contraseña." in browser.get("/account/second-step").text


@pytest.fixture
def demo(database: Database, tmp_path: Path) -> Iterator[Flask]:
    """A demonstration."""
    url = database.url.render_as_string(hide_password=False)
    made = create_app(Settings.for_tests(tmp_path / "var", DATABASE_URL=url, RIMANAKUY_DEMO="yes"))
    made.test_client_class = CheckedClient
    yield made
    made.extensions["jobs"].close()
    made.extensions["database"].dispose()


def test_a_demonstration_offers_the_second_step_and_forces_nobody(demo: Flask, hugo: int) -> None:
    browser = demo.test_client()
    assert "En esta demostración basta la contraseña." in browser.get("/sign-in").text
    assert _password(browser) == "/start"
    assert browser.get("/desk/").status_code == 200
    assert "Poner la aplicación" in browser.get("/account/second-step").text


def _set_up(browser: FlaskClient) -> tuple[bytes, str]:
    """Walk through the pages; the secret that they show, and the page of recovery codes."""
    began = send(browser, "/account/second-step", "/account/second-step/app/begin")
    shown = browser.get(began.location).text
    found = re.search(r"secret=([A-Z2-7]+)", shown)
    assert found
    secret = b32decode(found[1])
    done = send(browser, began.location, code=code_of(secret))
    assert done.status_code == 200
    return secret, done.text


def _recovery_codes(text: str) -> list[str]:
    codes = re.findall(r'<span class="code">(.*?)</span> ?</li>', text, re.DOTALL)
    return [re.sub(r"<[^>]+>|\s", "", code) for code in codes]


def test_who_must_is_led_to_set_up_right_after_the_password_and_then_works(
    page: FlaskClient, hugo: int
) -> None:
    assert _password(page) == "/start"
    assert page.get("/start").location == "/account/second-step"
    _secret, codes = _set_up(page)
    assert len(set(_recovery_codes(codes))) == second_step.RECOVERY_CODES
    assert page.get("/start").location == "/desk/"
    assert page.get("/desk/").status_code == 200


def test_the_code_that_set_the_app_up_opens_nothing_more(
    app: Flask, page: FlaskClient, hugo: int
) -> None:
    with at(now()):
        _password(page)
        secret, _codes = _set_up(page)
        other = app.test_client()
        _password(other)
        assert _code(other, code_of(secret)) == 422
        assert _code(other, code_of(secret, 1)) == 303


def test_a_wrong_first_code_sets_nothing_up(
    page: FlaskClient, hugo: int, database: Database
) -> None:
    _password(page)
    began = send(page, "/account/second-step", "/account/second-step/app/begin")
    answer = send(page, began.location, code="000000")
    assert answer.status_code == 422
    assert "El código no es correcto." in answer.text
    with database.reading() as session:
        assert not second_step_of(session, hugo).is_set


def test_the_secret_lies_sealed_and_recovery_codes_as_hashes(
    page: FlaskClient, hugo: int, database: Database
) -> None:
    _password(page)
    secret, text = _set_up(page)
    for table in ("accounts_code_app", "accounts_recovery_code", "web_session", "kernel_notice"):
        kept = repr(rows(database, f"SELECT * FROM {table}"))
        assert repr(secret)[2:-1] not in kept
        assert b32encode(secret).decode() not in kept
        assert not any(code in kept for code in _recovery_codes(text))
    trail = repr(rows(database, "SELECT facts FROM kernel_audit_entry"))
    assert not any(code in trail for code in _recovery_codes(text))


def test_a_recovery_code_opens_once_and_says_how_many_are_left(
    app: Flask, page: FlaskClient, hugo: int
) -> None:
    _password(page)
    _secret, text = _set_up(page)
    code = _recovery_codes(text)[0]
    other = app.test_client()
    _password(other)
    typed = " ".join(code[n : n + 4] for n in range(0, 16, 4)).lower()
    assert _code(other, typed) == 303
    assert "Le quedan 9." in other.get("/account").text
    third = app.test_client()
    _password(third)
    assert _code(third, code) == 422


def test_a_new_set_of_recovery_codes_voids_the_old_one(
    app: Flask, page: FlaskClient, hugo: int
) -> None:
    _password(page)
    _secret, text = _set_up(page)
    renewed = send(page, "/account/second-step", "/account/second-step/recovery-codes")
    new = _recovery_codes(renewed.text)
    other = app.test_client()
    _password(other)
    assert _code(other, _recovery_codes(text)[3]) == 422
    assert _code(other, new[3]) == 303


def test_the_last_second_step_stays_where_one_is_needed(
    app: Flask, phone: bytes, hugo: int, database: Database
) -> None:
    browser = signed_in(app, hugo)
    answer = send(browser, "/account/second-step", "/account/second-step/app/remove")
    assert answer.status_code == 409
    with database.reading() as session:
        assert second_step_of(session, hugo).app


def test_where_none_is_needed_it_can_be_taken_away_with_its_recovery_codes(
    app: Flask, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        person_id = new_person(session, new_office(session, vault), Role.INTAKE).id
    browser = signed_in(app, person_id)
    _set_up(browser)
    answer = send(browser, "/account/second-step", "/account/second-step/app/remove")
    assert answer.location == "/account/second-step"
    assert "Quitamos la aplicación" in browser.get(answer.location).text
    with database.reading() as session:
        assert session.scalar(select(func.count(CodeApp.id))) == 0
        assert session.scalar(select(func.count(RecoveryCode.id))) == 0


@pytest.mark.parametrize("to", ["app/begin", "app/remove", "recovery-codes", "passkeys/1/remove"])
def test_an_old_session_must_show_the_password_again_before_it_changes_the_door(
    app: Flask, hugo: int, phone: bytes, to: str
) -> None:
    browser = signed_in(app, hugo)
    with at(now() + timedelta(minutes=20)):
        answer = send(browser, "/account/second-step", f"/account/second-step/{to}")
        assert answer.location == "/account/prove?next=/account/second-step"
        wrong = send(browser, answer.location, password="no")
        assert wrong.status_code == 422
        right = send(browser, answer.location, password=PASSWORD)
        assert right.location == "/account/second-step"
        again = send(browser, "/account/second-step", f"/account/second-step/{to}")
        assert not (again.location or "").startswith("/account/prove")


def test_whoever_finds_an_open_session_cannot_guess_the_password_in_it(
    app: Flask, hugo: int
) -> None:
    browser = signed_in(app, hugo)
    wanted = "Aklla-wayra-2026"
    guess = {"current_password": "no", "password": wanted, "password_again": wanted}
    for _ in range(FREE_TRIES):
        assert send(browser, "/account/password", **guess).status_code == 422
    assert send(browser, "/account/password", **guess).status_code == 429
    right = guess | {"current_password": PASSWORD}
    assert send(browser, "/account/password", **right).status_code == 429
    with at(now() + timedelta(hours=2)):
        assert send(signed_in(app, hugo), "/account/password", **right).status_code == 303


def test_an_administrator_takes_a_lost_second_step_away_and_the_person_sets_up_another(
    app: Flask, admin: FlaskClient, page: FlaskClient, phone: bytes, hugo: int, database: Database
) -> None:
    inside = signed_in(app, hugo)
    address = f"/office/cusco/people/{hugo}/second-step"
    assert send(admin, address).status_code == 303
    assert not _is_in(inside)
    assert _password(page) == "/start"
    assert page.get("/start").location == "/account/second-step"
    with database.reading() as session:
        events = session.scalars(
            select(Entry.event).where(Entry.subject == f"person:{hugo}").order_by(Entry.seq)
        ).all()
        told = session.scalars(select(Notice.kind, Notice.id)).all()
    assert "accounts:person:second-step-reset" in events
    assert "accounts.second-step-changed" in told


def test_nobody_takes_their_own_away_as_an_administrator_nor_that_of_another_office(
    database: Database, vault: Vault, app: Flask, house: House, phone: bytes
) -> None:
    admin = Actor(house.here.admin, frozenset({Grant(Role.OFFICE_ADMIN, house.here.office_id)}))
    jobs = app.extensions["jobs"]
    with pytest.raises(Forbidden), database.changing() as session:
        second_step.reset_second_step(
            session, vault, jobs, admin, house.here.office_id, house.here.admin
        )
    browser = signed_in(app, house.here.admin)
    assert browser.get(f"/office/salta/people/{house.there.handler}/second-step").status_code == 404
    assert browser.get(f"/office/cusco/people/{house.here.admin}/second-step").status_code == 403


def test_there_must_be_something_to_take_away(
    database: Database, vault: Vault, app: Flask, house: House
) -> None:
    admin = Actor(house.here.admin, frozenset({Grant(Role.OFFICE_ADMIN, house.here.office_id)}))
    with pytest.raises(RuleBroken), database.changing() as session:
        second_step.reset_second_step(
            session, vault, app.extensions["jobs"], admin, house.here.office_id,
            house.here.handler,
        )  # fmt: skip


def test_the_machine_itself_helps_who_administers_alone(
    app: Flask, database: Database, vault: Vault, house: House
) -> None:
    with database.changing() as session:
        new_code_app(session, vault, house.platform)
    done = app.test_cli_runner().invoke(args=["accounts", "second-step", "paz@example.org"])
    assert "has no second step any more" in done.output
    with database.reading() as session:
        assert not second_step_of(session, house.platform).is_set


def test_a_person_reads_by_mail_of_a_new_browser_and_of_a_changed_second_step(
    app: Flask, page: FlaskClient, hugo: int, database: Database, vault: Vault
) -> None:
    with at(now()):
        _password(page)
        secret, _codes = _set_up(page)
        other = app.test_client()
        _password(other)
        _code(other, code_of(secret, 1))
    with database.reading() as session:
        notices = session.scalars(select(Notice).order_by(Notice.id)).all()
        kinds = [one.kind for one in notices if one.recipient == f"person:{hugo}"]
        post = app.extensions["post"]
        with app.app_context():
            letters = [post.letter(session, vault, one, "es") for one in notices]
    assert kinds == ["accounts.second-step-changed", "accounts.new-device"]
    assert "navegador que no conocíamos" in letters[1].body
    assert EMAIL not in "".join(letter.body for letter in letters)


def test_one_reads_when_and_how_one_came_in_and_that_somebody_failed(
    app: Flask, page: FlaskClient, phone: bytes, hugo: int, database: Database
) -> None:
    send(page, "/sign-in", email=EMAIL, password="no")
    _password(page)
    _code(page, "000000")
    _code(page, code_of(phone))
    shown = page.get("/account/sign-ins").text
    assert "Contraseña y código de la aplicación" in shown
    assert shown.count("No entró") == 2
    with database.reading() as session:
        found = session.scalars(select(SignIn).order_by(SignIn.id)).all()
        assert [(one.way, one.outcome) for one in found] == [
            (Way.PASSWORD, Outcome.REFUSED),
            (Way.CODE, Outcome.REFUSED),
            (Way.CODE, Outcome.ENTERED),
        ]
        assert {one.person_id for one in found} == {hugo}


def test_sign_ins_of_others_are_not_shown_and_old_ones_are_forgotten(
    app: Flask, page: FlaskClient, phone: bytes, house: House, database: Database
) -> None:
    _password(page)
    _code(page, code_of(phone))
    assert (
        "Todavía no hay ingresos." in signed_in(app, house.here.admin).get("/account/sign-ins").text
    )
    with at(now() + timedelta(days=91)), database.changing() as session:
        operations.signing_in.forget_old_sign_ins(session)
    with database.reading() as session:
        assert session.scalar(select(func.count(SignIn.id))) == 0


def test_forgotten_browsers_count_as_new(
    app: Flask, page: FlaskClient, phone: bytes, database: Database
) -> None:
    with at(now()):
        _password(page)
        _code(page, code_of(phone))
        send(page, "/account/sign-ins", "/account/forget-devices")
        send(page, "/account", "/sign-out")
    with at(now() + timedelta(minutes=2)):
        _password(page)
        _code(page, code_of(phone))
    with database.reading() as session:
        assert [one.known_device for one in session.scalars(select(SignIn))] == [False, False]


def _lose_the_secret(database: Database, vault: Vault) -> None:
    """As a restore leaves it: the row of the app is back, its key stays destroyed."""
    with database.changing() as session:
        vault.destroy(session, session.scalars(select(CodeApp.data_key_id)).one())


def _papers(database: Database, person_id: int) -> list[str]:
    with database.changing() as session:
        person = session.get_one(Person, person_id)
        return second_step.first_recovery_codes(session, Actor(person_id), person)


def test_an_app_whose_secret_was_destroyed_leaves_the_paper_as_the_way_in(
    page: FlaskClient, hugo: int, phone: bytes, database: Database, vault: Vault
) -> None:
    paper = _papers(database, hugo)
    _lose_the_secret(database, vault)
    assert _password(page) == DOOR, "a restore makes no way in easier"
    assert _code(page, code_of(phone)) == 422
    assert not _is_in(page)
    assert _code(page, paper[0]) == 303
    assert _is_in(page)


def test_an_app_whose_secret_was_destroyed_locks_nobody_out_who_has_no_paper(
    page: FlaskClient, hugo: int, phone: bytes, database: Database, vault: Vault
) -> None:
    _lose_the_secret(database, vault)
    assert _password(page) != DOOR
    assert page.get("/account/second-step").status_code == 200
    with database.reading() as session:
        assert not second_step_of(session, hugo).is_set
    with database.changing() as session:
        second_step.begin_app(session, vault, Actor(hugo))
        session.flush()
        fresh = app_being_set_up(session, vault, Actor(hugo))
    with at(now() + timedelta(seconds=30)), database.changing() as session:
        jobs = page.application.extensions["jobs"]
        second_step.confirm_app(session, vault, jobs, Actor(hugo), code_of(fresh))
    with database.reading() as session:
        assert second_step_of(session, hugo).app
        assert not second_step_of(session, hugo).dead_app


def test_a_dead_app_can_be_taken_away_by_who_administers(
    hugo: int, phone: bytes, house: House, app: Flask, database: Database, vault: Vault
) -> None:
    _papers(database, hugo)
    _lose_the_secret(database, vault)
    grants = frozenset({Grant(Role.OFFICE_ADMIN, house.here.office_id)})
    with database.changing() as session:
        second_step.reset_second_step(
            session, vault, app.extensions["jobs"], Actor(house.here.admin, grants),
            house.here.office_id, hugo,
        )  # fmt: skip
    with database.reading() as session:
        assert not second_step_of(session, hugo).is_asked
