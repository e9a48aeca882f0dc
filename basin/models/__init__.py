"""The tables of basin models."""

from basin.models.council import Answer, Expert, Question, Review
from basin.models.evidence import Blob, Evidence, Mark, Part, Threshold
from basin.models.ledger import Entry
from basin.models.provider import Process, Provider
from basin.models.run import Run
from basin.models.study import Member, Study

__all__ = [
    "Answer",
    "Blob",
    "Entry",
    "Evidence",
    "Expert",
    "Mark",
    "Member",
    "Part",
    "Process",
    "Provider",
    "Question",
    "Review",
    "Run",
    "Study",
    "Threshold",
]
