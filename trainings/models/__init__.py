"""The tables of trainings."""

from trainings.models.learning import AnswerSheet, Certificate, Question, Questionnaire
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
    "Programme",
    "Question",
    "Questionnaire",
    "Quota",
    "Registration",
    "Topic",
    "Workshop",
    "WorkshopTopic",
]
