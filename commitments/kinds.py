"""The closed lists of this feature. Their words in three languages: `commitments/words.py`."""

from enum import StrEnum


class Recurrence(StrEnum):
    """How often something has to be done again."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class Priority(StrEnum):
    """How much hangs on it."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Delay(StrEnum):
    """Why something is late."""

    BUDGET = "budget"
    PERMIT = "permit"
    WEATHER = "weather"
    STAFF = "staff"
    DISAGREEMENT = "disagreement"
    OTHER_PARTY = "other_party"
    ACCESS = "access"
    OTHER = "other"


class Side(StrEnum):
    """From which side somebody looks at a commitment."""

    RESPONSIBLE = "responsible"
    VERIFIER = "verifier"
    AFFECTED = "affected"


class Fulfilment(StrEnum):
    """How far a promise was kept, as one side sees it."""

    FULFILLED = "fulfilled"
    PARTLY = "partly"
    NOT = "not"


class Reminder(StrEnum):
    """What those who are named are told of."""

    BEFORE = "before"
    DUE = "due"
    AFTER = "after"
    MOVED = "moved"


class Tab(StrEnum):
    """The views of the register."""

    OPEN = "open"
    OVERDUE = "overdue"
    SOON = "soon"
    TO_VERIFY = "to-verify"
    BLOCKED = "blocked"
    UNDATED = "undated"
    ENDED = "ended"
    ALL = "all"
