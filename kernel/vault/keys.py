"""Opened data keys, and what can seal at all."""

import hmac
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NoReturn, Protocol

from kernel.vault.sealed import Sealed, decrypt, derive, encrypt


class Sealer(Protocol):
    """Whatever can seal for a place and open again: a data key, the cookie of a draft."""

    def seal_bytes(self, plain: bytes, place: str) -> Sealed:
        """Seal `plain` for one place, written `table.column`."""

    def open_bytes(self, sealed: Sealed, place: str) -> bytes:
        """What was sealed for `place`; Unsealable when it was not."""


class Unspreadable:
    """A key is used where it was opened: it is not pickled, copied or sent."""

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not spread")


@dataclass(frozen=True)
class DataKey(Unspreadable):
    """An opened data key. Keep it no longer than the request."""

    id: int
    _bytes: bytes = field(repr=False)

    def seal(self, words: str, place: str) -> Sealed:
        """Seal `words` for one place, written `table.column`."""
        return self.seal_bytes(words.encode(), place)

    def open(self, sealed: Sealed, place: str) -> str:
        """The words that were sealed for `place`; Unsealable when they were not."""
        return self.open_bytes(sealed, place).decode()

    def seal_bytes(self, plain: bytes, place: str) -> Sealed:
        """Seal what is not text: the key of a file."""
        return Sealed(encrypt(self._bytes, plain, self._context(place)))

    def open_bytes(self, sealed: Sealed, place: str) -> bytes:
        """The bytes that were sealed for `place`; Unsealable when they were not."""
        return decrypt(self._bytes, sealed.ciphertext, self._context(place))

    def digest(self, words: str, place: str) -> str:
        """By what equal words of one place are found without opening them: an HMAC-SHA-256.

        Its key is derived from this one, so that nobody without it can test a guessed number.
        """
        key = derive(self._bytes, f"digest:{place}")
        return hmac.new(key, words.encode(), sha256).hexdigest()

    def _context(self, place: str) -> bytes:
        return f"data-key:{self.id}:{place}".encode()
