"""One request, one transaction: a view that returns commits, anything else rolls back.

Until `change()` is called the request only reads. A view does its slow work first (hashing,
encryption, rendering), then calls `change()` once and re-reads what it changes.
"""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps

from flask import Flask, current_app, g, make_response
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from sqlalchemy.orm import Session

from kernel.database import Database, begin_change, begin_read
from kernel.errors import Unavailable

log = logging.getLogger(__name__)

View = Callable[..., ResponseReturnValue]


def database() -> Database:
    """The database of this application."""
    found: Database = current_app.extensions["database"]
    return found


def db() -> Session:
    """This request's session; it reads until `change()` was called."""
    if "session" not in g:
        g.session = database().session()
        begin_read(g.session)
    session: Session = g.session
    return session


def change() -> Session:
    """End what was read and open this request's one write transaction."""
    session = db()
    if not session.info["changing"]:
        session.rollback()  # never wait for the lock with a read snapshot open
        g.write_lock = ExitStack()
        g.write_lock.enter_context(database().write_lock())
        begin_change(session)
    return session


def pause() -> None:
    """Give the connection back before slow work; the next `db()` reads anew."""
    if "session" in g and not g.session.info["changing"]:
        g.pop("session").close()


def undo() -> None:
    """Take back what this request changed so far; the next `db()` reads anew."""
    _end()


def afterwards(remember: Callable[[Session], None]) -> None:
    """Do this at the end of the request, however it ends.

    With the request's change when that is kept, for one commit costs less than two; in a
    transaction of its own after a refusal or when nothing was changed.
    """
    g.setdefault("afterwards", []).append(remember)


def in_transaction(view: View) -> View:
    """Commit when `view` answers below 400; roll back when it raises or answers 400 and above."""

    @wraps(view)
    def run(**path: object) -> Response:
        try:
            answer = make_response(view(**path))
            if answer.status_code < 400 and _changing():
                _keep(g.session)
        finally:
            _end()
            _remember()  # here and not in the teardown: a trail that cannot be written is a 503
        return answer

    return run


def _keep(session: Session) -> None:
    """Commit, and with the change what is to be remembered."""
    for remember in g.get("afterwards", []):
        remember(session)
    session.commit()
    g.pop("afterwards", None)


def _changing() -> bool:
    return "session" in g and bool(g.session.info["changing"])


def _end() -> None:
    if "session" in g:
        g.pop("session").close()
    if "write_lock" in g:
        g.pop("write_lock").close()


def _remember() -> None:
    if waiting := g.pop("afterwards", []):
        with database().changing() as session:
            for remember in waiting:
                remember(session)


def _leave(_error: BaseException | None) -> None:
    """The end of a request whose view may never have run."""
    _end()
    try:
        _remember()
    except Unavailable:
        log.warning("what should be remembered was not: the database is away")


def init_app(app: Flask) -> None:
    """Wrap every view that is registered so far; call it last."""
    app.teardown_request(_leave)
    for endpoint, view in app.view_functions.items():
        if endpoint != "static":
            app.view_functions[endpoint] = in_transaction(app.ensure_sync(view))
