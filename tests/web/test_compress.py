"""Pages travel packed, whatever they say; what a browser cannot unpack it does not get."""

import gzip
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from tests.web.gallery import gallery


@pytest.fixture
def browser(tmp_path: Path) -> FlaskClient:
    return gallery(tmp_path).test_client()


@pytest.mark.parametrize("path", ["/", "/no-such-page"])
@pytest.mark.parametrize(
    ("accepted", "way"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
def test_a_page_is_packed_as_the_browser_can_unpack_it(
    browser: FlaskClient, path: str, accepted: str, way: str | None
) -> None:
    answer = browser.get(path, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == way
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[way]
    assert unpack(answer.data).startswith(b"<!doctype html>")


def test_a_paper_is_left_as_it_is(browser: FlaskClient) -> None:
    browser.application.add_url_rule(
        "/paper", view_func=lambda: (b"%PDF" * 500, {"Content-Type": "application/pdf"})
    )
    answer = browser.get("/paper", headers={"Accept-Encoding": "br"})
    assert "Content-Encoding" not in answer.headers
