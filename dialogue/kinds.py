"""The closed lists of this feature. Their words in three languages: `dialogue/words.py`."""

from enum import StrEnum


class ProcessKind(StrEnum):
    """What sort of process it is: each has a template of stages, see `dialogue/templates/`."""

    MESA = "mesa"
    CONSULTA_PREVIA = "consulta_previa"
    WORKING_GROUP = "working_group"
    PEER_EXCHANGE = "peer_exchange"
    WORKPLACE_COMMITTEE = "workplace_committee"
    MULTIPARTY = "multiparty"


class Visibility(StrEnum):
    """Who may read a process: its office alone, the parties too, or everybody its public part."""

    PRIVATE = "private"
    PARTIES = "parties"
    PUBLIC = "public"


class GroupKind(StrEnum):
    """What sort of stakeholders sit together."""

    COMMUNITY = "community"
    INDIGENOUS_PEOPLE = "indigenous_people"
    COMPANY = "company"
    NATIONAL_GOVERNMENT = "national_government"
    REGIONAL_GOVERNMENT = "regional_government"
    LOCAL_GOVERNMENT = "local_government"
    WORKERS = "workers"
    WOMEN = "women"
    YOUTH = "youth"
    ACADEMIA = "academia"
    NGO = "ngo"
    GUARANTOR = "guarantor"
    OBSERVER = "observer"


class SeatKind(StrEnum):
    """As what somebody sits at the table."""

    TITULAR = "titular"
    ALTERNATE = "alternate"
    """Speaks and decides when the titular does not: the two count once."""
    ADVISER = "adviser"
    """Speaks, and decides nothing."""
    OBSERVER = "observer"
    """Reads."""
    INVITED = "invited"
    """Votes on statements, and reads what everybody reads."""


class ProcessRole(StrEnum):
    """What somebody does for a process, besides sitting there for a group."""

    CONVENOR = "convenor"
    FACILITATOR = "facilitator"
    NOTE_TAKER = "note_taker"
    INTERPRETER = "interpreter"
    OBSERVER = "observer"
    FOLLOW_UP = "follow_up"
    EXPERT = "expert"
    """Of the Council of Experts."""


class ProcessView(StrEnum):
    """Which processes a list shows."""

    GOING_ON = "going_on"
    CLOSED = "closed"
    PUBLIC = "public"
    """Those that everybody may read, of whatever office."""


class WorkKind(StrEnum):
    """What sort of point stands in the work list of a process."""

    PROBLEM = "problem"
    RECOMMENDATION = "recommendation"
    MILESTONE = "milestone"


class WorkState(StrEnum):
    """How far a point of the work list came."""

    OPEN = "open"
    PLANNED = "planned"
    """An action was agreed on: a commitment follows it."""
    DONE = "done"
    DROPPED = "dropped"


class ThreadVisibility(StrEnum):
    """Who reads a thread: the parties alone, or everybody."""

    PARTIES = "parties"
    PUBLIC = "public"


class Moderation(StrEnum):
    """Whether a post or statement is looked at before the others read it, or after."""

    BEFORE = "before"
    AFTER = "after"


class PostKind(StrEnum):
    """What a post does."""

    CONTRIBUTION = "contribution"
    QUESTION = "question"
    CONCERN = "concern"
    PROPOSAL = "proposal"
    POSITION = "position"
    OPINION = "recorded_opinion"


class PostState(StrEnum):
    """Whether the others read a post."""

    WAITING = "waiting"
    SHOWN = "shown"
    HIDDEN = "hidden"


class ModerationAct(StrEnum):
    """What a moderator did with a post or a statement."""

    SHOW = "show"
    HIDE = "hide"
    RESTORE = "restore"


class Tongue(StrEnum):
    """The language in which something was said."""

    ES = "es"
    QU = "qu"
    EN = "en"


