"""`flask dialogue`: what is done with tables and rounds from the command line."""

from flask import Flask
from flask.cli import AppGroup

from dialogue import views
from dialogue.cli.bringing import import_polis
from dialogue.cli.opinion_groups import opinion_groups

dialogue = AppGroup("dialogue", help="Dialogue tables and their rounds.")


def init_app(app: Flask) -> None:
    """Pages and commands."""
    views.init_app(app)
    dialogue.add_command(import_polis)
    dialogue.add_command(opinion_groups)
    app.cli.add_command(dialogue)
