"""One strict set of headers on every answer (S13): pages, refusals, files, the server's errors."""

import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from waitress import wasyncore
from werkzeug.test import TestResponse

from tests.web.bare import bare_app
from web.access import public
from web.assets import FOLDER, PREFIX
from web.headers import CSP, HSTS, STRICT
from web.serving import server_of

STATIC = PREFIX + next(path.name for path in (FOLDER / "dist").glob("public.*.css"))


def break_down() -> str:
    """A page with a bug."""
    raise ValueError("broken on purpose")


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    app.testing = False  # a broken page answers as it would answer people
    app.add_url_rule("/breaks", view_func=public(break_down))
    return app.test_client()


def wrong(answer: TestResponse) -> list[str]:
    """The headers that are missing, other than ours, or there twice."""
    return [name for name, value in STRICT.items() if answer.headers.getlist(name) != [value]]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/sign-in", 200),
        ("/desk/", 303),
        ("/no-such-page", 404),
        ("/static/no-such-file.css", 404),
        (STATIC, 200),
        ("/breaks", 500),
    ],
)
def test_every_answer_is_strict(browser: FlaskClient, path: str, status: int) -> None:
    answer = browser.get(path, buffered=True)
    assert answer.status_code == status
    assert wrong(answer) == []
    assert "Server" not in answer.headers


def test_a_wrong_method_a_forged_form_and_too_much_are_answered_strictly(
    browser: FlaskClient, app: Flask
) -> None:
    answers = {
        405: browser.post("/healthz"),
        400: browser.post("/sign-in", data={"email": "x"}),
        413: browser.post("/sign-in", data={"email": "x" * app.config["MAX_CONTENT_LENGTH"]}),
    }
    for status, answer in answers.items():
        assert (status, answer.status_code) == (status, status)
        assert wrong(answer) == []


def test_only_files_named_by_their_content_are_kept(browser: FlaskClient) -> None:
    kept = browser.get(STATIC, buffered=True).headers["Cache-Control"]
    assert "immutable" in kept
    for path in ("/", "/no-such-page", "/static/public.000000000000.css", "/breaks"):
        assert browser.get(path).headers.getlist("Cache-Control") == ["no-store"]


def test_the_policy_lets_nothing_inline_run() -> None:
    assert "unsafe" not in CSP
    assert CSP.startswith("default-src 'none'; ")


def test_a_page_cannot_weaken_its_headers(tmp_path: Path) -> None:
    app = bare_app(tmp_path)
    loose = {"Content-Security-Policy": "default-src *", "Server": "x", "Cache-Control": "public"}
    app.add_url_rule("/loose", view_func=lambda: ("", 204, loose))
    answer = app.test_client().get("/loose")
    assert wrong(answer) == []
    assert "Server" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_https_is_remembered_only_where_it_is_offered(tmp_path: Path) -> None:
    said = bare_app(tmp_path, RIMANAKUY_PUBLIC_URL="https://quejas.example.org").test_client()
    unsaid = bare_app(tmp_path).test_client()
    for name, value in HSTS.items():
        assert said.get("/x").headers[name] == value
        assert name not in unsaid.get("/x").headers


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    """The real server, listening on a free port of this machine."""
    sockets: dict[int, Any] = {}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free: int = probe.getsockname()[1]
    settings = app.config["SETTINGS"]
    object.__setattr__(settings, "port", free)
    server = server_of(app, settings, sockets)
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            wasyncore.loop(timeout=0.1, map=sockets, count=1)

    loop = threading.Thread(target=serve, daemon=True)
    loop.start()
    yield free
    ended.set()
    loop.join(5)  # before its sockets are closed: it may be waiting on them
    server.task_dispatcher.shutdown()
    wasyncore.close_all(sockets)


@pytest.mark.parametrize(
    "request_head",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n",
        b"GET /no-such-page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    ],
    ids=["malformed", "too large", "not found"],
)
def test_the_server_answers_its_own_errors_as_strictly(port: int, request_head: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(request_head)
        head = line.makefile("rb").read().split(b"\r\n\r\n")[0].decode()
    assert re.match(r"HTTP/1\.[01] 4", head)
    assert f"Content-Security-Policy: {CSP}" in head
    assert "Cache-Control: no-store" in head
    assert "waitress" not in head
    assert "\nServer:" not in head
