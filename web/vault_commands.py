"""`flask vault …`: change keys, keep the master key with two people, look whether all opens."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from kernel.database import Database
from kernel.errors import Refusal, Unavailable
from kernel.vault import NoMasterKey, Vault
from kernel.vault import recovery as recoveries
from kernel.vault.check import Examination, examine
from kernel.vault.rotation import rotate_holder, rotate_master
from kernel.vault.shares import ROWS, BadShare, Share, read_row, read_share
from kernel.vault.vault import masters_in_use
from web.keys import KeyProblem
from web.master_key import TAKE_OVER, MasterKeyFile
from web.opening import open_vault
from web.settings import Settings

BACKUPS = (
    "Backups that were made before open with the old key only: keep the old key with them, or make "
    "a backup now and destroy the older ones."
)

HoldersOf = Callable[[Session, str], list[str]]


def vault_commands(app: Flask, holders_of: HoldersOf) -> click.Group:
    """The commands. `holders_of` tells under which names an office (by its slug) holds keys."""
    group = click.Group("vault", help="The keys of what people confide.")

    @group.command("rotate-master")
    @click.option(
        "--keep-old", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
        help="Write the key of before to FILE: backups of before need it.",
    )  # fmt: skip
    def master(keep_old: Path | None) -> None:
        """Change the master key while people work. Interrupted? Start it again."""
        database, vault, store = _opened(app)
        with _told():
            if keep_old and not _is_placed(database, store):
                _keep(keep_old, store.held()[0])
            placed = rotate_master(database, vault, store, tell=_moved("keys of offices"))
        click.echo("The master key is changed." if placed else TAKE_OVER)
        click.echo(BACKUPS)

    @group.command("rotate-office")
    @click.argument("slug")
    def office(slug: str) -> None:
        """Change the keys of the office SLUG and of its custodian while people work."""
        database, vault, _store = _opened(app)
        with _told():
            with database.reading() as session:
                holders = holders_of(session, slug)
            for holder in holders:
                rotate_holder(database, vault, holder, tell=_moved(f"wraps of {holder}"))
        click.echo(f"The keys of {slug} are changed.")

    @group.command("check")
    def check() -> None:
        """Say how all keys stand; ends with an error when something that should open does not."""
        database, vault, _store = _opened(app)
        with _told():
            found = examine(database, vault)
            with database.reading() as session:
                kept = recoveries.status(session)
        for line in _lines(found):
            click.echo(line)
        click.echo(_recovery_line(kept))
        sys.exit(0 if found.is_whole else 1)

    group.add_command(_recovery_commands(app))
    return group


def _recovery_commands(app: Flask) -> click.Group:
    group = click.Group("recovery", help="The master key, split between two officers.")

    @group.command("make")
    @click.option(
        "--folder", type=click.Path(file_okay=False, path_type=Path),
        help="Write the two shares into this folder instead of showing them.",
    )  # fmt: skip
    def make(folder: Path | None) -> None:
        """Make two shares that open the master key together; those of before open nothing more."""
        database, vault, _store = _opened(app)
        with _told():
            if folder:
                _refuse_taken(folder)
            with database.changing() as session:
                shares = recoveries.make(session, vault)
            for share in shares:
                _hand_over(share, folder)
        click.echo(
            "Each share belongs to another person, on paper, in another place. Both together and a "
            "copy of the database open everything."
        )

    @group.command("open")
    @click.option(
        "--share", "files", multiple=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A file that holds a share; twice. Without it they are asked for.",
    )  # fmt: skip
    def open_(files: tuple[Path, ...]) -> None:
        """Put the lost master key back in its file, from both shares."""
        settings: Settings = app.config["SETTINGS"]
        database: Database = app.extensions["database"]
        with _told():
            one, other = _shares(files)
            with database.reading() as session:
                key = recoveries.open_with(session, one, other)
            settings.master_keys().restore(key)
            with database.changing() as session:
                recoveries.note_opened(session)
        click.echo(f"The master key is back in {settings.master_key_file}.")
        click.echo("Both shares have been together: make a new recovery, and rotate the keys.")

    @group.command("status")
    def status() -> None:
        """Say whether a recovery exists, and since when."""
        with _told():
            database: Database = app.extensions["database"]
            with database.reading() as session:
                click.echo(_recovery_line(recoveries.status(session)))

    @group.command("end")
    def end() -> None:
        """End the recovery: its shares open nothing from now on."""
        database, _vault, _store = _opened(app)
        with _told(), database.changing() as session:
            ended = recoveries.end(session)
        click.echo("The recovery has ended." if ended else "There was no recovery.")

    return group


def _opened(app: Flask) -> tuple[Database, Vault, MasterKeyFile]:
    settings: Settings = app.config["SETTINGS"]
    with _told():
        open_vault(app)
    return app.extensions["database"], app.extensions["vault"], settings.master_keys()


@contextmanager
def _told() -> Iterator[None]:
    """Stop with one sentence that says why."""
    try:
        yield
    except (KeyProblem, BadShare) as problem:
        raise click.ClickException(f"{str(problem).rstrip('.')}.") from None
    except NoMasterKey:
        raise click.ClickException(
            "Another key was put in place meanwhile: start the command again."
        ) from None
    except (SQLAlchemyError, Unavailable) as problem:
        raise click.ClickException(
            f"The database does not answer or has no tables ({type(problem).__name__})."
        ) from None
    except Refusal:
        raise click.ClickException("There is no such office, or no recovery.") from None
    except OSError as problem:
        raise click.ClickException(f"{problem.filename}: {problem.strerror}.") from None


def _is_placed(database: Database, store: MasterKeyFile) -> bool:
    """Whether an interrupted change had put the next key in its place: today's is the new one."""
    with database.reading() as session:
        return len(masters_in_use(session)) > 1 and not store.has_next()


