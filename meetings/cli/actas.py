"""`flask meetings list`, `print` and `verify`: the actas, where no browser is at hand."""

import os
from collections.abc import Callable
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from kernel.database import Database
from kernel.errors import NotFound
from kernel.files import open_clean
from kernel.jobs import Work
from kernel.policy import SYSTEM
from meetings.documents.acta import paper
from meetings.jobs import print_one
from meetings.kinds import Copy, PaperLanguage
from meetings.lifecycle import State
from meetings.models import Meeting
from meetings.queries.contents import acta_of, newest_sealed
from meetings.queries.listing import meetings_of
from meetings.queries.meetings import key_of, meeting_for
from meetings.queries.minutes import paper_of
from meetings.queries.photos import photos_of
from meetings.queries.verifying import broken_actas
from web.furniture import files, jobs, public_url, references, vault


def list_command(database: Callable[[], Database]) -> click.Command:
    """The command."""

    @click.command("list")
    def command() -> None:
        """Print a line per meeting: REFERENCE STATE DATE TITLE, the first meeting first."""
        with database().reading() as session:
            for one in meetings_of(session, SYSTEM):
                title = " ".join(one.title.split())
                click.echo(f"{one.reference} {one.state} {one.begins_on} {title}")

    return command


def print_command(database: Callable[[], Database]) -> click.Command:
    """The command."""

    @click.command("print")
    @click.argument("reference")
    @click.option(
        "--lang",
        type=click.Choice([one.value for one in PaperLanguage]),
        default="es",
        show_default=True,
    )
    @click.option(
        "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The PDF."
    )
    @with_appcontext
    def command(reference: str, lang: str, out: Path) -> None:
        """Write the acta of the meeting REFERENCE to a PDF.

        A sealed acta is written byte for byte as it was printed; any other as a draft, which says
        on every page that it is worth nothing.
        """
        state, data = _paper(database(), reference, PaperLanguage(lang))
        _write(out, data)
        click.echo(f"{reference.strip().upper()} {state}: {out}")

    return command


def verify_command(database: Callable[[], Database]) -> click.Command:
    """The command."""

    @click.command("verify")
    @with_appcontext
    def command() -> None:
        """Compare every sealed acta and every paper with its hash; name the first broken one."""
        with database().reading() as session:
            broken = next(broken_actas(session, vault(), files()), None)
        if broken:
            raise click.ClickException(f"{broken}.")
        click.echo("Every sealed acta and every paper is as it was sealed.")

    return command


def _paper(database: Database, reference: str, language: PaperLanguage) -> tuple[State, bytes]:
    with database.reading() as session:
        meeting = _meeting(session, reference)
        state, minutes = meeting.state, newest_sealed(session, meeting)
        if state is not State.SEALED or minutes is None:
            acta = acta_of(session, references(), meeting)
            photos = photos_of(session, vault(), files(), meeting, acta)
            minutes_id = 0
        else:
            minutes_id = minutes.id
    if not minutes_id:
        return state, paper(acta, language, public_url(), sealed=False, photos=photos)
    print_one(Work("", database, vault(), jobs()), minutes_id, Copy.FULL, language)
    with database.reading() as session:
        meeting = _meeting(session, reference)
        minutes = newest_sealed(session, meeting)
        if minutes is None or minutes.id != minutes_id:
            raise click.ClickException(f"The acta {reference} was sealed anew just now: try again.")
        found = paper_of(session, minutes, Copy.FULL, language)
        return state, open_clean(files(), found.file, key_of(session, vault(), meeting)).read()


def _meeting(session: Session, reference: str) -> Meeting:
    try:
        return meeting_for(session, SYSTEM, reference)
    except NotFound:
        raise click.ClickException(f"There is no meeting {reference}.") from None


def _write(out: Path, data: bytes) -> None:
    """A file that only its owner reads; whole or not at all."""
    part = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        part.replace(out)
    except OSError as problem:
        part.unlink(missing_ok=True)
        raise click.ClickException(f"{out} cannot be written: {problem.strerror}.") from None
