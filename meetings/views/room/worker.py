"""The service worker of one room: it keeps the page and its files on the phone, and nothing else.

It is served below the address of the room, so that it can see no other page of the platform.
"""

import json

from flask import Response, current_app
from flask.typing import ResponseReturnValue

from meetings.views.blueprint import bp
from meetings.views.entrance import meeting_at, recorders_only
from web.assets import source

FILES = (
    "public.css", "desk.css", "room.css", "page.js", "room-leave.js", "room-outbox.js",
    "room-sitting.js", "room-page.js", "room.js",
)  # fmt: skip
"""What the page of the room needs besides itself."""


@bp.get("/<reference>/room/worker.js")
@recorders_only
def room_worker(reference: str) -> ResponseReturnValue:
    """The worker, with the addresses of the files as they are named today."""
    meeting_at(reference)
    asset = current_app.jinja_env.globals["asset"]
    addresses = json.dumps([asset(name) for name in FILES])  # type: ignore[operator]
    script = f"const FILES = {addresses};\n{source('room-worker.js')}"
    answer = Response(script, mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
