"""`flask meetings kit`: one PDF with every sheet that a meeting without a network needs."""

import os
from collections.abc import Callable
from pathlib import Path

import click
from flask.cli import with_appcontext

from kernel.database import Database
from kernel.errors import NotFound
from kernel.policy import SYSTEM
from meetings.documents.kit import Kit, kit
from meetings.queries.meetings import meeting_for
from meetings.views.attendance.sheet import BLANK
from meetings.views.kit import papers_of
from web.locale import in_language

LANGUAGES = {"es": ("es",), "qu": ("qu",), "both": ("es", "qu")}


def kit_command(database: Callable[[], Database]) -> click.Command:
    """The command."""

    @click.command("kit")
    @click.argument("reference")
    @click.option(
        "--out", type=click.Path(path_type=Path), required=True,
        help="The PDF; it must not exist yet.",
    )  # fmt: skip
    @click.option("--lang", type=click.Choice([*LANGUAGES]), default="both", show_default=True)
    @click.option("--blank", default=BLANK, show_default=True, help="Blank rows for attendance.")
    @with_appcontext
    def command(reference: str, out: Path, lang: str, blank: int) -> None:
        """Print the paper kit of the meeting REFERENCE: attendance, concerns, decisions, promises.

        The sheets hold the names of who is expected: keep them like the list that they are.
        """
        languages = LANGUAGES[lang]
        papers = _papers(database(), reference, languages[0], blank)
        _write(out, kit(papers, languages))
        click.echo(f"{papers.attendance.reference}: the paper kit is in {out}.")

    return command


def _papers(database: Database, reference: str, language: str, blank: int) -> Kit:
    with database.reading() as session, in_language(language):
        try:
            meeting = meeting_for(session, SYSTEM, reference)
        except NotFound:
            raise click.ClickException(f"There is no meeting {reference}.") from None
        return papers_of(session, meeting, language, blank)


def _write(out: Path, paper: bytes) -> None:
    """A file that only its owner reads, and never over another."""
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as problem:
        raise click.ClickException(f"{out} cannot be written: {problem.strerror}.") from None
    with os.fdopen(handle, "wb") as file:
        file.write(paper)
