"""The closed lists of decisions. Their words in three languages: `dialogue/words.py`."""

from enum import StrEnum


class Protocol(StrEnum):
    """By which rule the groups of a table decide."""

    CONSENT = "consent"
    CONSENSUS = "consensus"
    GRADIENTS = "gradients"
    DOUBLE_MAJORITY = "double_majority"
    RANKED = "ranked"
    ADVISORY = "advisory"


class PositionOption(StrEnum):
    """What can be answered, over all protocols. One word means the same in each of them."""

    CONSENT = "consent"
    OBJECTION = "objection"
    ABSTAIN = "abstain"
    AGREE = "agree"
    STAND_ASIDE = "stand_aside"
    DISAGREE = "disagree"
    BLOCK = "block"
    ENDORSE = "endorse"
    MINOR_CONCERNS = "minor_concerns"
    RESERVATIONS = "reservations"
    GO_ALONG = "go_along"
    """Disagrees, and will go with the majority."""
    TAKE_NO_PART = "take_no_part"
    """Disagrees, and wants no share in carrying it out."""
    VETO = "veto"
    YES = "yes"
    NO = "no"


class Leaning(StrEnum):
    """On which side of a proposal an answer stands."""

    SUPPORT = "support"
    NEUTRAL = "neutral"
    OPPOSE = "oppose"


class PositionUnit(StrEnum):
    """In whose voice a group speaks in a round; each group in one only."""

    INDIVIDUAL = "individual"
    DELEGATION = "delegation"
    """One voice for the whole group, with the act of its assembly."""
    TALLY = "tally"
    """Hands counted in the room, by sex."""


class OutcomeState(StrEnum):
    """What came out of a round; the earlier of two states is the one that is said."""

    NO_QUORUM = "no_quorum"
    OPEN_OBJECTIONS = "open_objections"
    BLOCKED = "blocked"
    WEAK = "weak"
    NEAR = "near"
    REACHED = "reached"


class ReasonCode(StrEnum):
    """Why a round ended as it did, or what else should be said of it."""

    NOBODY_DECIDES = "nobody_decides"
    SEATS_MISSING = "seats_missing"
    NOBODY_ANSWERED = "nobody_answered"
    OPEN_OBJECTIONS = "open_objections"
    BLOCKED = "blocked"
    NOT_ALONG = "not_along"
    """Too many of a group stand aside or disagree."""
    SUPPORT_SHORT = "support_short"
    MAJORITY_SHORT = "majority_short"
    TIED = "tied"
    OBJECTIONS_INTEGRATED = "objections_integrated"
    BLOCK_WITHOUT_RIGHT = "block_without_right"
    MOSTLY_ABSTAINED = "mostly_abstained"
    RANKED_LAST = "ranked_last"
    """A group puts last what the groups together put first."""


class DoubleCount(StrEnum):
    """Why a position may not be recorded: somebody would be counted twice."""

    DELEGATION_SPEAKS = "delegation_speaks"
    HANDS_COUNTED = "hands_counted"
    MEMBERS_SPOKE = "members_spoke"
    SPEAKS_FOR_ANOTHER = "speaks_for_another"
