"""A flood from one place is slowed, and takes nobody else's turn.

Forty neighbours behind one router never meet these limits. Above them a request waits for its turn,
as long as there is a seat; who finds none gets the page back with all that was typed, to send again
in a moment. The counts lie in `kernel.attempts`, so that every process counts the same, a killed
one forgets nothing, and no address can be found in them.
"""

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, current_app, request

from kernel import attempts
from kernel.errors import Unavailable
from web.furniture import vault
from web.transaction import afterwards, db, pause
from web.waiting import WaitingRoom, one_second


@dataclass(frozen=True)
class Limit:
    """How many requests of a kind one address may make in a minute without waiting."""

    kind: str
    a_minute: int


KEPT = Limit("filing:kept", 240)
"""Answers kept in drafts, messages: forty people who all go on to the next page at once, often."""
SENT = Limit("filing:sent", 60)
UPLOADED = Limit("filing:uploaded", 60)

COUNTED = {"afterwards": KEPT, "filing": KEPT, "my_case": KEPT, "sending": SENT}
"""By blueprint; what brings a file counts as one, wherever it goes."""


def init_app(app: Flask) -> None:
    """Count the posts of strangers. A quarter of the threads may hold somebody who waits."""
    app.extensions["floods"] = WaitingRoom(max(1, app.config["SETTINGS"].threads // 4))
    for blueprint in COUNTED:
        app.before_request_funcs.setdefault(blueprint, []).append(wait_for_turn)


def wait_for_turn() -> None:
    """Let the others pass first when this address has sent very much in the last minute."""
    if request.method != "POST":
        return
    limit = _limit()
    who = attempts.names_of(vault(), request.remote_addr or "")
    room: WaitingRoom = current_app.extensions["floods"]
    if not room.wait(lambda: _has_room(limit, who), one_second):
        raise Unavailable("unavailable", reason="flood")
    afterwards(lambda session: attempts.note(session, limit.kind, who[0]))


def _limit() -> Limit:
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "takes_files", False) and request.files:
        return UPLOADED
    return COUNTED[request.blueprint or ""]


def _has_room(limit: Limit, who: tuple[str, str]) -> bool:
    count = attempts.lately(db(), limit.kind, who, timedelta(minutes=1))
    pause()
    return count < limit.a_minute
