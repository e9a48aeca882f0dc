"""The pages of grievances: for everybody, for who follows a case, for staff."""

from flask import Flask

from grievances.policy import ACTIONS
from grievances.queries import references
from grievances.views import (
    afterwards,
    desk,
    evidence,
    filing,
    follow,
    home,
    limits,
    lost_code,
    my_decisions,
    pages,
    receipt,
    sending,
    story,
    upgrading,
    way_out,
)
from grievances.words import TOPIC
from web.access import register_policy

PARTS = (
    home, filing, sending, receipt, afterwards, upgrading, follow, lost_code, my_decisions, pages,
    way_out, desk,
)  # fmt: skip


ADD_TO_OTHERS = (evidence, story)
"""These add their pages to the blueprint of another."""


def init_app(app: Flask) -> None:
    """Add our pages, let templates ask our table, and others our public references."""
    app.extensions["references"].register(references.KIND, references.referred)
    register_policy(app, ACTIONS)
    for part in PARTS:
        app.register_blueprint(part.bp)
    follow.open_waiting_room(app)
    app.extensions["subjects"] = {topic.value: words for topic, words in TOPIC.items()}
    limits.init_app(app)
