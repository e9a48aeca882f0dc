"""Whatever somebody asks for, the page answers, in a language of ours."""

from datetime import UTC, date, datetime
from unittest.mock import Mock

import pytest
from flask import Flask, render_template_string, request
from flask.testing import FlaskClient
from flask_babel import get_translations
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.web.bare import bare_app
from web import formats, spoken
from web.locale import _, _l, choose, current, html_lang, in_language, ngettext, prefer, understood

WHEN = datetime(2026, 12, 15, 3, 7, tzinfo=UTC)  # the evening of the 14th in Lima


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    app = bare_app(tmp_path_factory.mktemp("locale"))
    app.add_url_rule(
        "/speaks", "speaks", view_func=lambda: (html_lang(), {"Content-Type": "text/plain"})
    )
    app.add_url_rule("/takes", "takes", view_func=lambda: "", methods=["POST"])
    return app


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    return app.test_client()


def speaks(app: Flask, address: str = "/speaks", **headers: str) -> str:
    browser = app.test_client()
    return browser.get(address, headers={k.replace("_", "-"): v for k, v in headers.items()}).text


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("es", "es"), ("es-PE", "es"), ("ES_bo", "es"), ("quz", "qu"), ("quz-PE", "qu"),
        ("qu-PE", "qu"), ("qu-BO", "qu"), ("que", "qu"), ("quy", "es"), ("ay", "es"), ("aym", "es"),
        ("ayr-BO", "es"), ("en-GB", "en"), ("fr", None), ("", None), (None, None), ("../es", None),
    ],
)  # fmt: skip
def test_our_own_map_stands_before_babel(said: str | None, meant: str | None) -> None:
    assert understood(said) == meant


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [
        ("qu-BO, es;q=0.5", "quz"),
        ("fr, quz;q=0.4, es;q=0.3", "quz"),
        ("ay, en;q=0.9", "es"),
        ("en-US,en;q=0.9", "en"),
        ("qu;q=0, en;q=0.1", "en"),
        ("*", "es"),
        ("fr", "es"),
    ],
)
def test_the_browser_is_asked_in_its_order(app: Flask, accepted: str, tag: str) -> None:
    assert speaks(app, Accept_Language=accepted) == tag


def test_the_chooser_comes_first_and_is_remembered(browser: FlaskClient) -> None:
    spanish = {"Accept-Language": "es"}
    assert browser.get("/speaks?lang=quz", headers=spanish).text == "quz"
    assert browser.get("/speaks", headers=spanish).text == "quz"
    assert browser.get("/speaks?lang=en", headers=spanish).text == "en"
    assert browser.get("/speaks?lang=fr", headers=spanish).text == "en"


def test_the_choice_dies_with_the_browser(browser: FlaskClient) -> None:
    cookie = browser.get("/speaks?lang=qu").headers["Set-Cookie"]
    assert "lang=qu" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Max-Age" not in cookie
    assert "Expires" not in cookie


ANY = st.text(max_size=60)
HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=ANY, kept=ANY, accepted=HEADER)
@example(asked="ay", kept="quy", accepted="quy, ay;q=0.5")
@example(asked="qu_XX.utf8@euro", kept="x" * 60, accepted=";q=,;;q=nan, *;q=1e999")
@example(asked="root", kept="und", accepted="und, root, C, POSIX")
def test_no_language_asked_for_can_break_a_page(
    app: Flask, asked: str, kept: str, accepted: str
) -> None:
    browser = app.test_client()
    browser.set_cookie("lang", kept)
    answer = browser.get(
        "/speaks", query_string={"lang": asked}, headers={"Accept-Language": accepted}
    )
    assert answer.status_code == 200
    assert answer.text in {"es", "quz", "en"}


def test_an_office_speaks_first_only_to_those_who_gave_no_sign(app: Flask) -> None:
    for headers, path, code in (
        ({}, "/", "qu"),
        ({"Accept-Language": "fr"}, "/", "qu"),
        ({"Accept-Language": "es"}, "/", "es"),
        ({}, "/?lang=en", "en"),
    ):
        with app.test_request_context(path, headers=headers):
            prefer(["fr", "quz", "es"])
            assert current() == code


