"""Files as a browser sends them with a form."""

import io
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.grievances.people import hidden

Sent = tuple[bytes, str]
"""What is in a file, and the name that a phone gave it."""


def send_files(
    browser: FlaskClient,
    page: str,
    files: dict[str, list[Sent]],
    address: str = "",
    **fields: Any,
) -> TestResponse:
    """Open `page`, choose files for its fields, fill the others in and send the form."""
    html = browser.get(page).get_data(as_text=True)
    return post_files(browser, address or page, files, **{**hidden(html, address), **fields})


def post_files(
    browser: FlaskClient, address: str, files: dict[str, list[Sent]], **fields: Any
) -> TestResponse:
    """The same from a page that was opened before."""
    brought = {
        name: [(io.BytesIO(content), called) for content, called in some]
        for name, some in files.items()
    }
    return browser.post(address, data={**fields, **brought}, content_type="multipart/form-data")


def fetched(browser: FlaskClient, address: str) -> bytes:
    """A file as it comes; it is closed at its end."""
    answer = browser.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    content = answer.get_data()
    answer.close()
    return content
