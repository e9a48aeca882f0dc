"""What the trail says about commitments: ids and states, never words."""

from kernel.audit import EventType

COMMITMENT_ASSESSED = EventType("commitments:assessed", frozenset({"side", "fulfilment"}))
COMMITMENT_CHANGED = EventType("commitments:changed")
COMMITMENT_MADE = EventType("commitments:made", frozenset({"office_id", "made_in"}))
COMMITMENT_MOVED = EventType("commitments:moved", frozenset({"verb", "before", "after"}))
COMMITMENT_POSTPONED = EventType("commitments:postponed", frozenset({"old", "new"}))
COMMITMENT_PUBLISHED = EventType("commitments:published", frozenset({"is_public"}))
PERSON_NAMED = EventType("commitments:person-named", frozenset({"named_id", "side"}))
PERSON_NAMED_NO_MORE = EventType("commitments:person-named-no-more", frozenset({"named_id"}))