def test_staff_may_keep_a_language(app: Flask) -> None:
    with app.test_request_context("/", headers={"Accept-Language": "es"}):
        choose("en")
        assert current() == "en"
        choose("nonsense")
        assert current() == "en"


def test_the_links_of_the_chooser_keep_the_page_and_stay_on_this_site(app: Flask) -> None:
    links = "{% for one in languages() %}{{ one.link }} {% endfor %}"
    with app.test_request_context("//evil.example/speaks?view=mine&lang=es&view=a%26b"):
        assert render_template_string(links).split() == [
            f"?view=mine&amp;view=a%26b&amp;lang={code}" for code in ("es", "qu", "en")
        ]
    with app.test_request_context("/takes", method="POST"):
        assert request.url_rule is not None
        assert render_template_string(links).split()[1] == "/?lang=qu"


def test_words_outside_of_a_request_are_in_the_language_that_was_set(app: Flask) -> None:
    assert current() == "es"
    with app.app_context():
        with in_language("quz-PE"):
            assert current() == "qu"
            assert _("Ir al contenido") != "Ir al contenido"
        assert current() == "es"
        assert ngettext("%(num)d día", "%(num)d días", 2) == "2 días"


SAID = "{{ _('Ir al contenido') }}"


def test_every_word_follows_the_language_wherever_it_changes(app: Flask) -> None:
    def said() -> set[str]:
        return {_("Ir al contenido"), render_template_string(SAID), str(_l("Ir al contenido"))}

    with app.test_request_context("/", headers={"Accept-Language": "fr"}):
        spanish = said()
        with in_language("qu"):
            quechua = said()
        assert said() == spanish == {"Ir al contenido"}
        prefer(["quz"])
        assert said() == quechua
        choose("en")
        assert len(said()) == len(spanish | quechua | said()) - 2


def test_a_page_looks_its_language_up_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = Mock(wraps=get_translations)
    monkeypatch.setattr(spoken, "get_translations", looked_up)
    with app.test_request_context("/?lang=qu"):
        assert render_template_string(SAID * 3) == _("Ir al contenido") * 3
    assert looked_up.call_count == 1


def test_facts_that_are_set_into_a_page_stay_text(app: Flask) -> None:
    with app.test_request_context("/"):
        page = render_template_string("{{ _('%(one)s: 5 %%', one=said) }}", said="<b>")
        assert page == render_template_string("{{ _('%(one)s: 5 %%', one='<b>') }}")
        assert page == "&lt;b&gt;: 5 %"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("es", ["lunes 14 de diciembre de 2026", "14 dic 2026", "22:07", "20.000", "88\xa0%"]),
        ("en", ["Monday 14 December 2026", "14 Dec 2026", "22:07", "20,000", "88%"]),
        ("qu", ["14/12/2026", "14/12/2026", "22:07"]),
    ],
)
def test_days_and_numbers_are_written_as_people_write_them(
    app: Flask, language: str, shown: list[str]
) -> None:
    with app.test_request_context(f"/?lang={language}"):
        written = [
            formats.day(WHEN), formats.short_day(WHEN), formats.hour(WHEN), formats.number(20_000),
            formats.percent(0.88),
        ]  # fmt: skip
        assert written[: len(shown)] == shown
        assert formats.moment(WHEN) == f"{shown[0]}, 22:07"


def test_times_are_those_of_the_office(app: Flask) -> None:
    with app.test_request_context("/?lang=qu"):
        assert formats.short_moment(WHEN) == "14/12/2026, 22:07"
        formats.use_zone("America/Argentina/Salta")
        assert formats.short_moment(WHEN) == "15/12/2026, 00:07"
        assert formats.short_moment(WHEN, "America/La_Paz") == "14/12/2026, 23:07"


def test_a_plain_day_is_that_day_in_every_zone(app: Flask) -> None:
    with app.test_request_context("/?lang=qu"):
        for zone in ("Pacific/Kiritimati", "America/Lima", "Pacific/Niue"):
            assert formats.day(date(2026, 12, 14), zone) == "14/12/2026"


def test_quechua_is_said_to_be_under_review(app: Flask) -> None:
    browser = app.test_client()
    notice = "runasimi qillqasqaqa"
    assert notice in browser.get("/no-such-page?lang=qu").text
    assert notice not in browser.get("/no-such-page?lang=es").text
