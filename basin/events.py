"""What the trail says about studies: ids and states, never words."""

from kernel.audit import EventType

STUDY_MADE = EventType("basin:study-made", frozenset({"office_id"}))
STUDY_CHANGED = EventType("basin:study-changed", frozenset({"visibility", "is_open"}))
MEMBER_JOINED = EventType("basin:member-joined", frozenset({"member_id", "side"}))
MEMBER_LEFT = EventType("basin:member-left", frozenset({"member_id"}))
EXPERT_JOINED = EventType("basin:expert-joined", frozenset({"expert_id"}))
EXPERT_LEFT = EventType("basin:expert-left", frozenset({"expert_id"}))
MEMBER_LET_IN = EventType("basin:member-let-in", frozenset({"member_id"}))
MEMBER_SHUT_OUT = EventType("basin:member-shut-out", frozenset({"member_id"}))
EXPERT_LET_IN = EventType("basin:expert-let-in", frozenset({"expert_id"}))
EXPERT_SHUT_OUT = EventType("basin:expert-shut-out", frozenset({"expert_id"}))
ENTRY_MADE = EventType("basin:entry-made", frozenset({"number", "kind", "sha256"}))
RUN_PROPOSED = EventType("basin:run-proposed", frozenset({"study", "inputs_sha256"}))
RUN_MOVED = EventType("basin:run-moved", frozenset({"verb", "before", "after"}))
QUESTION_ASKED = EventType("basin:question-asked", frozenset({"question_id"}))
QUESTION_ANSWERED = EventType("basin:question-answered", frozenset({"question_id", "closes"}))
