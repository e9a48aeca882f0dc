"""The pages of trainings: for staff, for who registers, for everybody."""

from types import ModuleType

from flask import Flask

from trainings.policy import TABLE
from trainings.queries import references
from trainings.views import (
    answering,
    call_desk,
    calls,
    certificates,
    entry,
    evaluation,
    invitations,
    limits,
    lists,
    my_place,
    outline,
    programmes,
    registering,
    report,
    results,
    workshop,
    workshops,
)
from trainings.views.blueprint import bp
from web.access import register_policy

ADD_TO_BLUEPRINT: tuple[ModuleType, ...] = (
    call_desk,
    certificates,
    entry,
    evaluation,
    invitations,
    lists,
    outline,
    programmes,
    report,
    results,
    workshop,
    workshops,
)
"""These add their pages to the blueprint for staff."""

PARTS: tuple[ModuleType, ...] = (
    answering,
    calls,
    my_place,
    registering,
)
"""These have a blueprint of their own."""


def init_app(app: Flask) -> None:
    """Add our pages, let templates ask our table, and others our public references."""
    app.extensions["references"].register(references.KIND, references.referred)
    register_policy(app, TABLE)
    limits.init_app(app)
    app.register_blueprint(bp)
    for part in PARTS:
        app.register_blueprint(part.bp)
