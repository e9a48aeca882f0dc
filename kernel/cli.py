"""Commands over the kernel's own tables. `app.py` says where the database is."""

from collections.abc import Callable

import click

from kernel.audit_anchors import write_anchor
from kernel.audit_check import verify
from kernel.database import Database
from kernel.seals import broken_heads, newest_head, write_head


def audit_commands(database: Callable[[], Database]) -> click.Group:
    """`audit verify` and `audit anchor` on the database that `database()` gives."""
    group = click.Group("audit", help="The trail: who did what, chained and anchored.")

    @group.command("verify")
    @click.option("--kept", metavar="HASH", help="An anchor's hash that was kept outside.")
    def verify_trail(kept: str | None) -> None:
        """Read the whole trail and name the first broken thing."""
        with database().reading() as session:
            verdict = verify(session, kept)
        if verdict.broken:
            raise click.ClickException(f"The trail is broken: {verdict.broken}.")
        click.echo(
            f"The trail is whole: {verdict.entries} entries, {verdict.anchors} anchors. "
            f"Newest anchor: {verdict.newest_anchor or 'none yet'}"
        )

    @group.command("anchor")
    def anchor_now() -> None:
        """Anchor every chain that moved since the last anchor."""
        with database().changing() as session:
            anchor = write_anchor(session)
            said = f"Anchored {anchor.chains} chains: {anchor.hash}" if anchor else None
        click.echo(said or "Nothing has happened since the last anchor.")

    return group


def seals_commands(database: Callable[[], Database]) -> click.Group:
    """`seals verify` and `seals head` on the database that `database()` gives."""
    group = click.Group("seals", help="The register of sealed documents and the heads of its days.")

    @group.command("verify")
    @click.option("--kept", metavar="HASH", default="", help="A head's hash that was kept outside.")
    def verify_heads(kept: str) -> None:
        """Compare every head with the seals that it saw and name the first broken one."""
        with database().reading() as session:
            broken = next(broken_heads(session, kept), None)
            newest = newest_head(session)
            said = f"{newest.day}: {newest.hash}" if newest else "none yet"
        if broken:
            raise click.ClickException(f"The register is broken: {broken}.")
        click.echo(f"The register is whole. Newest head: {said}")

    @group.command("head")
    def head_now() -> None:
        """Write the head of the day that ended, if it is not written, and print the newest."""
        with database().changing() as session:
            write_head(session)
            newest = newest_head(session)
            said = f"{newest.day} {newest.seals} seals {newest.hash}" if newest else ""
        click.echo(said)

    return group
