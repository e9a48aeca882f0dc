"""Durable work of this feature."""

from kernel.jobs import Duties

DUTIES = Duties("basin")
