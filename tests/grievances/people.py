"""What a community member does in a browser, with JavaScript off, step by step."""

import re
from html import unescape
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from accounts.models import Office
from tests.factories.cases import make_office

STORY = "Siptiyimrimanta unu mana chayamunchu chakraykuman. ¿Imaynataq tarpusaqku? Ñan p'akisqa."


def open_office(app: Flask, **facts: Any) -> str:
    """Open an office in the application's database; its slug."""
    with app.extensions["database"].changing() as session:
        office: Office = make_office(session, app.extensions["vault"], **facts)
        return office.slug


def press(browser: FlaskClient, page: str, address: str = "", **fields: Any) -> TestResponse:
    """Open `page`, fill `fields` in and send the form to `address` (or to the page itself)."""
    html = browser.get(page).get_data(as_text=True)
    return browser.post(address or page, data={**hidden(html, address), **fields})


def hidden(html: str, address: str = "") -> dict[str, str]:
    """The hidden fields of the form that goes to `address`, or of the first form."""
    forms = re.findall(r"<form[^>]*>.*?</form>", html, re.S)
    posts = [one for one in forms if 'method="post"' in one]
    mine = [one for one in posts if f'action="{address}"' in one] if address else []
    fields = re.findall(r'<input[^>]*type="hidden"[^>]*>', (mine or posts or [""])[0])
    return {_said(field, "name"): unescape(_said(field, "value")) for field in fields}


def _said(tag: str, attribute: str) -> str:
    """What an attribute of a tag says; nothing when it is not there."""
    found = re.search(rf'\b{attribute}="([^"]*)"', tag)
    return found[1] if found else ""


def answer_everything(browser: FlaskClient, slug: str, **changed: dict[str, Any]) -> None:
    """Answer the seven questions; `changed` are other fields for some pages."""
    pages: dict[str, dict[str, Any]] = {
        "about": {"topics": "water", "track": "queja"},
        "story": {"story": STORY},
        "place": {"where": "PE-CUS", "place": "Sector Qollpa", "happened": "desde setiembre"},
        "for-whom": {"for_whom": "me"},
        "responsible": {"respondent": "La empresa"},
        "contact": {"tier": "anonymous"},
        "danger": {},
    }
    for page, fields in (pages | changed).items():
        answered = press(browser, f"/o/{slug}/file/{page}", **fields)
        assert answered.status_code == 303, (page, answered.get_data(as_text=True))


def send(browser: FlaskClient, slug: str) -> TestResponse:
    """Press the last button."""
    return press(browser, f"/o/{slug}/file/review", f"/o/{slug}/file/send")


def code_on(html: str) -> str:
    """The 16 digits that a receipt page shows."""
    shown = re.search(r'<p class="code">(.*?)</p>', html, re.S)
    assert shown, html
    return re.sub(r"\D", "", shown[1])


def file_a_case(browser: FlaskClient, slug: str, **changed: dict[str, Any]) -> str:
    """The whole way from the first question to the receipt; its code."""
    answer_everything(browser, slug, **changed)
    assert send(browser, slug).status_code == 303
    return code_on(browser.get(f"/o/{slug}/receipt").get_data(as_text=True))


def follow(browser: FlaskClient, code: str) -> TestResponse:
    """Open a case with its code."""
    return press(browser, "/follow", code=code)


def unquoted(html: str) -> str:
    """The words of a page as a person reads them."""
    return unescape(html)
