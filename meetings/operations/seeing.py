"""What somebody saw before they changed it: nobody writes over what another has written since."""

from typing import Protocol

from kernel.errors import RuleBroken


class Versioned(Protocol):
    """A row that counts how often it was changed."""

    version: int


def expect_seen(row: Versioned, seen: int) -> None:
    """RuleBroken when the row is no longer as the page showed it."""
    if row.version != seen:
        raise RuleBroken("changed-meanwhile")
