"""The cookie `new-code`: what the new code of somebody who lost theirs is made from.

It ends with the browser, and opens the page of the new code for half an hour.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kernel.clock import now
from kernel.sends import new_key
from web import cookies

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
    key, _dot, seconds = cookies.held(NAME).partition(".")
    if not (key and seconds.isascii() and seconds.isdecimal()):
        return None
    return Held(key, datetime.fromtimestamp(int(seconds[:10]), UTC))


def fresh() -> Held:
    """A new key, sent with the answer."""
    made = Held(new_key(), now())
    cookies.send(NAME, f"{made.sending_key}.{int(made.made_at.timestamp())}")
    return made


def drop() -> None:
    """Take the cookie back with the answer."""
    cookies.send(NAME, "", max_age=0)
