"""`flask dialogue import-polis`: bring a conversation from a folder of files."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from dialogue.cli.faults import sentence_of
from dialogue.operations.bringing import hash_of_files, take_votes_in
from dialogue.polis import read_export
from dialogue.queries.processes import process_for
from kernel.errors import BadInput, NotFound
from kernel.policy import SYSTEM
from web.transaction import database

FILES = ("votes.csv", "comments.csv", "participants-votes.csv", "summary.csv")
A_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("import-polis")
@click.argument("process")
@click.argument("folder", type=A_FOLDER)
@click.option("--title", default="", help="How it is called here; else as its summary says.")
@with_appcontext
def import_polis(process: str, folder: Path, title: str) -> None:
    """Bring the conversation in FOLDER (votes.csv, comments.csv) into PROCESS; print its code.

    The same files a second time change nothing.
    """
    files = {name: (folder / name).read_bytes() for name in FILES if (folder / name).is_file()}
    try:
        export = read_export(files)
        said = title or (export.summary.topic if export.summary else "") or folder.name
        with database().changing() as session:
            table = process_for(session, SYSTEM, process)
            made = take_votes_in(session, SYSTEM, table, said, hash_of_files(files), export)
            click.echo(made.code)
    except BadInput as fault:
        raise click.ClickException(sentence_of(fault)) from None
    except NotFound:
        raise click.ClickException(f"there is no process {process}") from None
