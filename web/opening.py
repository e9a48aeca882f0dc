"""Before anybody works: is the master key in reach the one that the database was filled with?

Nothing starts with another key, and no key is ever made beside a database that has one: what would
be written under it could be read by nobody who has the right one.
"""

from contextlib import suppress

import click
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from kernel.database import Database
from kernel.errors import Unavailable
from kernel.vault import KeyState, Vault, settle, state_of
from web.keys import KeyProblem
from web.master_key import MasterKeyFile
from web.settings import Settings

MADE = (
    "A master key was made in {file}. It opens all that people will confide: keep a copy away from "
    "this machine and from the backups of the database."
)


class WrongKey(click.ClickException):
    """One sentence: which key is wanted, and what to do. A command shows it and ends."""


def open_vault(app: Flask) -> None:
    """WrongKey unless the keys in reach open this database; a blank one gets its first key."""
    settings: Settings = app.config["SETTINGS"]
    database: Database = app.extensions["database"]
    vault: Vault = app.extensions["vault"]
    masters = settings.master_keys()
    try:
        with database.reading() as session:
            state = state_of(session, vault, masters)
        if state is KeyState.BLANK and masters.make():
            click.echo(MADE.format(file=settings.master_key_file), err=True)
        if state in {KeyState.BLANK, KeyState.UNMARKED}:
            with database.changing() as session:
                settle(session, vault)
    except KeyProblem as problem:
        raise WrongKey(f"The master key cannot be used: {problem}.") from None
    if sentence := refusal(state, masters):
        raise WrongKey(sentence)


def refusal(state: KeyState, masters: MasterKeyFile) -> str | None:
    """Why nobody may work with the keys in reach, and what to do; None when all is well."""
    where = "RIMANAKUY_MASTER_KEY" if masters.words else str(masters.file)
    return {
        KeyState.MISSING: (
            f"The master key is missing: this database was filled under one, and {where} does not "
            "exist; put the copy that was kept there, or bring both shares of the recovery: "
            "flask vault recovery open."
        ),
        KeyState.WRONG: (
            f"The master key in {where} is not the one that this database was filled under, and "
            "would open nothing: put the right one there, or restore the backup that belongs to it."
        ),
        KeyState.HALF: (
            f"The master key is being changed, and only one of the two keys is in reach of {where}:"
            " set RIMANAKUY_MASTER_KEY_NEXT here too, or end the change: flask vault rotate-master."
        ),
    }.get(state)


def opened(app: Flask) -> Database:
    """The database, for a command that works with it: WrongKey when the master key is not its own.

    A database that does not answer is told by the command itself.
    """
    database: Database = app.extensions["database"]
    with suppress(SQLAlchemyError, Unavailable):
        open_vault(app)
    return database
