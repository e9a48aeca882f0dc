"""Durable work of this feature: looking at the service, and runs of its models."""

from basin.jobs import (  # noqa: F401 - they declare duties
    looking,
    submitting,
    sweeping,
    verifying,
    watching,
)
from basin.jobs.duties import DUTIES

__all__ = ["DUTIES"]
