"""The closed lists of this feature."""

from enum import StrEnum


class Visibility(StrEnum):
    """Who may read a study: the office that hosts it, its members too, or everybody."""

    OFFICE = "office"
    MEMBERS = "members"
    PUBLIC = "public"


class StudyView(StrEnum):
    """Which studies a list shows."""

    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"
    """Those that everybody may read, of whatever office."""


class Side(StrEnum):
    """On which side of the table a member of a study sits."""

    COMMUNITY = "community"
    COMPANY = "company"
    AUTHORITY = "authority"
    ACADEMIA = "academia"
    CIVIL_SOCIETY = "civil_society"
    OBSERVER = "observer"


class EvidenceKind(StrEnum):
    """What sort of evidence it is."""

    SERVICE = "service"
    """Scenarios that the model service computed at our request."""
    FILE = "file"
    """What another model gave, loaded by hand: series that we read, or a plain file."""
    PHOTOGRAPH = "photograph"
    LABORATORY = "laboratory"
    OBSERVATIONS = "observations"
    """A series that a station measured."""
    STATISTICS = "statistics"
    """A frozen copy of cells that were published."""
    CONCERN = "concern"
    """A frozen copy of a concern that people named."""


class Origin(StrEnum):
    """How evidence came here."""

    SERVICE = "service"
    HAND = "hand"
    HOUSE = "house"
    """A frozen copy of what stands elsewhere on this platform."""


class EntryKind(StrEnum):
    """What an entry of the ledger of a study says."""

    EVIDENCE = "evidence"
    MARK = "mark"
    REVIEW = "review"
    THRESHOLD = "threshold"


class MarkKind(StrEnum):
    """What somebody says of evidence, beside it and for ever."""

    SUPERSEDES = "supersedes"
    DISPUTES = "disputes"
    ENDORSES = "endorses"


class Verdict(StrEnum):
    """What an expert of the council says of a version of a model."""

    ENDORSES = "endorses"
    WITH_RESERVATIONS = "with_reservations"
    DISPUTES = "disputes"


class Signing(StrEnum):
    """How a review was signed."""

    ONLINE = "online"
    """By the expert, who signed in."""
    PAPER = "paper"
    """On paper, whose picture or scan is kept; somebody of the office wrote it down."""


class ThresholdState(StrEnum):
    """Whether the parties agreed on a threshold."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


class Comparison(StrEnum):
    """On which side of a threshold it is bad to be."""

    BELOW = "below"
    ABOVE = "above"


class TimeStep(StrEnum):
    """How far the values of a series stand apart."""

    DAY = "P1D"
    MONTH = "P1M"
    YEAR = "P1Y"


class QualityFlag(StrEnum):
    """How good a measured value is."""

    GOOD = "good"
    ESTIMATED = "estimated"
    SUSPECT = "suspect"
    MISSING = "missing"


class RunProblem(StrEnum):
    """Why a run gave no evidence, as people are told it."""

    NOT_CONFIGURED = "not_configured"
    DOWN = "down"
    SLOW = "slow"
    BUSY = "busy"
    NOT_ALLOWED = "not_allowed"
    """The service does not know us: its token is wrong or missing."""
    REFUSED_INPUTS = "refused_inputs"
    MODEL_CHANGED = "model_changed"
    """The model is another version than the one whose inputs were asked for."""
    MODEL_FAILED = "model_failed"
    UNSAFE = "unsafe"
    """An address, a redirect or a link that leaves the service."""
    TOO_LARGE = "too_large"
    INVALID = "invalid"
    """What came back breaks the contract: units, numbers, lengths, balance."""
    ANOTHER_ANSWER = "another_answer"
    """What came back answers another question than ours."""
    LOST = "lost"
    """The service does not know the job any more."""
    INTERRUPTED = "interrupted"
    """We were interrupted while asking; nobody can tell whether the service took it."""
    TOO_LONG = "too_long"
    """Half an hour passed without an end."""
