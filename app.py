"""The composition root: the only module that knows every part of the house."""

from flask import Flask

import accounts.jobs
import accounts.letters
import accounts.queries
import accounts.views
import grievances.jobs
import grievances.letters
import grievances.views
import territory.cli
import web.chores
from accounts.cli import accounts_commands
from accounts.operations.custody import furnish_custodians, holders_of
from accounts.queries.offices import countries_of
from accounts.views.security import hash_of
from demo.cli import demo_command
from grievances.cli import grievances_commands
from grievances.operations.identities import move_contacts
from grievances.queries import references as case_references
from kernel import files, tombstones
from kernel.cli import audit_commands
from kernel.database import Database
from kernel.jobs import Jobs
from kernel.jobs.chores import CHORES
from kernel.notices import Post
from kernel.notices.sending import duties_of
from kernel.references import References
from kernel.vault import Vault
from web import rooms, transaction
from web.opening import opened
from web.settings import Settings
from web.vault_commands import vault_commands


def create_app(settings: Settings | None = None) -> Flask:
    """The whole platform, as `settings` or the environment say."""
    settings = settings or Settings.from_environment()
    app = Flask(__name__, static_folder=None)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key(),
        MAX_CONTENT_LENGTH=settings.max_body_kb * 1024,
        MAX_FORM_MEMORY_SIZE=settings.max_body_kb * 1024,
    )
    _furnish(app, settings)
    rooms.init_app(app)
    accounts.views.init_app(app)
    territory.cli.init_app(app, countries_of)
    grievances.views.init_app(app)
    _take_commands(app, settings)
    transaction.init_app(app)
    return app


def _furnish(app: Flask, settings: Settings) -> None:
    """What every request and every duty leans on."""
    database = Database(settings.database_url)
    post = Post()
    post.reaches("person", accounts.queries.reached)
    accounts.letters.register(post, settings.public_url)
    grievances.letters.register(post, settings.public_url)
    store = files.Store.of(database, settings.data_dir, settings.max_file_mb)
    references = References()
    references.register(case_references.KIND, case_references.referred)
    duties = CHORES, web.chores.DUTIES, accounts.jobs.DUTIES, grievances.jobs.DUTIES
    buried = tombstones.duties_of(settings.data_dir)
    app.extensions.update(
        database=database,
        vault=Vault(settings.master_keys(), database),
        post=post,
        files=store,
        jobs=Jobs(database, duties_of(post), files.duties_of(store), buried, *duties),
        references=references,
        moves=(furnish_custodians, move_contacts),
    )


def _take_commands(app: Flask, settings: Settings) -> None:
    database: Database = app.extensions["database"]
    app.cli.add_command(audit_commands(lambda: database))
    app.cli.add_command(vault_commands(app, holders_of))
    app.cli.add_command(accounts_commands(lambda: opened(app)))
    app.cli.add_command(grievances_commands(lambda: opened(app)))
    app.cli.add_command(
        demo_command(
            lambda: opened(app),
            lambda: app.extensions["vault"],
            lambda: settings.data_dir,
            hash_of,
            is_demo=settings.demo,
        )
    )
