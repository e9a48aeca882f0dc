"""`flask dialogue`: what is done with tables and rounds from the command line."""

from flask import Flask
from flask.cli import AppGroup

from dialogue import views
from dialogue.cli.bringing import import_polis
from dialogue.cli.opinion_groups import opinion_groups
from dialogue.queries.agreements.keeping import TELLER

dialogue = AppGroup("dialogue", help="Dialogue tables and their rounds.")


def init_app(app: Flask) -> None:
    """Pages, commands, and what tables know of agreements and their rates."""
    views.init_app(app)
    app.extensions["rate_tellers"].append(TELLER)
    dialogue.add_command(import_polis)
    dialogue.add_command(opinion_groups)
    app.cli.add_command(dialogue)
