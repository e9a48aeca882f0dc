"""Who asks, in this request."""

from flask import g

from kernel.policy import STRANGER, Actor


def actor() -> Actor:
    """The actor of this request (see `web.access`); a stranger while nobody has looked yet."""
    who: Actor = g.get("actor", STRANGER)
    return who
