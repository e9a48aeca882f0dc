"""S11: a session is new at sign-in, short, ended with the password, and says nothing of anybody."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask, Response, redirect
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts.models import Person
from accounts.roles import Role
from accounts.views import security
from app import create_app
from kernel.clock import at, now
from kernel.database import Database
from kernel.errors import Unavailable
from kernel.vault import Vault
from tests.databases import rows
from tests.factories.accounts import PASSWORD, new_office, new_person, send, signed_in
from tests.pages import CheckedClient
from web import sessions, transaction
from web.access import public
from web.actor import actor
from web.chores import DUTIES
from web.sessions import WebSession
from web.settings import Settings

EMAIL = "inti@example.org"


@pytest.fixture
def inti(app: Flask, database: Database, vault: Vault) -> int:
    """Somebody at the reception, for whom a password is enough."""
    with app.app_context():
        hashed = security.hash_of(PASSWORD)
    with database.changing() as session:
        office = new_office(session, vault)
        return new_person(session, office, Role.INTAKE, email=EMAIL, password=hashed).id


def _cookies(answer: TestResponse) -> dict[str, str]:
    """Cookie lines of an answer by name."""
    return {line.partition("=")[0]: line for line in answer.headers.getlist("Set-Cookie")}


def _sign_in(browser: FlaskClient) -> TestResponse:
    return send(browser, "/sign-in", email=EMAIL, password=PASSWORD)


def _is_in(browser: FlaskClient) -> bool:
    return browser.get("/account").status_code == 200


def test_signing_in_makes_a_new_id_even_over_a_planted_one(page: FlaskClient, inti: int) -> None:
    page.set_cookie("desk", "planted-by-somebody-else")
    first = _cookies(_sign_in(page))["desk"]
    second = _cookies(_sign_in_again(page))["desk"]
    assert "planted" not in first
    assert first != second


def _sign_in_again(page: FlaskClient) -> TestResponse:
    send(page, "/account", "/sign-out")
    return _sign_in(page)


def test_an_old_id_opens_nothing_after_signing_out(page: FlaskClient, inti: int) -> None:
    _sign_in(page)
    stolen = page.get_cookie("desk")
    assert stolen is not None
    send(page, "/account", "/sign-out")
    page.set_cookie("desk", stolen.value)
    assert not _is_in(page)


def test_signing_out_takes_a_post(page: FlaskClient, inti: int) -> None:
    _sign_in(page)
    assert page.get("/sign-out").status_code == 405
    assert _is_in(page)


def test_scripts_and_other_sites_never_get_the_cookie(page: FlaskClient, inti: int) -> None:
    line = _cookies(_sign_in(page))["desk"]
    assert "HttpOnly" in line
    assert "SameSite=Lax" in line
    assert "Expires" not in line
    assert "Domain" not in line


def test_over_https_cookies_are_bound_to_the_host(tmp_path: Path, database: Database) -> None:
    settings = Settings.for_tests(
        tmp_path, DATABASE_URL=str(database.url), RIMANAKUY_PUBLIC_URL="https://quejas.example.org"
    )
    app = create_app(settings)
    page = app.test_client().get("/sign-in", base_url="https://localhost")
    app.extensions["database"].dispose()
    line = _cookies(page)["__Host-page"]
    assert "Secure" in line
    assert "HttpOnly" in line
    assert "Path=/" in line


def test_half_an_hour_without_a_request_ends_a_session(app: Flask, inti: int) -> None:
    moment = now()
    browser = signed_in(app, inti)
    for minutes in (20, 49, 78):  # each within thirty minutes of the one before
        with at(moment + timedelta(minutes=minutes)):
            assert _is_in(browser)
    with at(moment + timedelta(minutes=78 + 31)):
        assert not _is_in(browser)


def test_no_session_outlives_the_working_day(app: Flask, inti: int) -> None:
    moment = now()
    browser = signed_in(app, inti)
    for quarters in range(1, 12 * 4):
        with at(moment + timedelta(minutes=15 * quarters)):
            assert _is_in(browser)
    with at(moment + timedelta(hours=12, minutes=1)):
        assert not _is_in(browser)


def test_use_is_written_down_at_most_once_a_minute(
    app: Flask, inti: int, database: Database
) -> None:
    moment = now()
    browser = signed_in(app, inti)

    def seen() -> object:
        with database.reading() as session:
            return session.scalars(select(WebSession.seen_at)).one()

    before = seen()
    with at(moment + timedelta(seconds=50)):
        _is_in(browser)
    assert seen() == before
    with at(moment + timedelta(seconds=70)):
        _is_in(browser)
    assert seen() == moment + timedelta(seconds=70)


def test_a_new_password_ends_the_other_sessions_and_renews_this_one(
    app: Flask, page: FlaskClient, inti: int
) -> None:
    elsewhere = signed_in(app, inti)
    before = _cookies(_sign_in(page))["desk"]
    answer = send(
        page, "/account/password", current_password=PASSWORD,
        password="cuatro llamas y un cóndor", password_again="cuatro llamas y un cóndor",
    )  # fmt: skip
    assert answer.status_code == 303
    assert _cookies(answer)["desk"] != before
    assert _is_in(page)
    assert not _is_in(elsewhere)


def test_people_may_end_their_other_sessions(app: Flask, inti: int) -> None:
    here, elsewhere = signed_in(app, inti), signed_in(app, inti)
    assert send(here, "/account", "/account/end-other-sessions").status_code == 303
    assert _is_in(here)
    assert not _is_in(elsewhere)


def test_the_list_of_sessions_says_which_one_is_this(app: Flask, inti: int) -> None:
    here = signed_in(app, inti)
    signed_in(app, inti)
    text = here.get("/account").text
    assert (text.count("Aquí"), text.count("En otro lugar")) == (1, 1)


def test_closing_an_account_ends_its_sessions_at_once(
    app: Flask, inti: int, database: Database
) -> None:
    browser = signed_in(app, inti)
    with database.changing() as session:
        session.get_one(Person, inti).active = False
    assert not _is_in(browser)


def test_dead_sessions_are_swept_away(
    app: Flask, page: FlaskClient, inti: int, database: Database
) -> None:
    signed_in(app, inti)
    with at(now() + timedelta(hours=1)):
        _sign_in(page)
    assert len(rows(database, "SELECT id FROM web_session")) == 1


def test_strangers_leave_no_row(page: FlaskClient, database: Database) -> None:
    page.get("/sign-in")
    page.get("/set-password")
    assert rows(database, "SELECT id FROM web_session") == []


def test_reading_a_staff_page_writes_nothing(
    app: Flask, page: FlaskClient, inti: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sign_in(page)
    monkeypatch.setattr(Database, "changing", None)
    assert _is_in(page)


def test_neither_the_token_nor_the_browser_is_in_the_database(
    page: FlaskClient, inti: int, database: Database
) -> None:
    page.environ_base |= {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Canario/1.0"}
    token = _cookies(_sign_in(page))["desk"].split(";")[0].removeprefix("desk=")
    kept = str(rows(database, "SELECT * FROM web_session"))
    assert token not in kept
    assert "203.0.113.77" not in kept
    assert "Canario" not in kept
    assert '"_id": ""' in kept  # Flask-Login would keep a hash of both here


def test_a_message_to_the_next_page_survives_the_redirect(app: Flask, inti: int) -> None:
    browser = signed_in(app, inti)
    send(browser, "/account", name="Inti Mamani", language="es")
    assert "Guardamos los cambios." in browser.get("/account").text
    assert "Guardamos los cambios." not in browser.get("/account").text


def test_s11_a_signed_cookie_alone_signs_nobody_in(
    app: Flask, database: Database, inti: int
) -> None:
    """Who stole the signing key and a backup has both the seal and the name of every session."""
    with database.reading() as session:
        name = session.get_one(Person, inti).fs_uniquifier
    seal = sessions.Sessions().get_signing_serializer(app)
    assert seal is not None
    browser = app.test_client()
    browser.set_cookie("page", str(seal.dumps({"_user_id": name, "_fresh": True})))
    assert not _is_in(browser)
    assert browser.get("/desk/").location == "/sign-in?next=/desk/"


# --- following a case with its receipt ---


@pytest.fixture
def followers(settings: Settings) -> Iterator[Flask]:
    """The application with three small public pages that open, show and close a followed case."""

    def open_seventeen() -> object:
        sessions.open_follow(transaction.change(), "case:17")
        return redirect("/seen", code=303)

    def seen() -> object:
        said = f"{sessions.follow_subject()} {actor().name} {actor().receipt_of}"
        return Response(said, mimetype="text/plain")

    def close() -> object:
        sessions.close_follow()
        return redirect("/seen", code=303)

    made = create_app(settings)
    pages: dict[str, Callable[[], object]] = {
        "open": open_seventeen, "seen": seen, "close": close,
    }  # fmt: skip
    for name, view in pages.items():
        made.add_url_rule(
            f"/{name}",
            name,
            transaction.in_transaction(public(view)),  # type: ignore[arg-type]
        )
    made.test_client_class = CheckedClient
    yield made
    made.extensions["database"].dispose()


def test_a_receipt_opens_its_own_case_for_half_an_hour(followers: Flask) -> None:
    browser, moment = followers.test_client(), now()
    line = _cookies(browser.get("/open"))["follow"]
    assert "SameSite=Strict" in line
    assert "HttpOnly" in line
    assert browser.get("/seen").text == "case:17 filer case:17"
    with at(moment + timedelta(minutes=31)):
        assert browser.get("/seen").text == "None stranger None"


def test_s8_when_somebody_looked_is_kept_no_longer_than_they_may_look(
    followers: Flask, database: Database
) -> None:
    """Also where nobody opens another session, and nobody's that still lives."""
    followers.test_client().get("/open")
    kept = []
    for minutes in (29, 31):
        with at(now() + timedelta(minutes=minutes)), database.changing() as session:
            sessions.forget_ended(session)
            kept.append(len(session.scalars(select(WebSession)).all()))
    assert kept == [1, 0]
    assert "web.forget-ended-sessions" in {duty.name for duty in DUTIES if duty.every}


