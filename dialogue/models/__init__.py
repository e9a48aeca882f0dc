"""The tables of dialogue: processes, parties, what is said, decided and agreed on."""

from dialogue.models.agreements import (
    Agreement,
    SealedAgreement,
    Signature,
)
from dialogue.models.papers import (
    Bulletin,
    Paper,
)
from dialogue.models.parties import (
    Card,
    Group,
    Participation,
    Seat,
)
from dialogue.models.presence import Presence
from dialogue.models.process import (
    Appointment,
    Process,
    Stage,
    WorkItem,
)
from dialogue.models.proposals import (
    Integration,
    Position,
    Proposal,
    ProposalVersion,
    Round,
    RoundResult,
)
from dialogue.models.statements import (
    BroughtVotes,
    Conversation,
    OpinionRun,
    Statement,
    StatementCount,
    Vote,
    Voter,
)
from dialogue.models.threads import (
    Exhibit,
    Following,
    Mention,
    ModerationEntry,
    Post,
    PostTranslation,
    Silence,
    Thread,
)

__all__ = [
    "Agreement",
    "Appointment",
    "BroughtVotes",
    "Bulletin",
    "Card",
    "Conversation",
    "Exhibit",
    "Following",
    "Group",
    "Integration",
    "Mention",
    "ModerationEntry",
    "OpinionRun",
    "Paper",
    "Participation",
    "Position",
    "Post",
    "PostTranslation",
    "Presence",
    "Process",
    "Proposal",
    "ProposalVersion",
    "Round",
    "RoundResult",
    "SealedAgreement",
    "Seat",
    "Signature",
    "Silence",
    "Stage",
    "Statement",
    "StatementCount",
    "Thread",
    "Vote",
    "Voter",
    "WorkItem",
]
