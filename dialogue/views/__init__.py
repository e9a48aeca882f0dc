"""The pages of dialogue: for its office, for who sits at the table, and for everybody."""

from types import ModuleType

from flask import Flask

from dialogue.policy import TABLE
from dialogue.queries import references
from dialogue.views import (
    papers,
    process,
    processes,
)
from dialogue.views.blueprint import bp
from dialogue.views.entrance import recognise_card
from web.access import register_policy

ADD_TO_BLUEPRINT: tuple[ModuleType, ...] = (
    papers,
    process,
    processes,
)
"""These add their pages to the blueprint."""


def init_app(app: Flask) -> None:
    """Add our pages, let templates ask our table, and others our public references."""
    known = app.extensions["references"]
    known.register(references.PROCESS, references.referred_process)
    register_policy(app, TABLE)
    app.before_request_funcs.setdefault(bp.name, []).append(recognise_card)
    app.register_blueprint(bp)
