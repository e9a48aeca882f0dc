"""`flask demo`: make the fictional world, once."""

from collections.abc import Callable
from pathlib import Path

import click

from demo.seed import is_empty, seed
from kernel.database import Database
from kernel.vault import Vault

SIGN_INS = "demo-sign-ins.txt"


def demo_command(
    database: Callable[[], Database],
    vault: Callable[[], Vault],
    folder: Callable[[], Path],
    hashed: Callable[[str], str],
    *,
    is_demo: bool,
) -> click.Command:
    """The command, for `app.py` to register. `is_demo` says whether this installation is one."""

    @click.command("demo")
    def demo() -> None:
        """Fill an empty installation with fictional offices, people and cases."""
        if not is_demo:
            raise click.ClickException("this is no demo: set RIMANAKUY_DEMO=yes to make it one")
        if not is_empty(database()):
            click.echo("There are offices already: nothing was added.")
            return
        page = seed(database(), vault(), hashed)
        file = folder() / SIGN_INS
        file.touch(mode=0o600)
        file.write_text(page)
        click.echo(page)

    return demo
