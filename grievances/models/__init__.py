"""The tables of grievances. What people confide is sealed; see `kernel/vault`."""

from grievances.models.about_you import AboutYou
from grievances.models.afterwards import Rating, Reprisal
from grievances.models.assistance import Assistance
from grievances.models.attachments import Attachment
from grievances.models.case import (
    Case,
    CaseEntity,
    CaseTopic,
    ConflictStatement,
    Severity,
    Step,
)
from grievances.models.drafts import Draft, OfficeDraft
from grievances.models.finding import CaseWord, SearchKey
from grievances.models.identity import Contact, Identity
from grievances.models.messages import Message, Note
from grievances.models.receipts import Card, Replacement
from grievances.models.renderings import Rendering

__all__ = [
    "AboutYou",
    "Assistance",
    "Attachment",
    "Card",
    "Case",
    "CaseEntity",
    "CaseTopic",
    "CaseWord",
    "ConflictStatement",
    "Contact",
    "Draft",
    "Identity",
    "Message",
    "Note",
    "OfficeDraft",
    "Rating",
    "Rendering",
    "Replacement",
    "Reprisal",
    "SearchKey",
    "Severity",
    "Step",
]
