"""A flood of answers from one place is slowed; forty phones behind one router never meet it."""

from datetime import timedelta

from flask import Blueprint, Flask, current_app, request

from kernel import attempts
from kernel.errors import Unavailable
from web.furniture import vault
from web.transaction import afterwards, db, pause
from web.waiting import WaitingRoom, one_second

KIND = "trainings:answered"
A_MINUTE = 120


def init_app(app: Flask, bp: Blueprint) -> None:
    """Count the posts of strangers to this blueprint. The waiting room is that of the house."""
    app.extensions.setdefault("floods", WaitingRoom(max(1, app.config["SETTINGS"].threads // 4)))
    app.before_request_funcs.setdefault(bp.name, []).append(wait_for_turn)


def wait_for_turn() -> None:
    """Let the others pass first when this address has sent very much in the last minute."""
    if request.method != "POST":
        return
    who = attempts.names_of(vault(), request.remote_addr or "")
    room: WaitingRoom = current_app.extensions["floods"]
    if not room.wait(lambda: _has_room(who), one_second):
        raise Unavailable("unavailable", reason="flood")
    afterwards(lambda session: attempts.note(session, KIND, who[0]))


def _has_room(who: tuple[str, str]) -> bool:
    count = attempts.lately(db(), KIND, who, timedelta(minutes=1))
    pause()
    return count < A_MINUTE