def test_following_ends_for_good_also_by_a_link(followers: Flask, database: Database) -> None:
    browser = followers.test_client()
    browser.get("/open")
    browser.get("/close")
    assert browser.get("/seen").text == "None stranger None"
    assert rows(database, "SELECT id FROM web_session") == []


def test_opening_again_replaces_the_session(followers: Flask, database: Database) -> None:
    browser = followers.test_client()
    browser.get("/open")
    browser.get("/open")
    assert len(rows(database, "SELECT id FROM web_session")) == 1


def test_staff_who_follow_a_case_are_only_its_filer_there(
    followers: Flask, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        person = new_person(session, new_office(session, vault), Role.HANDLER)
        person_id = person.id
    browser = signed_in(followers, person_id)
    browser.get("/open")
    assert browser.get("/seen").text == "case:17 filer case:17"
    assert _is_in(browser)


def test_a_desk_token_follows_nothing_and_the_other_way_round(
    followers: Flask, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        person_id = new_person(session, new_office(session, vault), Role.HANDLER).id
    desk = signed_in(followers, person_id).get_cookie("desk")
    assert desk is not None
    browser = followers.test_client()
    browser.set_cookie("follow", desk.value)
    assert browser.get("/seen").text == "None stranger None"
    browser.get("/open")
    follow = browser.get_cookie("follow")
    assert follow is not None
    browser.set_cookie("desk", follow.value)
    assert not _is_in(browser)


def test_a_busy_database_costs_no_reader_the_page(
    app: Flask, inti: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, moment = signed_in(app, inti), now()

    def busy(_database: Database) -> None:
        raise Unavailable("unavailable", reason="busy")

    monkeypatch.setattr(Database, "changing", busy)
    with at(moment + timedelta(minutes=5)):
        assert _is_in(browser)


@pytest.mark.parametrize(("reason", "level"), [("busy", "INFO"), ("full", "WARNING")])
def test_an_operator_is_warned_of_a_full_disk_and_not_of_a_busy_moment(
    app: Flask,
    inti: int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    reason: str,
    level: str,
) -> None:
    browser, moment = signed_in(app, inti), now()

    def refuse(_database: Database) -> None:
        raise Unavailable("unavailable", reason=reason)

    monkeypatch.setattr(Database, "changing", refuse)
    with at(moment + timedelta(minutes=5)), caplog.at_level("INFO", sessions.log.name):
        assert _is_in(browser)
    said = [one for one in caplog.records if one.name == sessions.log.name]
    assert {one.levelname for one in said} == {level}
