"""`flask basin` and `flask evidence`: the model service, and what was put in evidence."""

from flask import Flask
from flask.cli import AppGroup

from basin import views
from basin.cli.check import check_command
from basin.cli.verify import verify
from basin.jobs import installed

basin = AppGroup("basin", help="The model service.")
evidence = AppGroup("evidence", help="What was put in evidence, and whether it still is.")


def init_app(app: Flask) -> None:
    """What asks the model services, pages and commands."""
    installed.init_app(app)
    views.init_app(app)
    basin.add_command(check_command)
    evidence.add_command(verify)
    for group in (basin, evidence):
        app.cli.add_command(group)
