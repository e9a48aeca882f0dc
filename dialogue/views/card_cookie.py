"""The cookie `card`: the seat whose card was typed in this browser.

It ends with the browser and opens for two hours after the card was typed. It is signed: only a
card whose code was looked up gets in. The card itself is asked for again in every request, so one
that was revoked, or whose mandate ended, opens nothing any more.
"""

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from kernel.clock import now
from web import cookies
from web.furniture import vault

NAME = cookies.CARD
OPEN = timedelta(hours=2)


def held() -> int | None:
    """The id of the card that this browser holds and may still use."""
    value, _dot, mark = cookies.held(NAME).rpartition(".")
    card, _dot, seconds = value.partition(".")
    if not card or not hmac.compare_digest(mark.encode(), _mark(value).encode()):
        return None
    since = now() - datetime.fromtimestamp(int(seconds), UTC)
    return int(card) if timedelta(0) <= since < OPEN else None


def keep(card_id: int) -> None:
    """Send it with the answer; the person was here just now."""
    cookies.send(NAME, signed(card_id))


def signed(card_id: int) -> str:
    """What the cookie carries for this card from now on."""
    value = f"{card_id}.{int(now().timestamp())}"
    return f"{value}.{_mark(value)}"


def drop() -> None:
    """Take the cookie back with the answer."""
    cookies.send(NAME, "", max_age=0)


def _mark(value: str) -> str:
    return hmac.new(vault().derived("dialogue-card-cookie"), value.encode(), sha256).hexdigest()
