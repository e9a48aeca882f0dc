"""What the trail says about programmes: ids and states, never words."""

from kernel.audit import EventType

ANSWERS_NOTED = EventType("trainings:answers:noted", frozenset({"questionnaire_id", "sheets"}))
CERTIFICATE_ISSUED = EventType("trainings:certificate:issued", frozenset({"certificate_id"}))
CERTIFICATE_REVOKED = EventType("trainings:certificate:revoked", frozenset({"certificate_id"}))
PROGRAMME_CHANGED = EventType("trainings:programme:changed")
PROGRAMME_MADE = EventType("trainings:programme:made", frozenset({"office_id"}))
PROGRAMME_PUBLISHED = EventType("trainings:programme:published", frozenset({"is_public"}))
QUESTIONNAIRE_CHANGED = EventType("trainings:questionnaire:changed", frozenset({"questions"}))
REGISTRATION_MOVED = EventType(
    "trainings:registration:moved", frozenset({"registration_id", "state"})
)
WORKSHOP_CHANGED = EventType("trainings:workshop:changed", frozenset({"workshop_id"}))
WORKSHOP_PLANNED = EventType("trainings:workshop:planned", frozenset({"workshop_id"}))
