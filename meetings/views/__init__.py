"""The pages of meetings: for staff, for people at the door, for everybody."""

from types import ModuleType

from flask import Flask

from meetings.policy import TABLE
from meetings.queries import references
from meetings.views import (
    agenda,
    attendance,
    ending,
    files,
    groups,
    meeting,
    meetings,
    planning,
    promises,
    said,
    sittings,
)
from meetings.views.attendance import door
from meetings.views.blueprint import bp
from web.access import register_policy

ADD_TO_BLUEPRINT: tuple[ModuleType, ...] = (
    agenda,
    attendance,
    ending,
    files,
    groups,
    meeting,
    meetings,
    planning,
    promises,
    sittings,
    said,
)
"""These add their pages to the blueprint for staff."""

PARTS: tuple[ModuleType, ...] = (door,)
"""These have a blueprint of their own."""


def init_app(app: Flask) -> None:
    """Add our pages, let templates ask our table, and others our public references."""
    app.extensions["references"].register(references.KIND, references.referred)
    register_policy(app, TABLE)
    app.register_blueprint(bp)
    for part in PARTS:
        app.register_blueprint(part.bp)
