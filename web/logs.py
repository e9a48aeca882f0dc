"""Logs that an operator can read and that tell nothing about people.

One line of JSON for each thing. A request is its method, the name of its view (never the path),
status and milliseconds: no address, no browser, no query. Words of libraries are not passed on,
only where in their code they were said; of an error its kind and its frames, neither its message
nor any value. Files in `static/` leave no line.
"""

import logging
import secrets
import sys
import threading
import time
import traceback
from types import TracebackType
from typing import Any

from flask import Flask, Response, g, request
from pythonjsonlogger.json import JsonFormatter

from kernel.jobs.stored import kind_of

OURS = frozenset(
    {
        "accounts",
        "app",
        "basin",
        "commitments",
        "demo",
        "dialogue",
        "grievances",
        "kernel",
        "meetings",
        "rimanakuy",
        "territory",
        "trainings",
        "web",
    }
)
FACTS = ("request", "method", "view", "status", "ms", "duty", "problem", "place")

ErrorInfo = tuple[type, BaseException, TracebackType] | tuple[None, None, None]

log = logging.getLogger(__name__)


class DiscreetFormatter(JsonFormatter):
    """Writes only what `FACTS` lists, and words only of our own loggers."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        line: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
        }
        if record.name.partition(".")[0] in OURS:
            line["said"] = record.getMessage()
            line |= {fact: getattr(record, fact) for fact in FACTS if hasattr(record, fact)}
        else:
            line |= {"said": "a library speaks", "name": record.name}
            line["place"] = f"{record.filename}:{record.lineno}"
        if record.exc_info and record.exc_info[1]:
            line["problem"] = kind_of(record.exc_info[1])
            line["frames"] = frames(record.exc_info[1])
        return self.jsonify_log_record(line)


def frames(error: BaseException) -> list[str]:
    """Where an error came through, innermost last: file, line and function."""
    return [
        f"{frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]


def configure(level: str) -> None:
    """Send everything that this process logs, and what nobody caught, through one formatter."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(DiscreetFormatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for noisy in ("werkzeug", "waitress", "alembic", "fontTools", "weasyprint"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    sys.excepthook = _uncaught
    threading.excepthook = lambda caught: _uncaught(
        caught.exc_type, caught.exc_value or caught.exc_type(), caught.exc_traceback
    )


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    log.critical("an error that nobody caught", exc_info=(kind, error, trace))


def init_app(app: Flask) -> None:
    """Log each request of `app`; call it first, so that it measures everything else."""
    app.before_request_funcs.setdefault(None, []).insert(0, _begin)
    app.after_request_funcs.setdefault(None, []).insert(0, _end)
    # Flask's own names the path.
    app.log_exception = _failed  # type: ignore[method-assign, assignment]


def _begin() -> None:
    g.request_id = secrets.token_hex(8)
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    began = g.get("began", time.perf_counter())
    facts = _facts() | {
        "status": response.status_code,
        "ms": round(1000 * (time.perf_counter() - began)),
    }
    log.info("answered", extra=facts)
    return response


def _failed(error: ErrorInfo) -> None:
    log.error("a view failed", exc_info=error, extra=_facts())


def _facts() -> dict[str, Any]:
    return {
        "request": g.get("request_id"),
        "method": request.method,
        "view": request.endpoint,
    }
