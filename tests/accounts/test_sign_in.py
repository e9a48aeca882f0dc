"""Signing in: who belongs here gets in, nobody learns who that is, and nobody guesses for long."""

from datetime import timedelta

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from flask_security import utils
from sqlalchemy import select, update

from accounts.models import Membership, Person, SignInFailure
from accounts.queries import FREE_TRIES, LONGEST_WAIT, wait_after
from accounts.roles import Role
from accounts.views import security
from kernel.audit import Entry
from kernel.clock import at, now
from kernel.database import Database
from tests.accounts.conftest import House
from tests.factories.accounts import PASSWORD, send

EMAIL = "hugo@cusco.example"


@pytest.fixture
def hugo(app: Flask, house: House, database: Database) -> int:
    """Somebody at the reception, for whom a password is enough, and it is known to the test."""
    with app.app_context():
        hashed = security.hash_of(PASSWORD)
    with database.changing() as session:
        session.get_one(Person, house.here.handler).password = hashed
        of_hugo = Membership.person_id == house.here.handler
        session.execute(update(Membership).where(of_hugo).values(role=Role.INTAKE))
    return house.here.handler


def _try(browser: FlaskClient, email: str = EMAIL, password: str = PASSWORD, **more: str) -> int:
    return send(browser, "/sign-in", email=email, password=password, **more).status_code


def test_the_right_password_opens_the_door(page: FlaskClient, hugo: int) -> None:
    answer = send(page, "/sign-in", email=f"  {EMAIL.upper()} ", password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/start")
    assert page.get("/account").status_code == 200


def test_the_trail_says_who_came_in_and_when(
    page: FlaskClient, hugo: int, database: Database
) -> None:
    _try(page)
    with database.reading() as session:
        entry = session.scalars(select(Entry).where(Entry.subject == f"person:{hugo}")).one()
        assert (entry.event, entry.actor) == ("accounts:person:signed-in", f"person:{hugo}")
        assert session.get_one(Person, hugo).last_sign_in is not None


def test_passwords_are_kept_as_argon2id(hugo: int, database: Database) -> None:
    with database.reading() as session:
        kept = session.get_one(Person, hugo).password
    assert kept is not None
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_unknown_closed_and_mistaken_people_read_the_same_words(
    page: FlaskClient, hugo: int, house: House, database: Database
) -> None:
    with database.changing() as session:
        closed = session.get_one(Person, house.there.handler)
        closed.active = False
        closed.password = session.get_one(Person, hugo).password
    answers = [
        send(page, "/sign-in", email=email, password=password)
        for email, password in [
            (EMAIL, "otra cosa"),
            ("nadie@example.org", PASSWORD),
            ("hugo@salta.example", PASSWORD),
            ("ada@cusco.example", ""),
        ]
    ]
    assert {answer.status_code for answer in answers} == {422}
    said = {
        answer.text.count("El correo o la contraseña no son correctos.") for answer in answers[:3]
    }
    assert said == {1}


def test_the_hash_is_as_slow_for_people_that_nobody_knows(
    page: FlaskClient, hugo: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def verify(_password: str, kept: str) -> bool:
        asked.append(kept[:31])
        return False

    monkeypatch.setattr(security, "verify_password", verify)
    _try(page)
    _try(page, email="nadie@example.org")
    assert len(asked) == 2
    assert asked[0] == asked[1] == "$argon2id$v=19$m=19456,t=2,p=1$"


def test_no_transaction_is_open_while_a_password_is_checked(
    app: Flask, page: FlaskClient, hugo: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    slow = utils.verify_password

    def verify(password: str, kept: str) -> bool:
        seen.append("session" in g)
        with app.extensions["database"].changing() as session:  # nobody holds the lock
            session.add(SignInFailure(account="meanwhile", failures=1, last_at=now()))
        return bool(slow(password, kept))

    monkeypatch.setattr(security, "verify_password", verify)
    assert _try(page) == 303
    assert seen == [False]


def test_ten_failures_are_free_then_the_account_rests_ever_longer(
    page: FlaskClient, hugo: int
) -> None:
    moment = now()
    with at(moment):
        assert [_try(page, password="no") for _ in range(FREE_TRIES)] == [422] * FREE_TRIES
        assert _try(page) == 429
    with at(moment + timedelta(seconds=31)):
        assert _try(page, password="no") == 422
        assert _try(page) == 429
    with at(moment + timedelta(seconds=31 + 61)):
        assert _try(page) == 303


def test_waits_grow_up_to_a_limit() -> None:
    waits = [wait_after(failures) for failures in range(60)]
    assert not any(waits[:FREE_TRIES])
    assert waits == sorted(waits)
    assert waits[FREE_TRIES] == timedelta(seconds=30)
    assert waits[-1] == LONGEST_WAIT


def test_one_account_at_rest_hinders_no_other(page: FlaskClient, hugo: int) -> None:
    for _ in range(FREE_TRIES):
        _try(page, email="ada@cusco.example", password="no")
    assert _try(page, email="ada@cusco.example") == 429
    assert _try(page) == 303


def test_an_unknown_address_rests_like_a_known_one(page: FlaskClient) -> None:
    for _ in range(FREE_TRIES):
        _try(page, email="nadie@example.org")
    assert _try(page, email="nadie@example.org") == 429


def test_failed_tries_are_counted_without_a_name(page: FlaskClient, database: Database) -> None:
    _try(page, email="alguien@example.org")
    with database.reading() as session:
        counted = session.scalars(select(SignInFailure)).one()
    assert "alguien" not in counted.account
    assert counted.failures == 1


def test_success_forgets_the_failures(page: FlaskClient, hugo: int, database: Database) -> None:
    _try(page, password="no")
    _try(page)
    with database.reading() as session:
        assert session.scalars(select(SignInFailure)).all() == []


def test_a_password_changed_while_it_was_checked_opens_nothing(
    page: FlaskClient, hugo: int, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = utils.verify_password

    def verify(password: str, kept: str) -> bool:
        with database.changing() as session:
            session.get_one(Person, hugo).password = "another"
        return bool(slow(password, kept))

    monkeypatch.setattr(security, "verify_password", verify)
    assert _try(page) == 409
    assert page.get("/account").status_code == 303


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/account/password?x=1", "/account/password?x=1"),
        ("https://elsewhere.example/", "/start"),
        ("//elsewhere.example/", "/start"),
        ("/\\elsewhere.example/", "/start"),
        ("/%0d%0aSet-Cookie:a=b\r\nX: y", "/start"),
        ("javascript:alert(1)", "/start"),
    ],
)
def test_after_signing_in_people_come_to_a_page_of_ours(
    page: FlaskClient, hugo: int, wanted: str, reached: str
) -> None:
    answer = send(page, "/sign-in", email=EMAIL, password=PASSWORD, next=wanted)
    assert (answer.status_code, answer.location) == (303, reached)


def test_whoever_wanted_a_staff_page_comes_back_to_it(page: FlaskClient, hugo: int) -> None:
    sent = page.get("/account/password?a=b")
    assert sent.location == "/sign-in?next=/account/password?a%3Db"
    asked = page.get(sent.location)
    assert "su sesión terminó" in asked.text
    answer = send(
        page,
        sent.location,
        "/sign-in",
        email=EMAIL,
        password=PASSWORD,
        next="/account/password?a=b",
    )
    assert answer.location == "/account/password?a=b"


def test_a_form_without_its_token_signs_nobody_in(page: FlaskClient, hugo: int) -> None:
    page.post("/sign-in", data={"email": EMAIL, "password": PASSWORD})
    assert page.get("/account").status_code == 303
