"""The contract `basin-evidence/1`: what may be asked of a basin model, and what it answers."""

CONTRACT = "basin-evidence/1"
