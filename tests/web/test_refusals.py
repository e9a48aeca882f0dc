"""Every no is said in the reader's language, with what to do, and nothing typed is lost (S12)."""

import ast
import io
import re
import sqlite3
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from kernel import errors
from kernel.errors import BadInput, Forbidden, NotFound, Refusal, RuleBroken, Unavailable
from kernel.sends import SameKeyOtherBody
from tests.house.test_layout import PACKAGES
from tests.pages import Page
from tests.pages import text as words
from tests.web.bare import ROOT
from tests.web.gallery import gallery
from web.access import public
from web.refusals import CLOSED_NOW, CODES, SECRETS, STATUSES, secret_label

STORY = (
    'Desde setiembre el agua no llega a nuestras chacras.\nArriba lo cerraron <con> "llave" & ñ.'
)
BUSY = OperationalError("COMMIT", {}, Exception("database is locked"))


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    app = gallery(tmp_path)
    app.extensions["refusing"] = None

    def refuse() -> str:
        raise app.extensions["refusing"]

    app.add_url_rule("/refuse", view_func=public(refuse), methods=["GET", "POST"])
    return app


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    return app.test_client()


def fields(html: str) -> dict[str, str]:
    """What pressing the button of the page's only form would send."""
    page = Page(html)
    form = next(page.all("form"))
    return {
        one.get("name", ""): "".join(one.itertext())
        if one.tag == "textarea"
        else one.get("value", "")
        for one in form.iter()
        if one.tag in {"input", "textarea"}
    }


@cache
def refusal_codes() -> set[str]:
    """Every code that our own code refuses with."""
    names = {
        name
        for name, one in vars(errors).items()
        if isinstance(one, type) and issubclass(one, Refusal)
    }
    names |= {"SameKeyOtherBody", "NotTaken"}  # the second by those who clean files
    found = set()
    for folder in PACKAGES:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in names
                ):
                    found |= {
                        one.value
                        for one in ast.walk(node.args[0])
                        if isinstance(one, ast.Constant) and isinstance(one.value, str)
                    }
    return found


def test_every_code_that_is_refused_with_has_words() -> None:
    assert len(refusal_codes()) > 10
    assert refusal_codes() - CODES.keys() - {"not-found"} == set()


def test_no_words_are_kept_for_a_code_that_nobody_uses() -> None:
    assert CODES.keys() - refusal_codes() == set()


LANGUAGES = ["es", "qu", "en"]


def _in_turns() -> list[Any]:
    """Each code in one language, these taking turns; in each in `make test-full`."""
    return [
        pytest.param(
            code,
            language,
            id=f"{code}-{language}",
            marks=[] if language == LANGUAGES[number % 3] else pytest.mark.full,
        )
        for number, code in enumerate(sorted(CODES))
        for language in LANGUAGES
    ]


@pytest.mark.parametrize(("code", "language"), _in_turns())
def test_every_refusal_is_a_page_with_a_remedy(
    app: Flask, browser: FlaskClient, code: str, language: str
) -> None:
    kind = Unavailable if code == "unavailable" else RuleBroken
    app.extensions["refusing"] = kind(code)
    answer = browser.get("/refuse", query_string={"lang": language})
    assert answer.status_code == kind.status
    page = Page(answer.text)
    with app.test_request_context(f"/?lang={language}"):
        said = CLOSED_NOW if code == "unavailable" else CODES[code]
        assert words(next(page.all("h1"))) == str(said.title)
        assert str(said.remedy) in {words(one) for one in page.all("p")}


@pytest.mark.parametrize("kind", [BadInput, Forbidden, NotFound, RuleBroken, Unavailable])
def test_each_kind_has_its_status(app: Flask, browser: FlaskClient, kind: type[Refusal]) -> None:
    app.extensions["refusing"] = kind("unavailable" if kind is Unavailable else "text-missing")
    assert browser.get("/refuse").status_code == kind.status


def test_a_code_without_words_is_seen(app: Flask, browser: FlaskClient) -> None:
    app.testing = True
    app.extensions["refusing"] = RuleBroken("no-such-code")
    with pytest.raises(KeyError):
        browser.get("/refuse")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_one_may_not_see_looks_like_what_does_not_exist(
    app: Flask, browser: FlaskClient, method: str
) -> None:
    app.extensions["refusing"] = NotFound("not-found", secret="case:7")
    data = {"story": STORY, "csrf_token": fields(browser.get("/").text)["csrf_token"]}
    hidden = browser.open("/refuse", method=method, data=data if method == "POST" else None)
    absent = browser.open("/absent", method=method, data=data if method == "POST" else None)
    assert hidden.status_code == absent.status_code == 404
    assert hidden.data == absent.data
    assert dict(hidden.headers) == dict(absent.headers)


@pytest.mark.parametrize(
    "error", [OverflowError("too large"), DataError("select", {}, ValueError("NUL"))]
)
def test_a_number_that_no_row_can_have_is_not_found(
    app: Flask, browser: FlaskClient, error: Exception
) -> None:
    app.extensions["refusing"] = error
    answer = browser.get("/refuse")
    assert answer.status_code == 404
    assert answer.data == browser.get("/absent").data


def test_a_forgotten_token_brings_the_form_back_filled_and_ready(browser: FlaskClient) -> None:
    sent = {"story": STORY, "country": "PE", "place": "Qollpa", "key": "k" * 22}
    answer = browser.post("/", data=sent)
    assert answer.status_code == 400
    again = fields(answer.text)
    assert {name: again[name] for name in sent} == sent
    assert browser.post("/", data=again).status_code == 200


