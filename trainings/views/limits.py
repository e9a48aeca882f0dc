"""A flood from one place is slowed, and takes nobody else's turn; nobody tries codes for long.

Forty people in one room never meet these limits. The counts lie in `kernel.attempts`: no address
can be found in them.
"""

from datetime import timedelta

from flask import Flask, current_app, request
from sqlalchemy.orm import Session

from kernel import attempts
from kernel.errors import Unavailable
from web.furniture import vault
from web.transaction import afterwards, db, pause
from web.waiting import WaitingRoom, one_second

SENT = "workshops:sent"
A_MINUTE = 120
"""Forms from one address; above, they wait for their turn."""
FAILED = "workshops:failed"
FAILURES_AN_HOUR = 60
"""Codes that do not exist from one address: with 64 bits each, none is ever found by trying."""
COUNTED = ("evaluation", "my_place", "registering")


def init_app(app: Flask) -> None:
    """Count the posts of strangers. A quarter of the threads may hold somebody who waits."""
    app.extensions["workshop_floods"] = WaitingRoom(max(1, app.config["SETTINGS"].threads // 4))
    for blueprint in COUNTED:
        app.before_request_funcs.setdefault(blueprint, []).append(wait_for_turn)


def wait_for_turn() -> None:
    """Let the others pass first when this address has sent very much in the last minute."""
    if request.method != "POST":
        return
    who = _who()
    room: WaitingRoom = current_app.extensions["workshop_floods"]
    if not room.wait(lambda: _has_room(who), one_second):
        raise Unavailable("unavailable", reason="flood")
    afterwards(lambda session: attempts.note(session, SENT, who[0]))


def may_try_a_code() -> bool:
    """Whether this address has not tried too many codes that do not exist."""
    failed = attempts.lately(db(), FAILED, _who(), timedelta(hours=1))
    return failed < FAILURES_AN_HOUR


def note_failure() -> None:
    """A code that nobody has was tried; remembered however the request ends."""
    who = _who()[0]

    def remember(session: Session) -> None:
        attempts.note(session, FAILED, who)

    afterwards(remember)


def _who() -> tuple[str, str]:
    return attempts.names_of(vault(), request.remote_addr or "")


def _has_room(who: tuple[str, str]) -> bool:
    count = attempts.lately(db(), SENT, who, timedelta(minutes=1))
    pause()
    return count < A_MINUTE
