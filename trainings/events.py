"""What the trail says about programmes: ids and states, never words."""

from kernel.audit import EventType

ANSWERS_NOTED = EventType("trainings:answers:noted", frozenset({"questionnaire_id", "sheets"}))
CERTIFICATE_ISSUED = EventType("trainings:certificate:issued", frozenset({"certificate_id"}))
CERTIFICATE_REVOKED = EventType("trainings:certificate:revoked", frozenset({"certificate_id"}))
INVITATIONS_MADE = EventType("trainings:invitations:made", frozenset({"workshop_id", "count"}))
PHASE_CHANGED = EventType("trainings:phase:changed", frozenset({"phase_id"}))
PHASE_REMOVED = EventType("trainings:phase:removed", frozenset({"phase_id"}))
PRINTOUT_ORDERED = EventType("trainings:printout:ordered", frozenset({"of", "language", "format"}))
PROGRAMME_CHANGED = EventType("trainings:programme:changed")
PROGRAMME_ENDED = EventType("trainings:programme:ended", frozenset({"has_ended"}))
PROGRAMME_MADE = EventType("trainings:programme:made", frozenset({"office_id"}))
PROGRAMME_PUBLISHED = EventType("trainings:programme:published", frozenset({"is_public"}))
QUESTIONNAIRE_CHANGED = EventType(
    "trainings:questionnaire:changed", frozenset({"questionnaire_id", "questions"})
)
QUESTIONNAIRE_OPENED = EventType(
    "trainings:questionnaire:opened", frozenset({"questionnaire_id", "moment", "is_open"})
)
REGISTRATION_CODE_GIVEN = EventType(
    "trainings:registration:code-given", frozenset({"registration_id"})
)
REGISTRATION_CORRECTED = EventType(
    "trainings:registration:corrected", frozenset({"registration_id"})
)
REGISTRATION_MOVED = EventType(
    "trainings:registration:moved", frozenset({"registration_id", "state"})
)
REGISTRATIONS_LISTED = EventType(
    "trainings:registrations:listed", frozenset({"workshop_id", "lines"})
)
TOPIC_CHANGED = EventType("trainings:topic:changed", frozenset({"topic_id"}))
TOPIC_REMOVED = EventType("trainings:topic:removed", frozenset({"topic_id"}))
WORKSHOP_CHANGED = EventType("trainings:workshop:changed", frozenset({"workshop_id"}))
WORKSHOP_PLANNED = EventType("trainings:workshop:planned", frozenset({"workshop_id"}))
