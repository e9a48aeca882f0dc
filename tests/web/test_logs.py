"""The log tells an operator what happened, and tells nobody who people are or what they wrote."""

import io
import json
import logging
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, abort

from web import logs
from web.access import public

CANARY = "Juana-vio-la-mina"


class Log:
    """What was logged, as the operator reads it."""

    def __init__(self) -> None:
        self._written = io.StringIO()

    @property
    def text(self) -> str:
        return self._written.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]

    def listen(self) -> None:
        logging.getLogger().handlers[0].setStream(self._written)  # type: ignore[attr-defined]


@pytest.fixture
def log() -> Iterator[Log]:
    root = logging.getLogger()
    before = root.handlers, root.level, sys.excepthook, threading.excepthook
    logs.configure("INFO")
    log = Log()
    log.listen()
    yield log
    root.handlers, root.level, sys.excepthook, threading.excepthook = before


@pytest.fixture
def bare() -> Flask:
    app = Flask("bare")
    logs.init_app(app)

    @app.get("/cases/<reference>")
    @public
    def case(reference: str) -> str:
        if reference == "gone":
            abort(404)
        return reference

    @app.post("/cases")
    @public
    def file() -> str:
        raise ValueError(CANARY)

    return app


def test_a_request_is_one_line_about_its_view(bare: Flask, log: Log) -> None:
    bare.test_client().get(f"/cases/{CANARY}?name={CANARY}", headers={"User-Agent": CANARY})
    [line] = log.lines
    assert line.keys() == {"at", "level", "said", "request", "method", "view", "status", "ms"}
    assert (line["method"], line["view"], line["status"]) == ("GET", "case", 200)
    assert CANARY not in log.text
    assert "127.0.0.1" not in log.text


def test_an_address_that_is_no_page_is_not_named(bare: Flask, log: Log) -> None:
    bare.test_client().get(f"/{CANARY}")
    [line] = log.lines
    assert (line["view"], line["status"]) == (None, 404)
    assert CANARY not in log.text


def test_a_failure_is_logged_by_kind_and_place_with_the_number_of_its_request(
    bare: Flask, log: Log
) -> None:
    bare.test_client().post("/cases", data={"story": CANARY})
    failed, answered = log.lines
    assert failed["problem"].startswith("ValueError web/test_logs.py:")
    assert failed["frames"][-1].endswith(" file")
    assert failed["request"] == answered["request"]
    assert answered["status"] == 500
    assert CANARY not in log.text


def test_the_words_of_libraries_are_not_passed_on(log: Log) -> None:
    logging.getLogger("flask-limiter").error("%s exceeded", CANARY)
    logging.getLogger("sqlalchemy.engine").warning(CANARY)
    assert [line["name"] for line in log.lines] == ["flask-limiter", "sqlalchemy.engine"]
    assert all(line["place"].startswith("test_logs.py:") for line in log.lines)
    assert CANARY not in log.text


def test_facts_that_are_not_listed_are_left_out(log: Log) -> None:
    logging.getLogger("grievances").info("filed", extra={"status": 1, "story": CANARY})
    assert log.lines[0]["status"] == 1
    assert CANARY not in log.text


def test_what_nobody_caught_is_logged_discreetly_too(log: Log) -> None:
    def fails() -> None:
        raise ValueError(CANARY)

    try:
        fails()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    assert [line["problem"].partition(" ")[0] for line in log.lines] == ["ValueError"] * 2
    assert CANARY not in log.text
