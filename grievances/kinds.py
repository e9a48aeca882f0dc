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
    SEVERAL = "several"


class Consent(StrEnum):
    """Whether the one that somebody speaks for has agreed to it."""

    GIVEN = "given"
    CANNOT_BE_ASKED = "cannot_be_asked"
    NOT_ASKED = "not_asked"


class When(StrEnum):
    """How somebody says when it happened."""

    DAY = "day"
    PERIOD = "period"
    CONTINUES = "continues"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """What a person is in a case."""

    FILER = "filer"
    COMPLAINANT = "complainant"
    SPOKESPERSON = "spokesperson"
    WITNESS = "witness"


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
    VISIT = "visit"
    PHONE = "phone"
    LETTER = "letter"
    RADIO = "radio"
    EX_OFFICIO = "ex_officio"
    """Nobody came: the office opens it by itself, of a concern that a room named."""


class SpokenLanguage(StrEnum):
    """The tongue in which somebody speaks."""

    SPANISH = "spanish"
    QUECHUA = "quechua"
    AYMARA = "aymara"
    OTHER = "other"


class Purpose(StrEnum):
    """What a file is to a case."""

    STORY_SOUND = "story_sound"
    STORY_PAGE = "story_page"
    EVIDENCE = "evidence"
    LETTER = "letter"


class OriginalReason(StrEnum):
    """Why a supervisor needs a file as it was sent, and not its clean copy."""

    AUTHENTICITY = "authenticity"
    UNREADABLE = "unreadable"
    RETURN = "return"


class RenderingKind(StrEnum):
    """How a text stands beside its original."""

    TRANSCRIPTION = "transcription"
    TRANSLATION = "translation"


class RenderingState(StrEnum):
    """How far a transcription or translation is."""

    OPEN = "open"
    DRAFT = "draft"
    REVIEWED = "reviewed"


class ReplacementState(StrEnum):
    """What became of the wish for a new code."""

    ASKED = "asked"
    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"


class Gender(StrEnum):
    """What somebody says of themselves; own words stand apart."""

    WOMAN = "woman"
    MAN = "man"
    OWN_WORDS = "own_words"


class AgeBand(StrEnum):
    """Age in years, coarse."""

    UNDER_18 = "under_18"
    FROM_18 = "from_18"
    FROM_30 = "from_30"
    FROM_60 = "from_60"


class SelfIdentification(StrEnum):
    """What people somebody counts themselves among."""

    QUECHUA = "quechua"
    AYMARA = "aymara"
    OTHER_INDIGENOUS = "other_indigenous"
    AFRODESCENDANT = "afrodescendant"
    MESTIZO = "mestizo"
    OTHER = "other"


class Disability(StrEnum):
    """Whether somebody lives with a disability."""

    YES = "yes"
    NO = "no"


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
