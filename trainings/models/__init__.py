"""The tables of trainings."""

from trainings.models.learning import (
    AnswerSheet,
    Certificate,
    Printout,
    Question,
    Questionnaire,
    Revocation,
)
from trainings.models.programme import (
    Phase,
    Programme,
    Quota,
    Topic,
    Workshop,
    WorkshopTopic,
)
from trainings.models.registration import Registration

__all__ = [
    "AnswerSheet",
    "Certificate",
    "Phase",
    "Printout",
    "Programme",
    "Question",
    "Questionnaire",
    "Quota",
    "Registration",
    "Revocation",
    "Topic",
    "Workshop",
    "WorkshopTopic",
]
