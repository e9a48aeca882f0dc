"""How words are found again in sealed text: by digests that only the holder of a key can make.

HMAC-SHA-256 of the folded word, cut to 40 bits. Equal words have equal digests: who holds the
index learns how often a word occurs, and with which others, but not which word it is.
"""

import hmac
from hashlib import sha256

from kernel.text import tokens

BYTES = 5


def digests(key: bytes, *texts: str) -> set[int]:
    """The words of `texts`, spellings and synonyms made one, as the index keeps them."""
    return {digest(key, word) for text in texts for word in tokens(text)}


def digests_in_order(key: bytes, text: str) -> list[int]:
    """The words of a search, each once, in the order in which they were typed."""
    return list(dict.fromkeys(digest(key, word) for word in tokens(text)))


def digest(key: bytes, word: str) -> int:
    """One folded word as the index keeps it."""
    return int.from_bytes(hmac.new(key, word.encode(), sha256).digest()[:BYTES])