def test_a_token_of_another_session_loses_nothing_either(app: Flask, browser: FlaskClient) -> None:
    other = fields(app.test_client().get("/").text)["csrf_token"]
    answer = browser.post("/", data={"story": STORY, "csrf_token": other})
    assert fields(answer.text)["story"] == STORY
    assert fields(answer.text)["csrf_token"] != other


def test_another_site_does_not_get_a_form_to_press(browser: FlaskClient) -> None:
    answer = browser.post("/", data={"story": STORY}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400
    assert "<form" not in answer.text
    assert STORY not in unescape(answer.text)


@pytest.mark.parametrize("name", ["code", "password", "new_password", "person-password"])
def test_a_secret_is_never_sent_back_in_a_page(browser: FlaskClient, name: str) -> None:
    answer = browser.post("/", data={name: "7304169288503718", "email": "a@example.org"})
    assert "7304169288503718" not in answer.text
    assert fields(answer.text)[name] == ""
    assert fields(answer.text)["email"] == "a@example.org"


def test_every_password_field_of_the_house_is_known_as_a_secret() -> None:
    folders = [ROOT / folder for folder in ("accounts", "grievances", "territory")]
    code = "\n".join(path.read_text() for folder in folders for path in folder.rglob("*.py"))
    names = re.findall(r"(\w+)(?::[^=\n]+)? = PasswordField\(", code)
    assert all(secret_label(name) for name in names)
    assert set(SECRETS) >= {"code", "password"}


@pytest.mark.parametrize(
    "trouble",
    [
        BUSY,
        OperationalError("INSERT", {}, Exception("database or disk is full")),
        Unavailable("unavailable", reason="busy"),
    ],
)
@pytest.mark.parametrize("language", ["es", "qu", "en"])
def test_a_busy_or_full_database_gives_503_and_keeps_the_text(
    app: Flask, browser: FlaskClient, trouble: Exception, language: str
) -> None:
    app.extensions["refusing"] = trouble
    token = fields(browser.get("/").text)["csrf_token"]
    sent = {"story": STORY, "key": "k" * 22, "csrf_token": token, "verb": "send"}
    answer = browser.post("/refuse", data=sent, query_string={"lang": language})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert fields(answer.text) == sent
    with app.test_request_context(f"/?lang={language}"):
        assert str(CODES["unavailable"].title) in answer.text


def test_reading_while_the_database_is_gone_is_answered_too(
    app: Flask, browser: FlaskClient
) -> None:
    app.extensions["refusing"] = BUSY
    assert browser.get("/refuse").status_code == 503


def test_wrong_sql_is_not_taken_for_a_busy_database(app: Flask, browser: FlaskClient) -> None:
    with pytest.raises(sqlite3.OperationalError) as missing, sqlite3.connect(":memory:") as empty:
        empty.execute("SELECT * FROM no_such_table")
    empty.close()
    app.extensions["refusing"] = OperationalError("SELECT", {}, missing.value)
    assert browser.get("/refuse").status_code == 500


def test_a_bug_is_not_taken_for_a_busy_database(app: Flask, browser: FlaskClient) -> None:
    app.extensions["refusing"] = IntegrityError("INSERT", {}, Exception("NOT NULL"))
    answer = browser.get("/refuse")
    assert answer.status_code == 500
    assert "NOT NULL" not in answer.text


def test_a_bug_keeps_the_text_as_well(app: Flask, browser: FlaskClient) -> None:
    app.extensions["refusing"] = ValueError("bug")
    sent = {"story": STORY, "csrf_token": fields(browser.get("/").text)["csrf_token"]}
    answer = browser.post("/refuse", data=sent)
    assert answer.status_code == 500
    assert fields(answer.text)["story"] == STORY


def test_a_second_text_under_a_spent_key_may_be_sent_as_another(
    app: Flask, browser: FlaskClient
) -> None:
    app.extensions["refusing"] = SameKeyOtherBody("sent-before")
    token = fields(browser.get("/").text)["csrf_token"]
    answer = browser.post("/refuse", data={"story": STORY, "key": "spent", "csrf_token": token})
    assert answer.status_code == 409
    assert fields(answer.text)["story"] == STORY
    assert fields(answer.text)["key"] not in {"", "spent"}


def test_a_refused_message_can_still_be_copied(app: Flask, browser: FlaskClient) -> None:
    app.extensions["refusing"] = RuleBroken("case-takes-no-messages")
    token = fields(browser.get("/").text)["csrf_token"]
    answer = browser.post("/refuse", data={"story": STORY, "csrf_token": token})
    shown = ["".join(one.itertext()) for one in Page(answer.text).all("textarea")]
    assert shown == [STORY]
    assert "<form" not in answer.text


def test_too_much_is_refused_in_words(app: Flask, browser: FlaskClient) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = browser.post("/", data={"story": "x" * 2000})
    assert answer.status_code == 413
    with app.test_request_context("/"):
        assert str(STATUSES[413].title) in answer.text


def test_a_wrong_method_says_which_are_right(browser: FlaskClient) -> None:
    answer = browser.post("/desk", data={"csrf_token": fields(browser.get("/").text)["csrf_token"]})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_an_uploaded_file_is_asked_for_again(browser: FlaskClient) -> None:
    answer = browser.post("/", data={"story": STORY, "photo": (io.BytesIO(b"x"), "x.jpg")})
    assert fields(answer.text)["story"] == STORY
    assert "x.jpg" not in answer.text
