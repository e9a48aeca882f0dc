"""`flask grievances`: cases in numbers, and receipt cards for filing without a network."""

import os
from collections.abc import Callable
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from accounts.models import Office
from accounts.queries import office_by_slug
from grievances import documents
from grievances.documents import CardPaper, Sheet
from grievances.operations import cards as making
from grievances.operations.finding import index_more
from grievances.queries.queue import states_in
from grievances.receipts import grouped
from kernel.database import Database
from kernel.errors import NotFound
from kernel.vault import Vault
from web.settings import Settings

LANGUAGES = {"es": ("es",), "qu": ("qu",), "both": ("qu", "es")}


def grievances_commands(  # noqa: C901 - one small command after the other
    database: Callable[[], Database],
) -> click.Group:
    """The commands, for `app.py` to register."""

    @click.group("grievances")
    def group() -> None:
        """Grievances, in numbers, and receipt cards."""

    @group.command("counts")
    @click.argument("office")
    def counts(office: str) -> None:
        """Cases of OFFICE (its slug) by state."""
        with database().reading() as session:
            found = states_in(session, _office(database(), office))
        for state, number in found.items():
            click.echo(f"{number:>7}  {state}")
        click.echo(f"{sum(found.values()):>7}  in all")

    @group.command("reindex")
    @click.option("--after", default=0, help="Go on after this case, as an earlier run said.")
    @with_appcontext
    def reindex(after: int) -> None:
        """Index every case anew for the search of the desk, with its deadlines.

        The platform goes on meanwhile. What was done is kept: after a stop, go on with --after.
        """
        _index_from(database(), current_app.extensions["vault"], after)

    @group.command("cards")
    @click.option("--office", default="", help="The slug of the office.")
    @click.option("--count", default=40, show_default=True, help="How many cards.")
    @click.option("--lang", type=click.Choice([*LANGUAGES]), default="both", show_default=True)
    @click.option("--out", type=click.Path(path_type=Path), help="The PDF; it must not exist yet.")
    @click.option("--spoil", default="", metavar="SHEET", help="Let a sheet be used no more.")
    @with_appcontext
    def cards(office: str, count: int, lang: str, out: Path | None, spoil: str) -> None:
        """Print receipt cards, list the sheets of an office, or spoil one.

        With --office and --out a PDF of fresh cards is written. Its codes stand nowhere else: keep
        it like money and delete the file once it is printed. With --office alone the sheets are
        listed. With --spoil SHEET the cards of that sheet that were not used yet never will be.
        """
        if spoil:
            _spoil(database(), spoil)
        elif not office:
            raise click.UsageError("Say which office: --office SLUG (or which sheet: --spoil).")
        elif out is None:
            _list(database(), office)
        else:
            _print(database(), office, count, LANGUAGES[lang], out)

    return group


def _address_on_paper() -> str:
    """Where people follow their case; paper cannot be called back, so never an address of here."""
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.demo and settings.reached_here_only:
        raise click.ClickException(
            f"RIMANAKUY_PUBLIC_URL is {settings.public_url}: no phone finds that. Set it to the "
            "address that people type, as the web process has it, then print."
        )
    return f"{settings.public_url}/follow"


def _print(
    database: Database, slug: str, count: int, languages: tuple[str, ...], out: Path
) -> None:
    """The paper first, then the cards: a paper without cards is void, and the file goes again."""
    if not 0 < count <= making.MOST:
        raise click.ClickException(f"Between 1 and {making.MOST} cards, please.")
    follow_at = _address_on_paper()
    office, vault = _office(database, slug), _vault()
    name, codes = making.new_sheet_name(), making.fresh_codes(vault, count)
    paper = documents.cards(
        Sheet(
            name=name,
            office=office,
            cards=tuple(CardPaper(grouped(one.code), n) for n, one in enumerate(codes, 1)),
            languages=languages,
            follow_at=follow_at,
            qr=documents.follow_qr(follow_at),
        )
    )
    _write(out, paper)
    try:
        with database.changing() as session:
            making.keep_cards(session, office, name, codes)
    except BaseException:
        out.unlink()
        raise
    click.echo(f"Sheet {name}: {count} cards of {office.name} in {out}.")
    click.echo("Their codes stand nowhere else. Print the file, then delete it.")


def _write(out: Path, paper: bytes) -> None:
    """A file that only its owner reads, and never over another."""
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as problem:
        raise click.ClickException(f"{out} cannot be written: {problem.strerror}.") from None
    with os.fdopen(handle, "wb") as file:
        file.write(paper)


def _list(database: Database, slug: str) -> None:
    office = _office(database, slug)
    with database.reading() as session:
        sheets = making.sheets_of(session, office)
    for sheet in sheets:
        click.echo(
            f"{sheet.name}  {sheet.made:>4} made  {sheet.used:>4} used  {sheet.free:>4} free"
            f"  {sheet.spoiled:>4} spoiled"
        )
    if not sheets:
        click.echo(f"No cards were printed for {office.name} yet.")


def _spoil(database: Database, name: str) -> None:
    try:
        with database.changing() as session:
            gone = making.spoil_sheet(session, name.strip().upper())
    except NotFound:
        raise click.ClickException(f"There is no sheet called {name}.") from None
    click.echo(f"{gone} cards of sheet {name} will never be used.")


def _office(database: Database, slug: str) -> Office:
    with database.reading() as session:
        try:
            office = office_by_slug(session, slug)
        except NotFound:
            raise click.ClickException(f"There is no open office called {slug}.") from None
        session.expunge(office)
        return office


def _vault() -> Vault:
    vault: Vault = current_app.extensions["vault"]
    return vault


def _index_from(database: Database, vault: Vault, after: int) -> None:
    last = done = after
    while True:
        with database.changing() as session:
            last, done = index_more(session, vault, last), last
        if not last:
            break
        click.echo(f"up to case {last}")
    click.echo(f"Done: every case up to {done} can be found.")
