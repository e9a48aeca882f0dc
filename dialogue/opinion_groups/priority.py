"""Which statement to put before somebody next: the one from which most is to be learned."""

from math import exp2

from dialogue.opinion_groups.tallies import Tally

ABOUT_ITSELF = 49.0
"""The priority of a statement about the conversation itself."""


def importance(tally: Tally, extremity: float) -> float:
    """Higher where few pass, many agree, and the statement tells people apart."""
    not_passing = (tally.seen + 1 - tally.passed) / (tally.seen + 2)
    agreeing = (tally.agree + 1) / (tally.seen + 2)
    return not_passing * (extremity + 1) * agreeing


def priority(tally: Tally, extremity: float = 0.0, *, about_itself: bool = False) -> float:
    """How likely a statement should come next, as a weight above zero; new ones come far ahead.

    `extremity` is how far a single vote on it moves a person on the map of opinions, 0 while no map
    was made.
    """
    if about_itself:
        return ABOUT_ITSELF
    novelty = 1 + 8 * exp2(-tally.seen / 5)
    return pow(importance(tally, extremity) * novelty, 2)
