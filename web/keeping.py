"""`flask backup` and `flask restore`: nothing filed is lost, and nothing destroyed returns."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask, current_app

from kernel import backup, tombstones
from kernel.backup import Contents
from kernel.clock import now
from kernel.database import Database
from kernel.files import Store
from kernel.vault import Vault
from web.opening import opened
from web.settings import Settings

LAST = "last-backup.json"
"""When the last backup was made, for the pages of health; beside the keys, not in the database."""


def init_app(app: Flask) -> None:
    """Offer both commands."""
    app.cli.add_command(backup_command)
    app.cli.add_command(restore_command)


@click.command("backup")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Make none: read the backup at TARGET to its end.")
def backup_command(target: Path, check: bool) -> None:
    """Write everything to TARGET, encrypted, while people go on working; then read it back.

    The master key is not in it: keep that elsewhere, nobody can restore without it.
    """
    with _told(target):
        if not check:
            _make(target)
        contents = backup.check(target, _settings().master_keys().held())
    size = target.stat().st_size // 1000
    click.echo(f"{target}: {_summary(contents)}, {size} kB, read back whole.")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--tombstones", "more", multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The tombstones.jsonl of the installation that was lost.",
)  # fmt: skip
def restore_command(file: Path, more: tuple[Path, ...]) -> None:
    """Fill an empty installation with the backup FILE, all of it or nothing.

    What was destroyed after the backup is destroyed again.
    """
    from kernel.jobs.schema import migrate_jobs

    settings, database, store = _settings(), _database(), _store()
    os.umask(0o077)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    tombstones.bring(settings.data_dir, more)
    half = tombstones.unreadable(settings.data_dir)
    with _told(file):
        contents = backup.restore(
            database, store, settings.master_keys().held(), file, lambda: migrate_jobs(database)
        )
    opened(_app())
    vault: Vault = current_app.extensions["vault"]
    again = tombstones.lay_again(database, vault, settings.data_dir)
    tombstones.forget_file(settings.data_dir)
    tombstones.write_down(database, settings.data_dir)
    click.echo(f"Restored as of {contents.made_at}: {_summary(contents)}, each compared.")
    if half:
        click.echo(f"{half} lines of the tombstones could not be read: ask what was purged last.")
    click.echo(f"Destroyed again since: {again}. Now run: flask audit verify, flask doctor")


def _make(target: Path) -> None:
    os.umask(0o077)
    settings, database = _settings(), opened(_app())
    tombstones.write_down(database, settings.data_dir)
    contents = backup.make(database, _store(), settings.master_keys().held()[0], target)
    last = {"at": now().isoformat(timespec="seconds"), "rows": contents.rows}
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    (settings.data_dir / LAST).write_text(json.dumps(last))


SENTENCES: dict[type[Exception], str] = {
    backup.NotOurs: "{file} is no backup of this platform.",
    backup.OtherKey: (
        "{file} was made under another master key: put that key in {key} of the new, empty "
        "installation, or recover it: flask vault recovery open."
    ),
    backup.Damaged: "{file} is damaged or not whole: take another backup. Nothing was changed.",
    backup.Missing: (
        "A sealed file that the database names is not there: {problem}. Look at the disk and run "
        "flask doctor. This backup was not kept."
    ),
    backup.InUse: "Somebody works here already: restore into an empty DATA_DIR and database.",
    backup.TooNew: "{file} was made by a newer version of the platform: install that one first.",
    backup.NotAsWritten: "{problem} does not hold what the backup says; nothing was kept.",
}


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Each way in which it can fail, in one sentence that says what to do."""
    try:
        yield
    except OSError as problem:
        raise click.ClickException(f"{file} cannot be used: {problem.strerror}.") from None
    except tuple(SENTENCES) as problem:
        sentence = SENTENCES[type(problem)]
        key = _settings().master_key_file
        raise click.ClickException(sentence.format(file=file, problem=problem, key=key)) from None


def _summary(contents: Contents) -> str:
    tables, blobs = len(contents.tables), len(contents.blobs)
    return f"{contents.rows} rows of {tables} tables, {blobs} sealed files"


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return app


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _database() -> Database:
    database: Database = current_app.extensions["database"]
    return database


def _store() -> Store:
    store: Store = current_app.extensions["files"]
    return store
