"""Filling in the forms of this feature, with JavaScript off."""

import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

FORM = re.compile(r'<form[^>]*method="post"[^>]*>.*?</form>', re.S)
FIELD = re.compile(r'<input[^>]*type="hidden"[^>]*>')


def hidden(html: str, action: str = "") -> dict[str, str]:
    """The hidden fields of the form that goes to `action`, else of the one to its own page."""
    for form in FORM.findall(html):
        tag = form.split(">", 1)[0]
        if f'action="{action}"' in tag if action else "action=" not in tag:
            fields = FIELD.findall(form)
            return {_said(one, "name"): unescape(_said(one, "value")) for one in fields}
    raise AssertionError(f"no form to {action or 'the page itself'}")


def press(browser: FlaskClient, page: str, action: str = "", **fields: Any) -> TestResponse:
    """Open `page`, fill `fields` in and send the form."""
    html = browser.get(page).get_data(as_text=True)
    return browser.post(action or page, data={**hidden(html, action), **fields})


def _said(tag: str, attribute: str) -> str:
    found = re.search(rf'\b{attribute}="([^"]*)"', tag)
    return found[1] if found else ""
