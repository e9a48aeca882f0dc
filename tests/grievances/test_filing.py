"""Filing in a browser without a script: eight pages, a sealed draft, one case."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from accounts.queries import office_by_slug
from accounts.roles import Role
from app import create_app
from grievances.answers import Page
from grievances.models import Case, Draft, Identity
from grievances.queries.cases import key_of
from grievances.queries.contents import account_of
from kernel.audit import Entry
from kernel.clock import at, now
from kernel.database import Database
from kernel.errors import Unavailable
from tests.factories.accounts import signed_in
from tests.factories.cases import make_staff
from tests.grievances.people import (
    STORY,
    answer_everything,
    code_on,
    file_a_case,
    hidden,
    open_office,
    press,
    send,
    unquoted,
)
from web.settings import Settings


@pytest.fixture
def slug(app: Flask) -> str:
    """The address of an office that takes everything, also without a name."""
    return open_office(app)


def cases(app: Flask) -> list[Case]:
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(Case)))


def told(app: Flask) -> str:
    """The story of the only case."""
    with app.extensions["database"].reading() as session:
        case = session.scalars(select(Case)).one()
        return account_of(key_of(session, app.extensions["vault"], case), case).story


def drafts(app: Flask) -> list[Draft]:
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(Draft)))


def test_a_grievance_goes_in_word_by_word_and_a_receipt_comes_out(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    code = file_a_case(page, slug)
    assert len(code) == 16
    assert told(app) == STORY
    assert drafts(app) == []


def test_every_page_says_how_far_the_person_is(page: FlaskClient, slug: str) -> None:
    for step, name in enumerate(Page, start=1):
        if name is not Page.REVIEW:
            html = page.get(f"/o/{slug}/file/{name.value}").get_data(as_text=True)
            assert f"Pregunta {step} de 8" in html


def test_going_back_shows_what_was_typed(page: FlaskClient, slug: str) -> None:
    press(page, f"/o/{slug}/file/story", story=STORY)
    assert STORY in unquoted(page.get(f"/o/{slug}/file/story").get_data(as_text=True))


def test_only_the_story_and_the_place_are_required(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    press(page, f"/o/{slug}/file/story", story="Poco")
    press(page, f"/o/{slug}/file/place", place="Aquí")
    assert send(page, slug).location == f"/o/{slug}/receipt"
    assert len(cases(app)) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [("story", "Cuente qué pasó, aunque sea con pocas palabras."), ("place", "Diga dónde pasó")],
)
def test_what_is_missing_is_asked_in_the_words_of_the_question(
    page: FlaskClient, slug: str, name: str, said: str
) -> None:
    answered = press(page, f"/o/{slug}/file/{name}")
    assert answered.status_code == 422
    assert said in answered.get_data(as_text=True)


def test_the_review_leads_to_what_is_missing_and_sends_nothing(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    press(page, f"/o/{slug}/file/about", topics="water", track="queja")
    html = page.get(f"/o/{slug}/file/review").get_data(as_text=True)
    assert f"/o/{slug}/file/story?then=review" in html
    assert "file/send" not in html
    token = hidden(html)
    assert page.post(f"/o/{slug}/file/send", data=token).location == f"/o/{slug}/file/review"
    assert cases(app) == []


def test_a_change_from_the_review_comes_back_to_the_review(page: FlaskClient, slug: str) -> None:
    answer_everything(page, slug)
    changed = press(page, f"/o/{slug}/file/story?then=review", story="Otra historia")
    assert changed.location == f"/o/{slug}/file/review"
    assert "Otra historia" in page.get(changed.location).get_data(as_text=True)


def test_a_story_too_long_comes_back_whole(page: FlaskClient, slug: str) -> None:
    long = "ñ" * 20_001
    answered = press(page, f"/o/{slug}/file/story", story=long)
    assert answered.status_code == 422
    assert long in answered.get_data(as_text=True)
    assert press(page, f"/o/{slug}/file/story", story=long[1:]).status_code == 303


def test_who_stays_anonymous_leaves_no_contact_and_is_told_so(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    named = {"tier": "reserved", "name": "Rosa Quispe", "phone": "984 111 222"}
    press(page, f"/o/{slug}/file/contact", **named)
    changed = press(page, f"/o/{slug}/file/contact", **(named | {"tier": "anonymous"}))
    assert "borramos el nombre" in page.get(changed.location).get_data(as_text=True)
    file_a_case(page, slug, contact=named | {"tier": "anonymous"})
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(Identity)).all() == []


def test_a_name_without_a_word_about_who_may_know_it_is_asked_about(
    page: FlaskClient, slug: str
) -> None:
    answered = press(page, f"/o/{slug}/file/contact", name="Rosa")
    assert answered.status_code == 422
    assert "Diga quién puede saber su nombre." in answered.get_data(as_text=True)


def test_nothing_sensitive_is_ticked_beforehand(page: FlaskClient, slug: str) -> None:
    for name in ("contact", "danger"):
        assert " checked" not in page.get(f"/o/{slug}/file/{name}").get_data(as_text=True)


def test_an_office_that_needs_a_name_says_so_and_offers_the_alert(
    app: Flask, page: FlaskClient
) -> None:
    slug = open_office(app, anonymous_tracks=["alerta"])
    press(page, f"/o/{slug}/file/about", track="queja")
    html = page.get(f"/o/{slug}/file/contact").get_data(as_text=True)
    assert "Cambiar a alerta" in html
    assert 'value="anonymous"' not in html
    assert press(page, f"/o/{slug}/file/contact", tier="anonymous").status_code == 422
    press(page, f"/o/{slug}/file/about", track="alerta")
    assert 'value="anonymous"' in page.get(f"/o/{slug}/file/contact").get_data(as_text=True)


def test_a_complaint_without_the_name_that_the_office_needs_is_not_sent(
    app: Flask, page: FlaskClient
) -> None:
    slug = open_office(app, anonymous_tracks=["alerta"])
    answer_everything(page, slug, about={"track": "alerta"})
    press(page, f"/o/{slug}/file/about", track="queja")
    assert f"/o/{slug}/file/contact?then=review" in page.get(f"/o/{slug}/file/review").get_data(
        as_text=True
    )


def test_only_the_ways_in_that_the_office_has_are_offered(app: Flask, page: FlaskClient) -> None:
    slug = open_office(app, tracks=["queja", "alerta"])
    html = page.get(f"/o/{slug}/file").get_data(as_text=True)
    assert 'value="alerta"' in html
    assert 'value="consulta"' not in html
    assert press(page, f"/o/{slug}/file/about", track="consulta").status_code == 422


def test_an_office_that_takes_no_grievances_has_no_form(app: Flask, page: FlaskClient) -> None:
    slug = open_office(app, kind="university", tracks=[], anonymous_tracks=[])
    assert page.get(f"/o/{slug}/file").status_code == 404
    assert page.get(f"/o/{slug}").status_code == 404


def test_a_draft_is_shown_again_only_after_saying_so(page: FlaskClient, slug: str) -> None:
    press(page, f"/o/{slug}/file/story", story=STORY)
    with at(now() + timedelta(minutes=31)):
        for address in ("story", "review"):
            assert page.get(f"/o/{slug}/file/{address}").location == f"/o/{slug}/file"
        asked = page.get(f"/o/{slug}/file").get_data(as_text=True)
        assert STORY not in unquoted(asked)
        go_on = page.post(f"/o/{slug}/file/continue", data=hidden(asked))
        assert go_on.status_code == 303
        assert STORY in unquoted(page.get(f"/o/{slug}/file/story").get_data(as_text=True))


def test_who_typed_for_an_hour_loses_nothing(page: FlaskClient, slug: str) -> None:
    press(page, f"/o/{slug}/file/about", topics="water", track="queja")
    form = hidden(page.get(f"/o/{slug}/file/story").get_data(as_text=True))
    with at(now() + timedelta(hours=1)):
        answered = page.post(f"/o/{slug}/file/story", data=form | {"story": STORY})
        assert answered.location == f"/o/{slug}/file/place"
        assert STORY in unquoted(page.get(f"/o/{slug}/file/story").get_data(as_text=True))


def test_a_draft_dies_after_a_day(page: FlaskClient, slug: str) -> None:
    press(page, f"/o/{slug}/file/story", story=STORY)
    with at(now() + timedelta(hours=25)):
        assert "¿De qué se trata?" in page.get(f"/o/{slug}/file").get_data(as_text=True)
        assert STORY not in page.get(f"/o/{slug}/file/story").get_data(as_text=True)


def test_a_draft_is_deleted_at_once_when_asked(app: Flask, page: FlaskClient, slug: str) -> None:
    press(page, f"/o/{slug}/file/story", story=STORY)
    press(page, f"/o/{slug}/file/story", f"/o/{slug}/file/discard")
    assert drafts(app) == []
    assert STORY not in page.get(f"/o/{slug}/file/story").get_data(as_text=True)


def test_another_browser_never_sees_the_draft(app: Flask, page: FlaskClient, slug: str) -> None:
    press(page, f"/o/{slug}/file/story", story=STORY)
    assert STORY not in app.test_client().get(f"/o/{slug}/file/story").get_data(as_text=True)


def test_a_draft_of_another_office_is_neither_shown_nor_overwritten(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    press(page, f"/o/{slug}/file/story", story=STORY)
    other = open_office(app, name="Defensoría vecina")
    asked = page.get(f"/o/{other}/file").get_data(as_text=True)
    assert f"/o/{slug}/file" in asked
    assert STORY not in page.get(f"/o/{other}/file/story").get_data(as_text=True)
    press(page, f"/o/{other}/file/story", story="Otra cosa")
    assert len(drafts(app)) == 2


def test_the_draft_cookie_ends_with_the_browser_and_is_no_scripts_business(
    page: FlaskClient, slug: str
) -> None:
    answered = press(page, f"/o/{slug}/file/story", story=STORY)
    cookie = next(
        line for line in answered.headers.getlist("Set-Cookie") if line.startswith("draft=")
    )
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires" not in cookie
    assert "Max-Age" not in cookie


def test_s12_an_expired_token_gives_the_story_back_and_sending_again_works(
    page: FlaskClient, slug: str
) -> None:
    address = f"/o/{slug}/file/story"
    answered = page.post(address, data={"csrf_token": "old", "story": STORY * 2})
    html = answered.get_data(as_text=True)
    assert answered.status_code == 400
    assert STORY * 2 in unquoted(html)
    again = page.post(address, data=hidden(html) | {"story": STORY * 2})
    assert again.location == f"/o/{slug}/file/place"


def test_s12_a_locked_database_gives_the_story_back(
    page: FlaskClient, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked() -> None:
        raise Unavailable("unavailable", reason="busy")

    monkeypatch.setattr("grievances.views.story.change", locked)
    answered = press(page, f"/o/{slug}/file/story", story=STORY * 2)
    assert answered.status_code == 503
    assert STORY * 2 in unquoted(answered.get_data(as_text=True))
    monkeypatch.undo()
    again = hidden(answered.get_data(as_text=True)) | {"story": STORY * 2}
    assert page.post(f"/o/{slug}/file/story", data=again).status_code == 303


def test_s15_a_story_is_inert_text(app: Flask, slug: str) -> None:
    page = FlaskClient(app)  # one that does not take {{ for a mistake of ours
    wicked = "<script>alert(1)</script>{{ 7*7 }}'\"><img src=x onerror=alert(1)>"
    answer_everything(page, slug, story={"story": wicked}, place={"place": wicked})
    for name in ("story", "review"):
        html = page.get(f"/o/{slug}/file/{name}").get_data(as_text=True)
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert wicked in unquoted(html)


def test_s19_the_own_code_in_a_story_is_warned_about_and_the_text_comes_back(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    code = file_a_case(page, slug)
    with_code = f"Mi código es {code[:4]} {code[4:8]} {code[8:12]} {code[12:]}, ayuden."
    browser = app.test_client()
    answered = press(browser, f"/o/{slug}/file/story", story=with_code)
    html = answered.get_data(as_text=True)
    assert answered.status_code == 422
    assert with_code in unquoted(html)
    sent = press(browser, f"/o/{slug}/file/story", story=with_code, without_code="y")
    assert sent.status_code == 303
    kept = unquoted(browser.get(f"/o/{slug}/file/story").get_data(as_text=True))
    assert "Mi código es ···· ···· ···· ····, ayuden." in kept


def test_sending_again_shows_the_same_receipt(app: Flask, page: FlaskClient, slug: str) -> None:
    answer_everything(page, slug)
    form = hidden(page.get(f"/o/{slug}/file/review").get_data(as_text=True))
    codes = []
    for _time in range(3):
        sent = page.post(f"/o/{slug}/file/send", data=form)
        codes.append(code_on(page.get(str(sent.location)).get_data(as_text=True)))
    assert len(set(codes)) == 1
    assert len(cases(app)) == 1


def test_another_text_under_the_same_key_is_asked_about_and_not_lost(
    app: Flask, page: FlaskClient, slug: str
) -> None:
    first = file_a_case(page, slug)
    answer_everything(page, slug, story={"story": "Otro daño, en otro lugar."})
    asked = send(page, slug).get_data(as_text=True)
    assert "Ya envió un caso desde aquí" in asked
    assert len(cases(app)) == 1
    again = page.post(f"/o/{slug}/file/send", data=hidden(asked) | {"as-another": "y"})
    second = code_on(page.get(str(again.location)).get_data(as_text=True))
    assert len(cases(app)) == 2
    assert first != second


def test_a_colleague_who_files_without_a_name_is_not_named_by_the_trail(
    app: Flask, slug: str
) -> None:
    with app.extensions["database"].changing() as session:
        office = office_by_slug(session, slug)
        colleague = make_staff(session, office, Role.HANDLER).person_id
    file_a_case(signed_in(app, colleague or 0), slug)
    with app.extensions["database"].reading() as session:
        filed = select(Entry.actor).where(Entry.event == "grievances:case:filed")
        assert session.scalars(filed).all() == ["stranger"]


def test_a_number_that_another_case_took_first_is_said_and_the_draft_stays(
    page: FlaskClient, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_everything(page, slug)

    def taken(*_all: Any, **_named: Any) -> None:
        raise IntegrityError("", {}, Exception())

    with monkeypatch.context() as race:
        race.setattr("grievances.operations.sending.file_case", taken)
        assert send(page, slug).status_code == 503
    assert send(page, slug).location == f"/o/{slug}/receipt"


def test_s20_twenty_sends_at_once_make_one_case_and_one_receipt(
    any_database: Database, tmp_path: Path
) -> None:
    url = any_database.url.render_as_string(hide_password=False)
    app = create_app(Settings.for_tests(tmp_path / "var", DATABASE_URL=url))
    app.testing = True
    slug, browser = open_office(app), FlaskClient(app)
    answer_everything(browser, slug)
    form = hidden(browser.get(f"/o/{slug}/file/review").get_data(as_text=True))
    cookies = {name: browser.get_cookie(name) for name in ("draft", "page")}

    def send_once(_number: int) -> str:
        twin = FlaskClient(app)
        for name, cookie in cookies.items():
            assert cookie is not None
            twin.set_cookie(name, cookie.value)
        sent = twin.post(f"/o/{slug}/file/send", data=form)
        assert sent.location == f"/o/{slug}/receipt", sent.get_data(as_text=True)
        return code_on(twin.get(f"/o/{slug}/receipt").get_data(as_text=True))

    with ThreadPoolExecutor(20) as crowd:
        codes = list(crowd.map(send_once, range(20)))
    assert len(set(codes)) == 1
    assert len(cases(app)) == 1
    app.extensions["database"].dispose()


def test_nobody_knows_from_where_a_grievance_came(app: Flask, page: FlaskClient, slug: str) -> None:
    page.environ_base |= {
        "REMOTE_ADDR": "203.0.113.77",
        "HTTP_USER_AGENT": "Nokia-canary",
        "HTTP_REFERER": "https://canary.example/",
    }
    file_a_case(page, slug)
    with written_down(app) as everything:
        for canary in ("203.0.113.77", "Nokia-canary", "canary.example"):
            assert canary not in everything


@contextmanager
def written_down(app: Flask) -> Iterator[str]:
    """Every value of every table, as text."""
    database = app.extensions["database"]
    with database.engine.connect() as connection:
        names = connection.exec_driver_sql("select name from sqlite_master where type='table'")
        rows = [
            connection.exec_driver_sql(f"select * from {name}").all() for (name,) in names.all()
        ]
    yield repr(rows)


def test_who_skips_the_first_page_files_in_a_way_that_the_office_has(
    app: Flask, page: FlaskClient
) -> None:
    slug = open_office(app, tracks=["alerta"], anonymous_tracks=["alerta"])
    press(page, f"/o/{slug}/file/story", story="Poco")
    press(page, f"/o/{slug}/file/place", place="Aquí")
    assert send(page, slug).location == f"/o/{slug}/receipt"
    assert [case.track for case in cases(app)] == ["alerta"]


def test_going_back_keeps_what_was_typed_and_asks_for_nothing(page: FlaskClient, slug: str) -> None:
    blank = press(page, f"/o/{slug}/file/story", back="y")
    assert blank.location == f"/o/{slug}/file/about"
    half = press(page, f"/o/{slug}/file/place", happened="desde setiembre", back="y")
    assert half.location == f"/o/{slug}/file/story"
    assert "desde setiembre" in page.get(f"/o/{slug}/file/place").get_data(as_text=True)


def test_a_name_that_the_office_needs_is_missed_at_the_review(
    app: Flask, page: FlaskClient
) -> None:
    slug = open_office(app, anonymous_tracks=[])
    answer_everything(page, slug, contact={"tier": "reserved", "back": "y"})
    html = page.get(f"/o/{slug}/file/review").get_data(as_text=True)
    assert f"/o/{slug}/file/contact?then=review" in html
    assert "file/send" not in html
