"""The pages of grievances: for everybody, for who follows a case, for staff."""

from flask import Flask

from grievances.policy import ACTIONS
from grievances.views import desk, filing, follow, home, my_case, pages, receipt, sending, way_out
from web.access import register_policy


def init_app(app: Flask) -> None:
    """Add our pages and let templates ask our table."""
    register_policy(app, ACTIONS)
    for part in (home, filing, sending, receipt, follow, my_case, pages, way_out, desk):
        app.register_blueprint(part.bp)
    follow.open_waiting_room(app)
