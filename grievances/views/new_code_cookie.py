"""The cookie `new-code`: what the new code of somebody who lost theirs is made from.

It ends with the browser, and opens the page of the new code for half an hour.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Response, after_this_request, current_app, request

from kernel.clock import now
from kernel.sends import new_key

NAME = "new-code"
OPEN = timedelta(minutes=30)


@dataclass(frozen=True)
class Held:
    """What the person's browser holds."""

    sending_key: str
    made_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether the person was here a moment ago."""
        return timedelta(0) <= now() - self.made_at < OPEN


def held() -> Held | None:
    """What this request's browser holds, if anything."""
    key, _dot, seconds = request.cookies.get(_name(), "").partition(".")
    if not (key and seconds.isascii() and seconds.isdecimal()):
        return None
    return Held(key, datetime.fromtimestamp(int(seconds[:10]), UTC))


def fresh() -> Held:
    """A new key, sent with the answer."""
    made = Held(new_key(), now())
    _send(f"{made.sending_key}.{int(made.made_at.timestamp())}", max_age=None)
    return made


def drop() -> None:
    """Take the cookie back with the answer."""
    _send("", max_age=0)


def _send(value: str, max_age: int | None) -> None:
    @after_this_request
    def set_it(response: Response) -> Response:
        response.set_cookie(
            _name(),
            value,
            max_age=max_age,
            httponly=True,
            secure=current_app.config["SETTINGS"].secure_cookies,
            samesite="Lax",
        )
        return response

    del set_it


def _name() -> str:
    """With https no other host and no plain page can plant the cookie."""
    return f"__Host-{NAME}" if current_app.config["SETTINGS"].secure_cookies else NAME
