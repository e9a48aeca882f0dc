"""`flask words …`, without what a server that starts has no use for."""

from functools import cached_property
from importlib import import_module

import click


class Words(click.Group):
    """The commands for the words, loaded when somebody asks for one: sheets are slow to load."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        return self._loaded.list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command that was asked for."""
        return self._loaded.get_command(ctx, cmd_name)

    @cached_property
    def _loaded(self) -> click.Group:
        loaded: click.Group = import_module("web.catalogues.commands").words
        return loaded


words = Words("words", help="What people read: gather, check, compile, and sheets for reviewers.")
