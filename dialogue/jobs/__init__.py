"""Durable work of this feature."""

from dialogue.jobs import (
    closing,  # noqa: F401 - it declares duties
    opinions,  # noqa: F401 - it declares duties
    printing,  # noqa: F401 - it declares duties
    telling,  # noqa: F401 - it declares duties
)
from dialogue.jobs.duties import DUTIES

__all__ = ["DUTIES"]
