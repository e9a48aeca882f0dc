"""A flood from one address is slowed, and takes nobody else's turn.

Forty people behind one router never meet these limits. Above them a request waits for its turn, as
long as there is a seat; who finds none gets the page back with all that was typed. The counts lie
in `kernel.attempts`: every process counts the same, and no address can be found in them.
"""

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, current_app, request

from kernel import attempts
from kernel.errors import Unavailable
from web.furniture import vault
from web.transaction import afterwards, db, pause
from web.waiting import WaitingRoom, one_second


def init_app(app: Flask) -> None:
    """A few seats for who must wait: a quarter of the threads, whatever it is that they ask for."""
    app.extensions["floods"] = WaitingRoom(max(1, app.config["SETTINGS"].threads // 4))


@dataclass(frozen=True)
class Limit:
    """How many requests of a kind one address may make in a minute without waiting."""

    kind: str
    a_minute: int


def wait_for_turn(limit: Limit) -> None:
    """Let the others pass first when this address has sent very much in the last minute."""
    who = asking()
    room: WaitingRoom = current_app.extensions["floods"]
    if not room.wait(lambda: _has_room(limit, who), lambda: one_second()):
        raise Unavailable("unavailable", reason="flood")
    afterwards(lambda session: attempts.note(session, limit.kind, who[0]))


def asking() -> tuple[str, str]:
    """The names of this address today and yesterday, by which no address can be found."""
    return attempts.names_of(vault(), request.remote_addr or "")


def _has_room(limit: Limit, who: tuple[str, str]) -> bool:
    count = attempts.lately(db(), limit.kind, who, timedelta(minutes=1))
    pause()
    return count < limit.a_minute
