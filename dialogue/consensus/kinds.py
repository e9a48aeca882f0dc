"""The closed lists of consensus. Their words in three languages: `dialogue/words.py`."""

from enum import StrEnum


class StatementClass(StrEnum):
    """Where the groups stand on something together."""

    COMMON_GROUND = "common_ground"
    BRIDGE = "bridge"
    DIVISIVE = "divisive"
    UNCLEAR = "unclear"
    NONE = "none"
    """Nothing of this can be said, or not yet."""


class Way(StrEnum):
    """What can honestly be said of how a group moved since the round before."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    CHANCE = "chance"
    """It moved, and by no more than who happened to take part can explain."""
    FEW = "few"
    """Too few took part to tell."""
    TURNED_FOR = "turned_for"
    """A delegation says more for it than before."""
    TURNED_AGAINST = "turned_against"
    OTHER_UNIT = "other_unit"
    """People then and one voice now, or the other way round: not to be compared."""
    NOT_THERE = "not_there"
    """In one of the two rounds nobody of it took part."""
    HIDDEN = "hidden"


class BoardOrder(StrEnum):
    """By what the rows of the board are sorted."""

    WEAKEST = "weakest"
    GCI = "gci"
    SPREAD = "spread"
    """Groups that are close to each other first."""
    DIVISIVE = "divisive"
    """What divides them first: the farthest apart."""


class Level(StrEnum):
    """Where a group stands on something: five steps, and a group that takes no side."""

    STRONGLY_FOR = "strongly_for"
    FOR = "for"
    DIVIDED = "divided"
    UNDECIDED = "undecided"
    """Nobody said yes or no, or more passed than said either."""
    AGAINST = "against"
    STRONGLY_AGAINST = "strongly_against"
