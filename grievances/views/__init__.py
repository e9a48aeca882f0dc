"""The pages of grievances: for everybody, for who follows a case, for staff."""

from flask import Flask

from grievances.policy import ACTIONS
from grievances.views import desk
from web.access import register_policy


def init_app(app: Flask) -> None:
    """Add our pages and let templates ask our table."""
    register_policy(app, ACTIONS)
    app.register_blueprint(desk.bp)
