"""Durable work of this feature."""

from dialogue.jobs import printing  # noqa: F401 - it declares duties
from dialogue.jobs.duties import DUTIES

__all__ = ["DUTIES"]
