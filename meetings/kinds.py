"""The closed lists of this feature. Their words in three languages: `meetings/words.py`."""

from collections.abc import Mapping
from enum import StrEnum


class MeetingKind(StrEnum):
    """What sort of meeting it is; all of them have an agenda, people, and an acta."""

    WORKSHOP = "workshop"
    DIALOGUE_SESSION = "dialogue_session"
    FIELD_VISIT = "field_visit"
    PEER_EXCHANGE = "peer_exchange"
    COMMITTEE_MEETING = "committee_meeting"
    ASSEMBLY = "assembly"


class GroupKind(StrEnum):
    """What sort of stakeholders stand together in a group."""

    COMMUNITY = "community"
    WOMEN = "women"
    YOUTH = "youth"
    AUTHORITY = "authority"
    COMPANY = "company"
    SMALL_MINING = "small_mining"
    ACADEMIA = "academia"
    CIVIL_SOCIETY = "civil_society"
    OBSERVER = "observer"
    OTHER = "other"


class Sex(StrEnum):
    """As somebody gives it; nobody has to."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"
    UNSAID = "unsaid"


class AgeBand(StrEnum):
    """How old somebody is, no closer than this; a birth date is never kept."""

    UNDER_18 = "under_18"
    FROM_18 = "from_18"
    FROM_30 = "from_30"
    FROM_45 = "from_45"
    FROM_60 = "from_60"
    UNSAID = "unsaid"


class Tongue(StrEnum):
    """A language that people speak in the room, or learned first."""

    ES = "es"
    QU = "qu"
    AY = "ay"
    EN = "en"
    OTHER = "other"
    UNSAID = "unsaid"


class Signing(StrEnum):
    """How somebody confirmed to have been there."""

    SIGNATURE = "signature"
    THUMBPRINT = "thumbprint"
    VERBAL = "verbal"
    PHOTO = "photo"
    NONE = "none"


class DocumentKind(StrEnum):
    """What sort of number a person gave; never required."""

    DNI = "dni"
    OTHER = "other"


class Source(StrEnum):
    """How a line of the attendance came about."""

    DESK = "desk"
    ROOM = "room"
    GRID = "grid"
    SHEET = "sheet"
    CHECK_IN = "check_in"
    REGISTRATION = "registration"


class AttendanceView(StrEnum):
    """Which lines of the list somebody looks at."""

    ALL = "all"
    CAME = "came"
    MISSING = "missing"
    REMOVED = "removed"


class ContributionKind(StrEnum):
    """What somebody did by speaking."""

    CONCERN = "concern"
    PROPOSAL = "proposal"
    QUESTION = "question"
    EXPERIENCE = "experience"
    TESTIMONY = "testimony"


class Counting(StrEnum):
    """How a room ranked its concerns or took a decision."""

    HANDS = "hands"
    DOTS = "dots"
    CONSENSUS = "consensus"
    BALLOT = "ballot"


class Extent(StrEnum):
    """How far an agreement went."""

    TOTAL = "total"
    PARTIAL = "partial"
    NONE = "none"


class CarriedTo(StrEnum):
    """Where a concern was carried."""

    CASE = "case"
    PROCESS = "process"


class FilePurpose(StrEnum):
    """Why a file belongs to a meeting."""

    SIGNED_SCAN = "signed_scan"
    OLD_ACTA = "old_acta"
    ATTENDANCE_SHEET = "attendance_sheet"
    SHOWN = "shown"
    PHOTO = "photo"
    DELEGATION = "delegation"


class Attached(StrEnum):
    """What belongs to an acta without being a file of its meeting."""

    LEDGER = "ledger"
    """The newest entry of the evidence of a study."""


class ImportState(StrEnum):
    """How far the import of an attendance sheet came."""

    PREVIEW = "preview"
    CONFIRMED = "confirmed"
    DISCARDED = "discarded"


class Copy(StrEnum):
    """Which text of the acta a paper carries."""

    FULL = "full"
    PUBLIC = "public"


class PaperLanguage(StrEnum):
    """In which language an acta is printed."""

    ES = "es"
    QU = "qu"
    BOTH = "both"


class SheetKind(StrEnum):
    """A sheet of the paper kit on which a room is written down by hand."""

    CONCERNS = "concerns"
    DECISIONS = "decisions"
    COMMITMENTS = "commitments"


SHEET_COLUMNS: Mapping[SheetKind, tuple[str, ...]] = {
    SheetKind.CONCERNS: (
        "item", "kind", "group", "sex", "language", "text", "consents_to_quote",
    ),
    SheetKind.DECISIONS: (
        "item", "text", "extent", "women_for", "men_for", "women_against", "men_against",
        "abstained", "dissent",
    ),
    SheetKind.COMMITMENTS: (
        "what", "responsible_group", "responsible_person", "due", "condition", "verifier_group",
        "verifier_person", "indicator", "agreement",
    ),
}  # fmt: skip
"""What stands in each column, on the paper and in the grid into which the paper is passed."""
