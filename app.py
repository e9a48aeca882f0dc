"""The composition root: the only module that knows every part of the house."""

from flask import Flask

import accounts.jobs
import accounts.letters
import accounts.queries
import accounts.views
import basin.cli
import basin.jobs
import commitments.jobs
import commitments.letters
import commitments.views
import dialogue.cli
import dialogue.jobs
import dialogue.letters
import grievances.jobs
import grievances.letters
import grievances.views
import meetings.jobs
import meetings.views
import territory.cli
import trainings.jobs
import trainings.views
from accounts.cli import accounts_commands
from accounts.operations.custody import furnish_custodians, holders_of
from accounts.queries.offices import countries_of
from accounts.views.security import hash_of
from demo.cli import demo_command
from grievances.cli import grievances_commands
from grievances.operations.finding import index_cases_of_before
from grievances.operations.identities import move_contacts
from kernel.cli import audit_commands, seals_commands
from meetings.cli import meetings_commands
from web import foundation, rooms, transaction
from web.opening import opened
from web.settings import Settings
from web.vault_commands import vault_commands


def create_app(settings: Settings | None = None) -> Flask:
    """The whole platform, as `settings` or the environment say."""
    settings = settings or Settings.from_environment()
    app = foundation.begin(settings)
    _furnish(app, settings)
    rooms.init_app(app)
    accounts.views.init_app(app)
    territory.cli.init_app(app, countries_of)
    for feature in (grievances, commitments, meetings, trainings):
        feature.views.init_app(app)
    for feature in (basin, dialogue):
        feature.cli.init_app(app)
    _take_commands(app, settings)
    transaction.init_app(app)
    return app


def _furnish(app: Flask, settings: Settings) -> None:
    """What features bring to the parts that all of them lean on."""
    post = app.extensions["post"]
    post.reaches("person", accounts.queries.reached)
    for writes in (accounts, commitments, dialogue, grievances):
        writes.letters.register(post, settings.public_url)
    app.extensions["moves"] += [furnish_custodians, move_contacts, index_cases_of_before]
    features = accounts, basin, commitments, dialogue, grievances, meetings, trainings
    foundation.take_duties(app, *(feature.jobs.DUTIES for feature in features))


def _take_commands(app: Flask, settings: Settings) -> None:
    app.cli.add_command(audit_commands(lambda: app.extensions["database"]))
    app.cli.add_command(seals_commands(lambda: app.extensions["database"]))
    app.cli.add_command(vault_commands(app, holders_of))
    for commands in (accounts_commands, grievances_commands, meetings_commands):
        app.cli.add_command(commands(lambda: opened(app)))
    furnished = (
        (lambda: opened(app)),
        (lambda: app.extensions["vault"]),
        (lambda: settings.data_dir),
    )
    app.cli.add_command(demo_command(*furnished, hash_of, is_demo=settings.demo))
