"""The closed lists of this feature. Their words in three languages: `trainings/words.py`."""

from enum import StrEnum


class Admission(StrEnum):
    """Who may register for a workshop."""

    OPEN = "open"
    INVITATION = "invitation"
    CLOSED = "closed"


class RegistrationState(StrEnum):
    """Where somebody who registered stands."""

    INVITED = "invited"
    REGISTERED = "registered"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    DECLINED = "declined"


class Handling(StrEnum):
    """What somebody of the staff does to a registration."""

    GIVE_PLACE = "give_place"
    LET_WAIT = "let_wait"
    CANCEL = "cancel"
    DECLINE = "decline"


class QuotaOf(StrEnum):
    """Whose share of the places a quota speaks of."""

    WOMEN = "women"
    YOUTH = "youth"
    GROUP = "group"


class QuestionKind(StrEnum):
    """How a question is answered."""

    LIKERT = "likert"
    CHOICE = "choice"
    OPEN = "open"


class Moment(StrEnum):
    """When a questionnaire is answered."""

    BEFORE = "before"
    AFTER = "after"


class Purpose(StrEnum):
    """What a question is for: what was learned, or how people liked it."""

    LEARNING = "learning"
    SATISFACTION = "satisfaction"


class AnsweredOn(StrEnum):
    """How an answer came in."""

    PHONE = "phone"
    PAPER = "paper"


class PrintoutOf(StrEnum):
    """What the worker makes."""

    CERTIFICATES = "certificates"
    REPORT = "report"
    REPORT_PUBLIC = "report_public"


class PrintoutFormat(StrEnum):
    """In which form."""

    PDF = "pdf"
    XLSX = "xlsx"


class PrintoutState(StrEnum):
    """How far the worker is."""

    ORDERED = "ordered"
    READY = "ready"
    FAILED = "failed"
