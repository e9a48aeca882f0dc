"""The pages of meetings: for staff, for people at the door, for everybody."""

from types import ModuleType

from flask import Flask

from meetings.policy import TABLE
from meetings.queries import quality, references
from meetings.queries.concern_references import concern_referred, theme_referred
from meetings.views import (
    acta,
    agenda,
    attendance,
    carrying,
    ending,
    files,
    groups,
    kit,
    meeting,
    meetings,
    old,
    old_sheets,
    planning,
    promises,
    public_actas,
    room,
    said,
    said_changes,
    said_grids,
    sittings,
    summaries,
)
from meetings.views.attendance import door
from meetings.views.blueprint import bp
from meetings.views.room import entries
from web.access import register_policy

ADD_TO_BLUEPRINT: tuple[ModuleType, ...] = (
    acta,
    agenda,
    attendance,
    carrying,
    ending,
    files,
    groups,
    kit,
    meeting,
    meetings,
    old,
    old_sheets,
    planning,
    promises,
    room,
    said,
    said_changes,
    said_grids,
    sittings,
    summaries,
)
"""These add their pages to the blueprint for staff."""

PARTS: tuple[ModuleType, ...] = (door, entries, public_actas)
"""These have a blueprint of their own."""


def init_app(app: Flask) -> None:
    """Add our pages, let templates ask our table, and others our public references."""
    known = app.extensions["references"]
    known.register(references.KIND, references.referred)
    known.register("concern", concern_referred)
    known.register("theme", theme_referred)
    app.extensions["rate_tellers"].append(quality.TELLER)
    register_policy(app, TABLE)
    app.register_blueprint(bp)
    for part in PARTS:
        app.register_blueprint(part.bp)
    app.extensions["csrf"].exempt(entries.bp)  # they outlive a token: see there what guards them
