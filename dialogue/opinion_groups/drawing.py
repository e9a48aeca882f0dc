"""Which statement somebody meets next: one of the best, and not the same one for everybody."""

from collections.abc import Iterable
from hashlib import sha256
from math import log
from typing import NamedTuple

from dialogue.opinion_groups.priority import priority
from dialogue.opinion_groups.tallies import Tally

BEST = 5
"""The next one is drawn from so many with the highest priority."""


class Candidate(NamedTuple):
    """A statement on which somebody has not voted yet, and everybody's votes on it."""

    statement: int
    tally: Tally
    extremity: float = 0.0
    about_itself: bool = False

    @property
    def priority(self) -> float:
        """How much is to be learned from a vote on it."""
        return priority(self.tally, self.extremity, about_itself=self.about_itself)


def drawn(candidates: Iterable[Candidate], seed: str) -> int | None:
    """The id of the next one for whoever has this seed; None when nothing is left.

    Of the best ones each is drawn in proportion to its priority. The same votes and the same seed
    draw the same one: a page that is loaded twice asks the same.
    """
    lots = [(one, _lot(seed, one.statement)) for one in candidates]
    best = sorted(lots, key=lambda each: (-each[0].priority, each[1]))[:BEST]
    if not best:
        return None
    return min(best, key=lambda each: -log(each[1]) / each[0].priority)[0].statement


def _lot(seed: str, statement: int) -> float:
    """A number above 0 and not above 1 that says nothing about either."""
    number = int.from_bytes(sha256(f"{seed}:{statement}".encode()).digest()[:6])
    return (number + 1) / (1 << 48)
