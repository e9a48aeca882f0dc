"""The commands that run an installation: migrate, serve, work, start, doctor, jobs.

Each imports what it needs when it runs, so that the others start quickly.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from kernel.database import Database
from kernel.errors import Unavailable
from kernel.jobs.enqueue import Jobs, RunState
from kernel.revision import current, newest
from web import machine
from web.settings import Settings

with_parent = click.option("--with-parent", is_flag=True, hidden=True)


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _database() -> Database:
    database: Database = current_app.extensions["database"]
    return database


def _whole_app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return app


def _keep_to_ourselves() -> None:
    """Files that are made from now on are readable by our own user only."""
    os.umask(0o077)


@contextmanager
def _database_answers() -> Iterator[None]:
    """Stop with one sentence when it does not, or has no tables yet."""
    from dbos import error as dbos_error

    try:
        yield
    except (SQLAlchemyError, Unavailable, dbos_error.DBOSException) as problem:
        raise click.ClickException(
            f"The database does not answer or has no tables ({type(problem).__name__}): "
            "see DATABASE_URL, then run make migrate."
        ) from None


def _stop_at(problem: str | None) -> None:
    if problem:
        raise click.ClickException(problem)


@click.command()
def migrate() -> None:
    """Bring the database, with the tables of durable work, to this version."""
    _migrate()
    click.echo("The database is up to date.")


def _migrate() -> None:
    from kernel.jobs.schema import migrate_jobs
    from kernel.schema import migrate as migrate_ours

    _keep_to_ourselves()
    _stop_at(machine.folder_unwritable(_settings().data_dir))
    with _database_answers():
        migrate_ours(_database())
        migrate_jobs(_database())
        _ready()


def _ready() -> None:
    """The master key is that of the database, and what only it can move has been moved."""
    from web.opening import open_vault

    app = _whole_app()
    open_vault(app)
    for move in app.extensions.get("moves", ()):
        move(app.extensions["database"], app.extensions["vault"])
    for complete in app.extensions.get("completions", ()):
        complete(_database())  # what an installation gets after its tables


@click.command()
@click.option("--migrate", "migrating", is_flag=True, help="Bring the database up to date first.")
@with_parent
def serve(migrating: bool, with_parent: bool) -> None:
    """Answer requests (the web process)."""
    from web import logs, serving

    settings = _settings()
    _stop_at(machine.port_taken(settings.host, settings.port))
    _keep_to_ourselves()
    logs.configure(settings.log_level)
    if with_parent:
        serving.end_with_parent()
    if migrating and current(_database()) != newest():
        _migrate()
    with _database_answers():
        _ready()
    serving.serve(_whole_app())


@click.command()
@click.option("--migrate", "migrating", is_flag=True, help="Bring its own tables up to date first.")
@with_parent
def work(migrating: bool, with_parent: bool) -> None:
    """Do what was ordered: mails, clocks, papers (the worker process)."""
    from kernel.jobs.alone import AnotherWorker
    from kernel.jobs.schema import migrate_jobs
    from web import logs, serving, working
    from web.opening import open_vault

    _keep_to_ourselves()
    logs.configure(_settings().log_level)
    if with_parent:
        serving.end_with_parent()
    with _database_answers():
        if migrating:
            migrate_jobs(_database())
        open_vault(_whole_app())
        try:
            working.work(_whole_app())
        except AnotherWorker:
            _stop_at("Another worker is at work on this database: stop it first.")


@click.command()
def start() -> None:
    """Start web and worker together, with the demo, to try the platform out."""
    from web import supervisor

    sys.exit(supervisor.main())


@click.command()
def doctor() -> None:
    """Say what is missing or unsafe in this installation."""
    from web import doctor as examination

    findings = list(examination.examine(_whole_app()))
    for finding in findings:
        click.echo(str(finding))
    sys.exit(1 if any(finding.is_bad for finding in findings) else 0)


@click.group("jobs")
def jobs_group() -> None:
    """Durable work: what waits, runs and failed."""


@jobs_group.command("list")
@click.option("--state", type=click.Choice([each.value for each in RunState]), multiple=True)
@click.option("--limit", default=50)
def list_jobs(state: tuple[str, ...], limit: int) -> None:
    """List runs, newest first."""
    wanted = [RunState(word) for word in state] or list(RunState)
    for run in _jobs().runs(wanted, limit=limit):
        when = f"{run.ordered_at:%Y-%m-%d %H:%M:%S}"
        line = f"{when}  {run.state:8}  {run.duty}  {run.id}  {run.problem or ''}"
        click.echo(line.rstrip())


@jobs_group.command("try-again")
@click.argument("run_id")
def try_again(run_id: str) -> None:
    """Let the worker take a failed run up again at the step that failed."""
    with _jobs().database.changing() as session:
        _jobs().try_again(session, run_id)
    click.echo("Ordered.")


def _jobs() -> Jobs:
    jobs: Jobs = current_app.extensions["jobs"]
    return jobs


def init_app(app: Flask) -> None:
    """Offer the commands as `flask …`, which gives each an application context."""
    for command in (migrate, serve, work, start, doctor, jobs_group):
        app.cli.add_command(command)
