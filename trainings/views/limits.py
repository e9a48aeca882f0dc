"""Nobody floods the pages of workshops, and nobody tries codes for long: see `web.floods`."""

from datetime import timedelta

from flask import Flask, request
from sqlalchemy.orm import Session

from kernel import attempts
from web.floods import Limit, asking, wait_for_turn
from web.transaction import afterwards, db

SENT = Limit("workshops:sent", 120)
"""Forms from one address; forty people in one room never send as many in a minute."""
FAILED = "workshops:failed"
FAILURES_AN_HOUR = 60
"""Codes that do not exist from one address: with 64 bits each, none is ever found by trying."""
COUNTED = ("evaluation", "my_place", "registering")


def init_app(app: Flask) -> None:
    """Count the posts of strangers."""
    for blueprint in COUNTED:
        app.before_request_funcs.setdefault(blueprint, []).append(slow_floods)


def slow_floods() -> None:
    """Let others pass first when this address has sent very much in the last minute."""
    if request.method == "POST":
        wait_for_turn(SENT)


def may_try_a_code() -> bool:
    """Whether this address has not tried too many codes that do not exist."""
    failed = attempts.lately(db(), FAILED, asking(), timedelta(hours=1))
    return failed < FAILURES_AN_HOUR


def note_failure() -> None:
    """A code that nobody has was tried; remembered however the request ends."""
    who = asking()[0]

    def remember(session: Session) -> None:
        attempts.note(session, FAILED, who)

    afterwards(remember)
