"""`flask meetings`: papers of meetings, where no browser is at hand."""

from collections.abc import Callable

import click

from kernel.database import Database
from meetings.cli.actas import list_command, print_command, verify_command
from meetings.cli.kit import kit_command


def meetings_commands(database: Callable[[], Database]) -> click.Group:
    """The commands, for `app.py` to register."""

    @click.group("meetings")
    def group() -> None:
        """Meetings, their papers and their actas."""

    for command in (kit_command, list_command, print_command, verify_command):
        group.add_command(command(database))
    return group
