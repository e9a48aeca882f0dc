"""`flask evidence verify`: whether everything that was put in evidence still is what it was."""

import sys

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from basin.models import Study
from basin.queries.studies import study_for
from basin.queries.verifying import Verified, verified
from kernel.database import Database
from kernel.errors import NotFound
from kernel.policy import SYSTEM
from kernel.seals import fingerprint_of, grouped
from web.furniture import files, vault


@click.command("verify")
@click.argument("study", required=False)
@click.option(
    "--head",
    multiple=True,
    metavar="FINGERPRINT",
    help="A fingerprint that was kept outside: on an acta, a sheet, a mail.",
)
@with_appcontext
def verify(study: str | None, head: tuple[str, ...]) -> None:
    """Compare every entry, row, blob, seal and file of STUDY (of all) with its document.

    Everything that is broken is named, the first one first; then the command ends with 1.
    """
    database: Database = current_app.extensions["database"]
    with database.reading() as session:
        one = _study(session, study) if study else None
        found = verified(session, vault(), files(), study=one, kept=head)
    _tell(found)
    sys.exit(1 if found.broken else 0)


def _study(session: Session, code: str) -> Study:
    try:
        return study_for(session, SYSTEM, code)
    except NotFound:
        raise click.ClickException(f"There is no study {code}.") from None


def _tell(found: Verified) -> None:
    for line in found.broken:
        click.echo(line, err=True)
    for code, sha256 in found.heads.items():
        click.echo(f"{code} head {grouped(fingerprint_of(sha256))}")
    said = f"{found.entries} entries, {found.blobs} blobs"
    if found.broken:
        click.echo(f"{said}: {len(found.broken)} things are not as they were.", err=True)
    else:
        click.echo(f"{said}: everything is as it was put in evidence.")
