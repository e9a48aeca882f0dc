"""Rows that stand in an order which people change one step at a time."""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy.orm import Session


class Placed(Protocol):
    """Something at a position; no two share one."""

    position: int


def next_position(rows: Sequence[Placed]) -> int:
    """Behind the last."""
    return max((row.position for row in rows), default=0) + 1


def step(session: Session, rows: Sequence[Placed], row: Placed, *, up: bool) -> bool:
    """Let `row` change places with the one before or after it; False when there is none."""
    at = rows.index(row)
    beside = at - 1 if up else at + 1
    if not 0 <= beside < len(rows):
        return False
    other = rows[beside]
    mine, theirs = row.position, other.position
    row.position = 0
    session.flush()  # the place must be free before the other takes it
    other.position = mine
    session.flush()  # likewise
    row.position = theirs
    return True
