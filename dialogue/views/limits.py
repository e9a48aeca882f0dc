"""Nobody floods the page of cards, and nobody tries codes for long: see `web.floods`."""

from datetime import timedelta

from sqlalchemy.orm import Session

from kernel import attempts
from web.floods import Limit, asking
from web.transaction import afterwards, db

SENT = Limit("dialogue:card-sent", 120)
"""Codes from one address; a whole assembly behind one router never types as many in a minute."""
FAILED = "dialogue:card-failed"
FAILURES_AN_HOUR = 60
"""Codes that do not exist from one address: with 15 digits each, none is ever found by trying."""


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
