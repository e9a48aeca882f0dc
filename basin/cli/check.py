"""`flask basin check`: whether a service keeps to what the platform needs."""

import sys
from collections import Counter
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from basin.client.configured import Configured
from basin.client.conformance import examine
from basin.client.service import Service, ServiceFault
from web.settings import Settings


@click.command("check")
@click.argument("url", required=False)
@click.option("--allow-loopback", is_flag=True, help="The service lies on this very machine.")
@click.option(
    "--token-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with the bearer token; on the command line others would see it.",
)
@click.option("--ca-file", default="", help="A file (PEM) of the authorities that vouch for it.")
@click.option("--process", help="The one process to look at, by its id.")
@click.option("--run/--no-run", default=True, help="Whether to ask for a few small runs too.")
@with_appcontext
def check_command(
    url: str | None,
    allow_loopback: bool,
    token_file: Path | None,
    ca_file: str,
    process: str | None,
    run: bool,
) -> None:
    """Check a basin-model service, by default the one of this installation.

    Prints one line for each rule (ok, warn or fail) and ends with 1 when any rule is broken.
    """
    if url is None:
        settings: Settings = current_app.config["SETTINGS"]
        configured = Configured.of(settings)
    else:
        token = token_file.read_text().strip() if token_file else ""
        configured = Configured(url, token, allow_loopback, ca_file=ca_file)
    try:
        service = Service(configured)
    except ServiceFault as fault:
        raise click.ClickException(f"{fault.detail}.") from None
    findings = examine(service, process_id=process, run=run)
    for finding in findings:
        click.echo(str(finding))
    counted = Counter(finding.outcome for finding in findings)
    click.echo(f"{counted['ok']} ok, {counted['warn']} to look at, {counted['fail']} broken")
    sys.exit(1 if counted["fail"] else 0)
