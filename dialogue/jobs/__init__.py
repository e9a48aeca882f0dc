"""Durable work of this feature."""

from dialogue.jobs.duties import DUTIES

__all__ = ["DUTIES"]
