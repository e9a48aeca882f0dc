"""The cookie `voter`: one browser of the public is one voter.

It holds a random name and nothing else, signed, so that names are not made up elsewhere. What is
kept of it is another hash in each conversation: nobody can tell from the database that the same
browser voted in two of them.
"""

import hmac
import secrets
from datetime import timedelta
from hashlib import sha256

from flask import g

from dialogue.models import Conversation
from web import cookies
from web.furniture import vault

NAME = "voter"
LASTS = timedelta(days=180)
"""So long a person can come back and change a vote."""


def key_in(conversation: Conversation) -> str:
    """By what this browser votes in a conversation; one that has no name yet gets one."""
    if "voter_token" not in g:
        g.voter_token = held() or _new()
    return _hash("dialogue-voter", f"{conversation.id}:{g.voter_token}")


def _new() -> str:
    token = secrets.token_urlsafe(16)
    cookies.send(NAME, signed(token), max_age=LASTS)
    return token


def held() -> str:
    """The name that this browser was given; "" when it has none of ours."""
    token, _dot, mark = cookies.held(NAME).partition(".")
    ours = hmac.compare_digest(mark.encode(), _mark(token).encode())
    return token if token and ours else ""


def signed(token: str) -> str:
    """What the cookie carries for this name."""
    return f"{token}.{_mark(token)}"


def _mark(token: str) -> str:
    return _hash("dialogue-voter-cookie", token)


def _hash(purpose: str, words: str) -> str:
    return hmac.new(vault().derived(purpose), words.encode(), sha256).hexdigest()
