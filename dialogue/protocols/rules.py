"""What the parties settled about a decision before it is taken."""

from dataclasses import dataclass
from fractions import Fraction

from dialogue.protocols.options import GRADIENT_LEVELS

NEAR = Fraction(1, 10)
"""Whoever misses a threshold by no more than ten points is near it."""


@dataclass(frozen=True)
class Rules:
    """Shares are fractions of one. ValueError for what cannot be kept.

    `quorum`: more than this share of the accredited seats of each deciding group; 1 means all of
    them. `aside_limit`: at most this share of a group may stay away from a consensus. `support`: at
    least this share of a group stands behind a gradient. `majority`: more than this share of yes
    and no is yes. `levels` of the gradients: 5 or 8. `alternatives`: what a ranked round orders.
    """

    quorum: float = 0.5
    aside_limit: float = 0.2
    support: float = 0.75
    majority: float = 0.5
    levels: int = 8
    alternatives: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        shares = (self.quorum, self.aside_limit, self.support, self.majority)
        if not all(0 <= share <= 1 for share in shares):
            raise ValueError("a share lies between 0 and 1")
        if self.majority >= 1:
            raise ValueError("nobody is more than all")
        if self.levels not in GRADIENT_LEVELS:
            raise ValueError(f"no scale of agreement has {self.levels} levels")
        if len(set(self.alternatives)) != len(self.alternatives):
            raise ValueError("an alternative stands twice")


def exact(share: float) -> Fraction:
    """A share as it was written: 0.29 of 100 is 29, not a hair less."""
    return Fraction(str(share))
