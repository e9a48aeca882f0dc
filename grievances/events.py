"""What the trail says about cases: ids and states, never words."""

from kernel.audit import EventType

CASE_FILED = EventType("grievances:case:filed", frozenset({"office_id", "channel"}))
CASE_PRINTED = EventType("grievances:case:printed", frozenset({"with_notes"}))
CASE_READ = EventType("grievances:case:read")
CASE_MOVED = EventType("grievances:case:moved", frozenset({"verb", "before", "after"}))
CASE_ASSIGNED = EventType("grievances:case:assigned", frozenset({"handler_id"}))
CASE_UPGRADED = EventType("grievances:case:upgraded", frozenset({"before", "after"}))
CONFLICT_DECLARED = EventType("grievances:conflict:declared", frozenset({"has_conflict"}))
FILE_ADDED = EventType("grievances:file:added", frozenset({"attachment_id", "purpose"}))
FILE_READ = EventType("grievances:file:read", frozenset({"attachment_id"}))
IDENTITY_OPENED = EventType("grievances:identity:opened")
MESSAGE_SENT = EventType("grievances:message:sent", frozenset({"message_id", "kind"}))
ORIGINAL_OPENED = EventType(
    "grievances:file:original-opened", frozenset({"attachment_id", "reason"})
)
QUEUE_READ = EventType("grievances:queue:read", frozenset({"cases"}))
NOTE_WRITTEN = EventType("grievances:note:written", frozenset({"note_id"}))
RENDERING_REVIEWED = EventType("grievances:rendering:reviewed", frozenset({"rendering_id"}))
RENDERING_WRITTEN = EventType(
    "grievances:rendering:written", frozenset({"rendering_id", "kind", "of"})
)
SEVERITY_GIVEN = EventType("grievances:severity:given")
OUTCOME_RATED = EventType("grievances:outcome:rated")
REPRISAL_ACTED_ON = EventType("grievances:reprisal:acted-on", frozenset({"reprisal_id"}))
THREAT_REPORTED = EventType("grievances:threat:reported", frozenset({"reprisal_id"}))
CARDS_PRINTED = EventType("grievances:cards:printed", frozenset({"sheet", "cards"}))
CARDS_SPOILED = EventType("grievances:cards:spoiled", frozenset({"sheet", "cards"}))
REPLACEMENT_ASKED = EventType("grievances:replacement:asked", frozenset({"office_id"}))
REPLACEMENT_APPROVED = EventType("grievances:replacement:approved", frozenset({"replacement_id"}))
REPLACEMENT_PROPOSED = EventType("grievances:replacement:proposed", frozenset({"replacement_id"}))
REPLACEMENT_READ = EventType("grievances:replacement:read")
REPLACEMENT_REFUSED = EventType("grievances:replacement:refused")
REPLACEMENT_TURNED_DOWN = EventType(
    "grievances:replacement:turned-down", frozenset({"replacement_id"})
)
TRAIL_READ = EventType("grievances:trail:read")