def _keep(file: Path, key: bytes) -> None:
    if file.exists():
        if file.read_text().strip() != key.hex():
            raise KeyProblem(f"{file} exists and holds something else")
        return
    file.touch(mode=0o600, exist_ok=False)
    file.write_text(f"{key.hex()}\n")


def _moved(what: str) -> Callable[[int], None]:
    return lambda count: click.echo(f"{count} {what} moved under the new key.")


def _refuse_taken(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number in (1, 2):
        if _file(folder, number).exists():
            raise KeyProblem(f"{_file(folder, number)} exists already")


def _file(folder: Path, number: int) -> Path:
    return folder / f"recovery-share-{number}.txt"


def _hand_over(share: Share, folder: Path | None) -> None:
    """Show one share, or write it to its file; the next is shown when this one was put away."""
    sheet = _sheet(share)
    if folder:
        file = _file(folder, share.number)
        file.touch(mode=0o600, exist_ok=False)
        file.write_text(sheet)
        click.echo(f"Share {share.number}: {file}")
        return
    click.echo(sheet)
    if sys.stdin.isatty():
        click.pause("Copy it by hand or print it, then press a key: the screen is cleared.")
        click.clear()


def _sheet(share: Share) -> str:
    rows = "\n".join(f"  {number}:  {row}" for number, row in enumerate(share.rows(), 1))
    return (
        f"Rimanakuy: share {share.number} of 2 of the recovery key (set {share.tag.hex()})\n\n"
        f"{rows}\n\n"
        "Only together with the other share does it open what people confided. Keep it on paper,\n"
        "away from the other one and from backups. Type it with: flask vault recovery open\n"
    )


def _shares(files: tuple[Path, ...]) -> tuple[Share, Share]:
    if files and len(files) != 2:
        raise BadShare("Two shares are needed: give --share twice.")
    read = [_read_sheet(file) for file in files] or [_asked(1), _asked(2)]
    return read[0], read[1]


def _read_sheet(file: Path) -> Share:
    """The rows of a sheet that was written by us: `  1:  ABCD …`."""
    lines = [line.strip() for line in file.read_text().splitlines()]
    rows = [line[2:] for line in lines if line[:2] in {f"{number}:" for number in (1, 2, 3, 4)}]
    return read_share(rows)


def _asked(which: int) -> Share:
    """A share typed row by row; a mistyped row is asked for again at once."""
    click.echo(f"Share {which} of 2, row by row:")
    return read_share([_asked_row(number) for number in range(1, ROWS + 1)])


def _asked_row(number: int) -> str:
    while True:
        typed: str = click.prompt(f"  row {number}", hide_input=False)
        try:
            read_row(number, typed)
        except BadShare as problem:
            click.echo(str(problem))
            continue
        return typed


def _lines(found: Examination) -> Iterator[str]:
    generations = " and ".join(map(str, found.masters))
    yield f"master key: generation {generations}, {found.retired} retired"
    for one in found.holders:
        state = f"{one.broken} DO NOT OPEN" if one.broken else "all open"
        yield (
            f"{one.holder}: generation {one.generation}, under master key {one.master}, "
            f"{one.wraps} wraps, {state}"
        )
    yield f"data keys destroyed on purpose: {found.destroyed}"
    if found.lost:
        yield f"data keys that NOBODY CAN OPEN: {found.lost}"
    if found.is_rotating:
        yield "A rotation was begun and did not end: start it again."


def _recovery_line(kept: recoveries.RecoveryStatus | None) -> str:
    if kept is None:
        return "recovery: none; a master key that is lost cannot come back"
    renewed = f", renewed {kept.renewed_at:%Y-%m-%d}" if kept.renewed_at else ""
    current = "" if kept.is_current else "; NOT of the newest master key: make a new one"
    return f"recovery: two shares since {kept.made_at:%Y-%m-%d}{renewed}{current}"
