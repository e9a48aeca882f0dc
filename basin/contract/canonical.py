"""How state is written before it is hashed, and the hash itself."""

from hashlib import sha256
from typing import Any

from kernel.canonical import canonical_json

CANONICAL_FORM = "python-json-sorted/1"
"""JSON in UTF-8 with keys sorted by code point, no spaces, nothing escaped that need not be, and
numbers as Python writes them: 0.1, 30.0, 1e-05, 1e+16. RFC 8785 would write 30 and 1e-5, so a
reader who checks a hash must know which form it was made from."""


def canonical(value: Any) -> bytes:
    """The bytes that are hashed; ValueError for NaN, the infinities and halves of a character."""
    return canonical_json(value).encode()


def digest(data: bytes) -> str:
    """The sha256 of some bytes: 64 hexadecimal signs."""
    return sha256(data).hexdigest()
