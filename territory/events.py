"""What the trail keeps about places: codes and numbers."""

from kernel.audit import EventType

COMMUNITY_ADDED = EventType("territory:community:added", frozenset({"place", "parent"}))
COMMUNITY_RENAMED = EventType("territory:community:renamed", frozenset({"place"}))
COMMUNITY_RESTORED = EventType("territory:community:restored", frozenset({"place"}))
COMMUNITY_RETIRED = EventType("territory:community:retired", frozenset({"place"}))
PLACES_IMPORTED = EventType(
    "territory:places:imported", frozenset({"file", "added", "changed", "retired"})
)
