"""The closed lists of this feature. Their words in three languages: `grievances/words.py`."""

from enum import StrEnum


class Tier(StrEnum):
    """Who may know the name."""

    ANONYMOUS = "anonymous"
    RESERVED = "reserved"
    NAMED = "named"


class Topic(StrEnum):
    """What it is about, as shown with icons on the first page."""

    WATER = "water"
    LAND = "land"
    ANIMALS = "animals"
    AIR = "air"
    HEALTH = "health"
    VIOLENCE = "violence"
    WORK = "work"
    HOUSE = "house"
    PROMISE = "promise"
    OTHER = "other"


class ForWhom(StrEnum):
    """For whom the person speaks."""

    ME = "me"
    ANOTHER = "another"
    GROUP = "group"


class Danger(StrEnum):
    """What cannot wait. Any of them puts the case on top."""

    LIFE = "life"
    VIOLENCE = "violence"
    CHILDREN = "children"
    SPILL = "spill"


class SafeContact(StrEnum):
    """How the person may be reached without harm."""

    RECEIPT_ONLY = "receipt_only"
    NEVER_CALL = "never_call"
    SAY_HEALTH_POST = "say_health_post"
    ONLY_DAYS = "only_days"


class Channel(StrEnum):
    """How the grievance came in."""

    WEB = "web"


class MessageKind(StrEnum):
    """What a message between the person and the office is for."""

    MESSAGE = "message"
    ACKNOWLEDGEMENT = "acknowledgement"
    QUESTION = "question"
    ANSWER = "answer"
    DECISION = "decision"
    OUTCOME = "outcome"
    DISPUTE = "dispute"


class Recommendation(StrEnum):
    """What the handler recommends to the supervisor about admission."""

    ADMIT = "admit"
    DECLINE = "decline"


class ResolvedHow(StrEnum):
    """How the case was resolved (GRI 14: by remediation or otherwise)."""

    REMEDIATION = "remediation"
    AGREEMENT = "agreement"
    EXPLANATION = "explanation"
    REFERRAL = "referral"
    NOT_UPHELD = "not_upheld"
    WITHDRAWN = "withdrawn"
