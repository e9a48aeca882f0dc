"""The tables of commitments."""

from commitments.models.commitment import Commitment
from commitments.models.following import Assessment, Named, Update

__all__ = ["Assessment", "Commitment", "Named", "Update"]
