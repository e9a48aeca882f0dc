"""Places from the command line: `flask territory …`, for files too big for a page too."""

from collections.abc import Callable
from pathlib import Path

import click
from flask import Flask

from kernel.database import Database
from kernel.policy import SYSTEM
from territory import operations, views
from territory.places import COUNTRIES
from territory.places.sheets import NotText, text_of, write
from territory.queries import Plan, listed, plan_for
from territory.views.blueprint import CountriesOf

COUNTRY = click.option("--country", type=click.Choice(COUNTRIES), required=True)
FAULTS_SHOWN = 50


def init_app(app: Flask, countries_of: CountriesOf) -> None:
    """Pages, commands, and the places that an installation gets after its tables.

    `countries_of` says in which countries some offices work: they stand on a higher floor.
    """
    views.init_app(app, countries_of)
    database: Database = app.extensions["database"]
    app.cli.add_command(territory_commands(lambda: database))
    app.extensions.setdefault("completions", []).append(complete)


def territory_commands(database: Callable[[], Database]) -> click.Group:
    """The group `territory`, working on the database that `database()` gives."""
    group = click.Group("territory", help="Provinces, districts and communities.")

    @group.command("sow")
    def sow() -> None:
        """Bring in departments and the places that we ship, as `flask migrate` does."""
        complete(database())
        click.echo("The places that we ship are in.")

    @group.command("import")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @COUNTRY
    @click.option("--keep-missing", is_flag=True, help="Retire nothing that FILE does not name.")
    @click.option("--check", is_flag=True, help="Only say what would happen.")
    def import_places(file: Path, country: str, keep_missing: bool, check: bool) -> None:
        """Let the places of a country be as FILE (CSV) says: all of it or nothing."""
        try:
            text = text_of(file.read_bytes())
        except NotText:
            raise click.ClickException(f"{file} is not a CSV file") from None
        with database().changing() as session:
            given = operations.give_sheet(session, SYSTEM, country, text, keep_missing=keep_missing)
            plan = plan_for(session, given)
            _stop_at_faults(plan)
            if check:
                session.delete(given)
            else:
                operations.take_over(session, SYSTEM, given)
        click.echo(("Would be: " if check else "Done: ") + _summary(plan))

    @group.command("export")
    @COUNTRY
    def export(country: str) -> None:
        """Print the places of a country as CSV, as they can be imported again."""
        with database().reading() as session:
            click.echo(write(listed(session, country)), nl=False)

    return group


def complete(database: Database) -> None:
    """What a fresh or upgraded installation gets after its tables."""
    with database.changing() as session:
        operations.sow(session)


def _stop_at_faults(plan: Plan) -> None:
    if not plan.faults:
        return
    for fault in plan.faults[:FAULTS_SHOWN]:
        click.echo(f"line {fault.line}: {fault.problem} {fault.said}".rstrip(), err=True)
    raise click.ClickException(f"{len(plan.faults)} faults, nothing was changed")


def _summary(plan: Plan) -> str:
    return (
        f"{len(plan.added)} added, {len(plan.changed)} changed, "
        f"{len(plan.retired)} retired, {plan.same} as before"
    )
