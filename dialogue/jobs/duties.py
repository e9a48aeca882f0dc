"""The duties of this feature, which the other files of this room declare."""

from kernel.jobs import Duties

DUTIES = Duties("dialogue")
