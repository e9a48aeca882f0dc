"""How large an export may be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Rows of votes, people, statements, and letters of one statement."""

    votes: int = 20_000_000
    people: int = 1_000_000
    statements: int = 5_000
    letters: int = 4_000


LIMITS = Limits()
BIGGEST = 2**63 - 1
"""The largest number that a database keeps."""
