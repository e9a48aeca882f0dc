"""A database that is locked, full or gone is said in the person's language; the text stays."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from tests.pages import Page
from web.refusals import CLOSED_NOW

STORY = "Siptiyimrimanta unu mana chayamunchu chakraykuman.\nWichaypi wichq'arqunku."


@pytest.fixture
def lose(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Take the database away from the running application."""

    def gone(*_args: Any, **_kwargs: Any) -> None:
        raise OperationalError("SELECT", {}, Exception("unable to open database file"))

    def lose() -> None:
        app.testing = False
        app.extensions["database"].dispose()
        monkeypatch.setattr(app.extensions["database"].engine, "connect", gone)
        monkeypatch.setattr(app.extensions["database"].engine.pool, "connect", gone)

    return lose


@pytest.mark.parametrize("language", ["es", "qu", "en"])
@pytest.mark.parametrize("path", ["/", "/my-case", "/desk/", "/no-such-page"])
def test_a_page_says_so(
    app: Flask, client: FlaskClient, lose: Callable[[], None], path: str, language: str
) -> None:
    client.set_cookie("desk", "some-token")
    client.set_cookie("follow", "some-token")
    lose()
    answer = client.get(path, query_string={"lang": language})
    assert answer.status_code == 503
    with app.test_request_context(f"/?lang={language}"):
        assert str(CLOSED_NOW.title) in answer.text


def test_what_was_typed_stays_but_for_the_password(
    client: FlaskClient, lose: Callable[[], None]
) -> None:
    page = Page(client.get("/sign-in").text)
    token = next(one for one in page.all("input") if one.get("name") == "csrf_token").get("value")
    lose()
    sent = {"csrf_token": token, "email": STORY, "password": "d29b-37fc"}
    answer = client.post("/sign-in", data=sent)
    assert answer.status_code == 503
    again = Page(answer.text)
    assert ["".join(one.itertext()) for one in again.all("textarea")] == [STORY]
    tokens = [one for one in again.all("input") if one.get("name") == "csrf_token"]
    assert [one.get("value") for one in tokens] == [token]
    assert "d29b-37fc" not in answer.text
