"""The register of sealed documents: what was sealed, when, by whom, and what replaced it.

A document is known by the sha256 of its canonical content. People compare its short fingerprint:
the first 64 bits, in groups of four. What a document says is never kept here.
"""

from kernel.canonical import canonical_json
from kernel.seals.heads import broken_heads, newest_head, write_head
from kernel.seals.models import Seal, SealedFile, SealHead, SealKind, SealRevocation
from kernel.seals.register import fingerprint_of, grouped, note_file, revoke, seal
from kernel.seals.standing import Outcome, Standing, standing_of, standing_of_file, typed

__all__ = [
    "Outcome",
    "Seal",
    "SealHead",
    "SealKind",
    "SealRevocation",
    "SealedFile",
    "Standing",
    "broken_heads",
    "canonical_json",
    "fingerprint_of",
    "grouped",
    "newest_head",
    "note_file",
    "revoke",
    "seal",
    "standing_of",
    "standing_of_file",
    "typed",
    "write_head",
]
