"""Durable work of this feature: looking at the service, and runs of its models."""

from basin.jobs import looking, submitting, sweeping, watching  # noqa: F401 - they declare duties
from basin.jobs.duties import DUTIES

__all__ = ["DUTIES"]