class EvidenceOf(StrEnum):
    """What sort of evidence lies beside a post."""

    MODEL = "model"
    """Scenarios of a study of the basin, computed or loaded."""
    MEASUREMENT = "measurement"
    """What a station measured."""
    FILE = "file"
    PHOTOGRAPH = "photograph"
    LABORATORY = "laboratory"
    STATISTICS = "statistics"
    """Published cells about grievances, frozen."""
    CONCERN = "concern"
    """Named in a workshop, in words that may be quoted."""


class Audience(StrEnum):
    """Who votes on the statements of a conversation."""

    SEATS = "seats"
    CARDS = "cards"
    """Seats, and whoever was invited with a card."""
    PUBLIC = "public"


class ConversationVerb(StrEnum):
    """What is done with a conversation as a whole."""

    OPEN = "open"
    CLOSE = "close"
    REOPEN = "reopen"


class ConversationState(StrEnum):
    """Whether people vote in a conversation."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"


class Choice(StrEnum):
    """How somebody votes on a statement."""

    AGREE = "agree"
    DISAGREE = "disagree"
    SKIP = "pass"

    @property
    def side(self) -> int:
        """How the vote is kept: 1 agrees, -1 disagrees, 0 passes."""
        return {"agree": 1, "disagree": -1}.get(self.value, 0)


class SheetNumber(StrEnum):
    """What the number on a voting sheet is."""

    SEAT = "seat"
    PAPER = "paper"


class StatementState(StrEnum):
    """Whether people vote on a statement."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Channel(StrEnum):
    """How a vote or a position came here."""

    WEB = "web"
    PAPER = "paper"
    ROOM = "room"
    PHONE = "phone"
    IMPORT = "import"


class OpinionState(StrEnum):
    """How far a computation of opinion groups came."""

    QUEUED = "queued"
    DONE = "done"
    TOO_FEW = "too_few"
    FAILED = "failed"


class Reveal(StrEnum):
    """From when a participant sees how the others stand in a round."""

    VOTED = "voted"
    CLOSED = "closed"


class Reasons(StrEnum):
    """Whether a position is given with its reasons."""

    NONE = "none"
    OPTIONAL = "optional"
    ON_NEGATIVE = "on_negative"


class Extent(StrEnum):
    """How far an agreement goes."""

    TOTAL = "total"
    PARTIAL = "partial"
    NONE = "none"


class Signing(StrEnum):
    """How somebody signed an agreement, or did not."""

    HANDWRITTEN = "handwritten"
    THUMBPRINT = "thumbprint"
    ELECTRONIC = "electronic"
    REFUSED = "refused"
    ABSENT = "absent"


class Gathered(StrEnum):
    """How far a meeting of a process came, as its table sees it."""

    PLANNED = "planned"
    GOING_ON = "going_on"
    UNTOLD = "untold"
    """Its day went by and nobody closed it here."""
    HELD = "held"
    """Its acta is being written."""
    READ_BACK = "read_back"
    SEALED = "sealed"


class PaperKind(StrEnum):
    """What the worker prints for this feature."""

    AGREEMENT = "agreement"
    THREAD = "thread"
    THREAD_PUBLIC = "thread_public"
    """Without what only the parties read."""
    REPORT = "report"
    BULLETIN = "bulletin"
    VOTING_SHEET = "voting_sheet"
    CARDS = "cards"


class PaperLanguage(StrEnum):
    """In which language a paper is printed."""

    ES = "es"
    QU = "qu"
    BOTH = "both"


class BulletinState(StrEnum):
    """Whether a bulletin may be read."""

    DRAFT = "draft"
    PUBLISHED = "published"


class NewsKind(StrEnum):
    """What sort of fact a bulletin tells."""

    MEETING = "meeting"
    AGREEMENT = "agreement"
    PROMISE_KEPT = "promise_kept"
    PROMISE_OVERDUE = "promise_overdue"
    ROUND = "round"
    EVIDENCE = "evidence"
    COMING = "coming"
    """A meeting that is still to be held."""
