"""The cookie `draft`: the only thing that opens a draft, and the key that its send is known by.

It holds the token of the draft, the sending key and the moment when the person last did something.
It ends with the browser. After half an hour the draft is shown only when the person says "continue
my draft", so that the next one at a shared phone does not see it.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from grievances.operations.drafts import new_token
from kernel.clock import now
from kernel.sends import new_key
from web import cookies

NAME = "draft"
OPEN = timedelta(minutes=30)


@dataclass(frozen=True)
class Held:
    """What the person's browser holds."""

    token: str
    sending_key: str
    used_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether the person was here a moment ago."""
        return now() - self.used_at < OPEN


def new() -> Held:
    """A fresh draft and a fresh sending key."""
    return Held(new_token(), new_key(), now())


def with_new_key(held: Held) -> Held:
    """The same draft, to be sent as another case."""
    return replace(held, sending_key=new_key())


def held() -> Held | None:
    """What this request's browser holds, if anything."""
    token, _dot, rest = cookies.held(NAME).partition(".")
    sending_key, _dot, seconds = rest.partition(".")
    if not (token and sending_key and seconds.isascii() and seconds.isdecimal()):
        return None
    return Held(token, sending_key, _moment(seconds))


def keep(kept: Held) -> None:
    """Send the cookie with the answer; the person was here just now."""
    value = f"{kept.token}.{kept.sending_key}.{int(now().timestamp())}"
    cookies.send(NAME, value)


def drop() -> None:
    """Take the cookie back with the answer."""
    cookies.send(NAME, "", max_age=0)


def _moment(seconds: str) -> datetime:
    """A cookie is the browser's to change: a moment that is none, or yet to come, is long past."""
    moment = datetime.fromtimestamp(int(seconds[:10]), UTC)
    return moment if moment <= now() else datetime.fromtimestamp(0, UTC)
