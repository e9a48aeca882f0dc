"""The commands for the words: `flask words …`, also `python -m web.catalogues …`."""

from datetime import datetime
from pathlib import Path

import click

from kernel.clock import now
from web.catalogues import gathering, sheets
from web.catalogues.gates import faults, standings
from web.catalogues.parts import Part

_language = click.option("--lang", "language", type=click.Choice(gathering.LANGUAGES), default="qu")


@click.group()
def words() -> None:
    """Sentences for people: gather, check, compile, send to reviewers and take back."""


@words.command()
def update() -> None:
    """Bring the catalogues in step with the sources."""
    gathering.update()


@words.command("compile")
def compile_() -> None:
    """Write what the program loads."""
    gathering.compile_all()


@words.command()
def check() -> None:
    """Say how far each catalogue is; fail when one may not ship."""
    forgotten = gathering.stale()
    for sentence in forgotten:
        click.echo(f"not in step with the sources (run update): {sentence}")
    found = [
        fault
        for language in gathering.LANGUAGES
        for fault in faults(language, gathering.catalogue(language))
    ]
    for fault in found:
        click.echo(f"{fault.language}: {fault.msgid!r}: {fault.what}")
    for language in gathering.LANGUAGES:
        for done in standings(gathering.catalogue(language)):
            click.echo(
                f"{language} {done.part}: {done.translated} of {done.all} translated, "
                f"{done.reviewed} reviewed"
            )
    raise SystemExit(1 if found or forgotten else 0)


@words.command()
@_language
@click.option("--format", "kind", type=click.Choice(list(sheets.Format)), default="xlsx")
@click.option("--part", type=click.Choice(list(Part)), help="Only sentences of this part.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
def export(language: str, kind: str, part: str | None, file: Path | None) -> None:
    """Write a sheet for reviewers (FILE, or words-LANG.FORMAT here)."""
    wanted = Part(part) if part else None
    sheet = list(sheets.rows(gathering.catalogue(language), wanted))
    target = file or Path(f"words-{language}.{kind}")
    target.write_bytes(sheets.as_csv(sheet) if kind == "csv" else sheets.as_xlsx(sheet))
    click.echo(f"{target}: {len(sheet)} rows")


def _kind_of(file: Path) -> sheets.Format:
    return sheets.Format(file.suffix.lower().lstrip("."))


@words.command("import")
@_language
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day of the review; today.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(language: str, day: datetime | None, file: Path) -> None:
    """Take over a sheet that reviewers filled in; rows that would break a page are refused."""
    catalogue = gathering.catalogue(language)
    try:
        sheet = sheets.read(_kind_of(file), file.read_bytes())
    except ValueError as wrong:
        raise click.ClickException(f"{file}: {wrong}") from wrong
    taken = sheets.take_over(catalogue, language, sheet, (day or now()).date())
    catalogue.save(str(gathering.catalogue_path(language)))
    for number, source, why in taken.refused:
        click.echo(f"fila {number}: {source!r}: {why}")
    click.echo(f"{taken.changed} changed, {taken.reviewed} reviewed, {len(taken.refused)} refused")
    raise SystemExit(1 if taken.refused else 0)
