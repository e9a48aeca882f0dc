"""What the trail keeps of keys: holders and generations, never a key."""

from kernel.audit import EventType

INSTALLATION = "installation"
"""The subject of what concerns all offices at once."""

MASTER_ROTATION_BEGUN = EventType("kernel:vault:master-rotation-begun", frozenset({"generation"}))
MASTER_ROTATED = EventType("kernel:vault:master-rotated", frozenset({"generation"}))
HOLDER_ROTATION_BEGUN = EventType("kernel:vault:holder-rotation-begun", frozenset({"generation"}))
HOLDER_ROTATED = EventType("kernel:vault:holder-rotated", frozenset({"generation"}))
RECOVERY_MADE = EventType("kernel:vault:recovery-made", frozenset({"recovery"}))
RECOVERY_ENDED = EventType("kernel:vault:recovery-ended", frozenset({"recovery"}))
RECOVERY_OPENED = EventType("kernel:vault:recovery-opened", frozenset({"recovery"}))
