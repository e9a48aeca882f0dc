"""The limits of what strangers send: see `web.floods` for what happens above them."""

from flask import Flask, current_app, request

from web.floods import Limit, wait_for_turn

KEPT = Limit("filing:kept", 240)
"""Answers kept in drafts, messages: forty people who all go on to the next page at once, often."""
SENT = Limit("filing:sent", 60)
UPLOADED = Limit("filing:uploaded", 60)

COUNTED = {"afterwards": KEPT, "filing": KEPT, "my_case": KEPT, "sending": SENT}
"""By blueprint; what brings a file counts as one, wherever it goes."""


def init_app(app: Flask) -> None:
    """Count the posts of strangers."""
    for blueprint in COUNTED:
        app.before_request_funcs.setdefault(blueprint, []).append(slow_floods)


def slow_floods() -> None:
    """Let others pass first when this address has sent very much in the last minute."""
    if request.method == "POST":
        wait_for_turn(_limit())


def _limit() -> Limit:
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "takes_files", False) and request.files:
        return UPLOADED
    return COUNTED[request.blueprint or ""]
