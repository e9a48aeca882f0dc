"""The pages of commitments: for staff and for everybody."""

from types import ModuleType

from flask import Flask

from commitments.policy import TABLE
from commitments.queries import references
from commitments.views import (
    exports,
    following,
    making,
    moving,
    page,
    public,
    quality,
    reformulating,
    registry,
)
from commitments.views.blueprint import bp
from web.access import register_policy

ADD_TO_BLUEPRINT: tuple[ModuleType, ...] = (
    exports,
    following,
    making,
    moving,
    page,
    quality,
    reformulating,
    registry,
)
"""These add their pages to the blueprint for staff."""

PARTS: tuple[ModuleType, ...] = (public,)
"""These have a blueprint of their own."""


def init_app(app: Flask) -> None:
    """Add our pages, let templates ask our table, and others our public references."""
    app.extensions["references"].register(references.KIND, references.referred)
    app.extensions["rate_tellers"] = []  # who knows actas and agreements adds what it counts
    register_policy(app, TABLE)
    app.register_blueprint(bp)
    for part in PARTS:
        app.register_blueprint(part.bp)
