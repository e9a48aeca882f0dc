"""What the trail keeps about offices and people: ids, roles and states, never names."""

from kernel.audit import EventType

OFFICE_OPENED = EventType("accounts:office:opened", frozenset({"kind", "country"}))
OFFICE_CHANGED = EventType("accounts:office:changed", frozenset({"fields"}))
PERSON_ADDED = EventType("accounts:person:added", frozenset({"office"}))
PERSON_CHANGED = EventType("accounts:person:changed", frozenset({"fields"}))
PERSON_CLOSED = EventType("accounts:person:closed")
PERSON_REOPENED = EventType("accounts:person:reopened")
PASSWORD_SET = EventType("accounts:person:password-set")
RESET_CODE_MADE = EventType("accounts:person:reset-code-made")
ROLES_CHANGED = EventType("accounts:person:roles-changed", frozenset({"office", "given", "taken"}))
SESSIONS_ENDED = EventType("accounts:person:sessions-ended")
SIGNED_IN = EventType("accounts:person:signed-in")
WORK_TRIED_AGAIN = EventType("accounts:installation:tried-again", frozenset({"run"}))
