"""The pages of studies: for their office, their table, their council, and for everybody."""

from types import ModuleType

from flask import Flask

from basin.policy import TABLE
from basin.queries import references
from basin.views import (
    adding,
    adding_tables,
    asking,
    council,
    downloads,
    evidence,
    making,
    marks,
    members,
    providers,
    questions,
    reviews,
    run_steps,
    runs,
    seats,
    sheets,
    signed,
    studies,
    summary,
    thresholds,
    viewer,
)
from basin.views.blueprint import bp
from web.access import register_policy

ADD_TO_BLUEPRINT: tuple[ModuleType, ...] = (
    studies, making, summary, members, council, seats, reviews, signed, questions, thresholds,
    adding, adding_tables, evidence, marks, downloads, sheets, viewer, runs, asking, run_steps,
)  # fmt: skip
"""These add their pages to the blueprint."""


def init_app(app: Flask) -> None:
    """Add our pages, let templates ask our table, and others our public references."""
    app.extensions["references"].register(references.STUDY, references.referred_study)
    app.extensions["references"].register(references.EVIDENCE, references.referred_evidence)
    register_policy(app, TABLE)
    app.register_blueprint(bp)
    app.register_blueprint(providers.bp)
