"""`flask grievances`: how many cases an office has in each state, without a word of any of them."""

from collections.abc import Callable

import click

from accounts.queries import office_by_slug
from grievances.queries.queue import states_in
from kernel.database import Database
from kernel.errors import NotFound


def grievances_commands(database: Callable[[], Database]) -> click.Group:
    """The commands, for `app.py` to register."""

    @click.group("grievances")
    def group() -> None:
        """Grievances, in numbers."""

    @group.command("counts")
    @click.argument("office")
    def counts(office: str) -> None:
        """Cases of OFFICE (its slug) by state."""
        with database().reading() as session:
            try:
                found = states_in(session, office_by_slug(session, office))
            except NotFound:
                raise click.ClickException(f"There is no open office called {office}.") from None
        for state, number in found.items():
            click.echo(f"{number:>7}  {state}")
        click.echo(f"{sum(found.values()):>7}  in all")

    return group
