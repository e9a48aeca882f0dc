"""Which group of a table verifies: a table says so, of which commitments know nothing."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from commitments.models import Commitment

Finder = Callable[[Session, Commitment], int | None]
"""The id of the one group that a commitment names as its verifier, where it knows one."""

_finders: dict[str, Finder] = {}


def ask(kind: str, finder: Finder) -> None:
    """Let `finder` answer for commitments that belong to a reference that begins with `kind:`."""
    _finders[kind] = finder


def verifying_group(session: Session, commitment: Commitment) -> int | None:
    """The id of that group; None where the commitment is of no table or the name of no group."""
    finder = _finders.get(commitment.belongs_to.partition(":")[0])
    if finder is None or not commitment.verifier_group.strip():
        return None
    return finder(session, commitment)
