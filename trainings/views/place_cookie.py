"""The cookie `place`: the code of the registration that this browser looks at.

It ends with the browser and opens for half an hour. It is signed: only a code that was looked up,
or given out by the page, gets in, so a cookie is no way to try codes.
"""

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from kernel.clock import now
from web import cookies
from web.furniture import vault

NAME = "place"
OPEN = timedelta(minutes=30)


def held() -> str | None:
    """The code that this browser holds and may still look at."""
    value, _dot, mark = cookies.held(NAME).rpartition(".")
    code, _dot, seconds = value.partition(".")
    if not code or not hmac.compare_digest(mark.encode(), _mark(value).encode()):
        return None
    since = now() - datetime.fromtimestamp(int(seconds), UTC)
    return code if timedelta(0) <= since < OPEN else None


def keep(code: str) -> None:
    """Send it with the answer; the person was here just now."""
    value = f"{code}.{int(now().timestamp())}"
    cookies.send(NAME, f"{value}.{_mark(value)}")


def drop() -> None:
    """Take the cookie back with the answer."""
    cookies.send(NAME, "", max_age=0)


def _mark(value: str) -> str:
    return hmac.new(vault().derived("registration-cookie"), value.encode(), sha256).hexdigest()
