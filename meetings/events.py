"""What the trail says about meetings: ids and states, never words."""

from kernel.audit import EventType

ACTA_AMENDED = EventType("meetings:acta:amended", frozenset({"number"}))
ACTA_MOVED = EventType("meetings:acta:moved", frozenset({"verb", "before", "after"}))
ACTA_SEALED = EventType("meetings:acta:sealed", frozenset({"number", "fingerprint"}))
AGENDA_CHANGED = EventType("meetings:agenda:changed", frozenset({"items"}))
AGREEMENT_NOTED = EventType("meetings:agreement:noted", frozenset({"agreement", "extent"}))
ATTENDANCE_CORRECTED = EventType(
    "meetings:attendance:corrected", frozenset({"participant_id", "sitting_id"})
)
ATTENDANCE_NOTED = EventType("meetings:attendance:noted", frozenset({"lines", "source"}))
BOOK_ENTRY_NOTED = EventType("meetings:book-entry:noted")
CONCERN_CARRIED = EventType("meetings:concern:carried", frozenset({"concern", "wanted", "office"}))
CONTRIBUTION_NOTED = EventType("meetings:contribution:noted", frozenset({"contribution"}))
FILE_ADDED = EventType("meetings:file:added", frozenset({"file_id", "purpose"}))
GROUP_CHANGED = EventType("meetings:group:changed", frozenset({"group_id"}))
MEETING_CANCELLED = EventType("meetings:meeting:cancelled")
MEETING_CHANGED = EventType("meetings:meeting:changed")
MEETING_CLOSED = EventType("meetings:meeting:closed")
MEETING_OPENED = EventType("meetings:meeting:opened")
MEETING_PLANNED = EventType("meetings:meeting:planned", frozenset({"office_id", "kind"}))
MEETING_PUBLISHED = EventType("meetings:meeting:published", frozenset({"is_public"}))
OLD_ACTA_IMPORTED = EventType("meetings:old-acta:imported", frozenset({"office_id"}))
PARTICIPANTS_MERGED = EventType("meetings:participants:merged", frozenset({"kept", "gone"}))
SHEET_CONFIRMED = EventType("meetings:sheet:confirmed", frozenset({"import_id", "new", "changed"}))
THEME_WEIGHED = EventType("meetings:theme:weighed", frozenset({"theme"}))
