"""`flask demo`: make the fictional world, once; `flask demo load`: make it large.

The world itself is imported by the command that makes it: no other process carries it.
"""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import click

from kernel.database import Database
from kernel.files import Store
from kernel.vault import Vault

SIGN_INS = "demo-sign-ins.txt"
EVERY = 10_000
LARGEST_MB = 1


def demo_command(
    database: Callable[[], Database],
    vault: Callable[[], Vault],
    folder: Callable[[], Path],
    hashed: Callable[[str], str],
    *,
    is_demo: bool,
) -> click.Command:
    """The command, for `app.py` to register. `is_demo` says whether this installation is one."""

    @click.group("demo", invoke_without_command=True)
    @click.pass_context
    def demo(context: click.Context) -> None:
        """Fill an empty installation with fictional offices, people and cases."""
        from demo.seed import is_empty

        if not is_demo:
            raise click.ClickException("this is no demo: set RIMANAKUY_DEMO=yes to make it one")
        if is_empty(database()):
            _fill(database(), vault(), hashed, folder() / SIGN_INS)
        elif context.invoked_subcommand is None:
            click.echo("There are offices already: nothing was added.")

    @demo.command("load")
    @click.option("--cases", type=click.IntRange(1, 2_000_000), required=True)
    @click.option("--seed", "beginning", type=int, default=1, help="What the cases say.")
    def load_cases(cases: int, beginning: int) -> None:
        """Add many varied cases, sealed as real ones are, to try the platform at its size."""
        _load(database(), vault(), cases, beginning)

    return demo


def _fill(database: Database, vault: Vault, hashed: Callable[[str], str], file: Path) -> None:
    from demo.seed import seed

    page = seed(database, vault, hashed, Store.of(database, file.parent, LARGEST_MB))
    file.touch(mode=0o600)
    file.write_text(page)
    click.echo(page)


def _load(database: Database, vault: Vault, cases: int, beginning: int) -> None:
    from demo.load import NothingToCopy, load

    began = monotonic()

    def tell(done: int) -> None:
        if done % EVERY == 0 or done == cases:
            click.echo(f"{done} of {cases} cases after {monotonic() - began:.0f} s")

    try:
        load(database, vault, cases, tell, beginning)
    except NothingToCopy:
        raise click.ClickException(
            "there is no case to copy: begin with an empty data folder"
        ) from None
    click.echo("Nobody holds a receipt of these cases; staff see them in their queues.")
