"""What every application stands on, before any feature moves in: data, keys, files, post."""

from functools import partial

from flask import Flask

from kernel import files, tombstones
from kernel.database import Database
from kernel.files import Store
from kernel.jobs import Duties, Jobs
from kernel.jobs.chores import CHORES
from kernel.notices import Post
from kernel.notices.sending import duties_of
from kernel.references import References
from kernel.vault import Vault
from web import chores
from web.settings import Settings


def begin(settings: Settings) -> Flask:
    """An application without a page."""
    app = Flask("app", static_folder=None)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key(),
        MAX_CONTENT_LENGTH=settings.max_body_kb * 1024,
        MAX_FORM_MEMORY_SIZE=settings.max_body_kb * 1024,
    )
    database = Database(settings.database_url)
    app.extensions.update(
        database=database,
        vault=Vault(settings.master_keys(), database),
        files=Store.of(database, settings.data_dir, settings.max_file_mb),
        post=Post(),
        references=References(),
        moves=[partial(tombstones.lay_again, folder=settings.data_dir)],
    )
    return app


def take_duties(app: Flask, *of_features: Duties) -> None:
    """Let durable work know every duty of the house: those of the kernel, of web, of features."""
    settings: Settings = app.config["SETTINGS"]
    app.extensions["jobs"] = Jobs(
        app.extensions["database"],
        CHORES,
        chores.DUTIES,
        duties_of(app.extensions["post"]),
        files.duties_of(app.extensions["files"]),
        tombstones.duties_of(settings.data_dir),
        *of_features,
    )
