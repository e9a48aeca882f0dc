"""A blob as it lies on the disk: sealed in chunks, so that no file ever stands whole in memory.

AES-256-GCM, chunk by chunk (the construction STREAM of Hoang, Reyhanitabar, Rogaway and Vizár,
2015): the nonce is the number of the chunk and whether it is the last, so chunks cannot be cut off,
doubled or put in another order. Each blob has a key of its own that seals nothing else, which is
why the nonces may be counted.

Before sealing, the length is written in front and zeros behind, up to one of few sizes (see
`padded`).
"""

import struct
from collections.abc import Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kernel.vault import Unsealable, Unspreadable

CHUNK = 64 * 1024
TAG = 16
_LENGTH = struct.Struct(">Q")
_NONCE = struct.Struct(">IQ")
LEAST = 4096


class BlobKey(Unspreadable):
    """The key of one blob; `about` binds the ciphertext to what it is."""

    def __init__(self, key: bytes, about: str) -> None:
        self._cipher = AESGCM(key)
        self._about = f"blob:1:{about}".encode()

    def seal(self, number: int, plain: bytes, *, last: bool) -> bytes:
        """The ciphertext of one chunk."""
        return self._cipher.encrypt(_NONCE.pack(last, number), plain, self._about)

    def open(self, number: int, sealed: bytes, *, last: bool) -> bytes:
        """The plain chunk; Unsealable when it is not this chunk of this blob."""
        try:
            return self._cipher.decrypt(_NONCE.pack(last, number), sealed, self._about)
        except (InvalidTag, ValueError):  # ValueError: too short to be one of ours
            raise Unsealable from None


def padded(size: int) -> int:
    """The size that a file of `size` bytes is padded to: Padmé (Nikitin and others, 2019).

    It costs at most 12 % and leaves about as many sizes as there are powers of two, squared.
    """
    size = max(size, LEAST)
    exponent = size.bit_length() - 1
    coarse = exponent - exponent.bit_length()
    step = 1 << coarse
    return -(-size // step) * step


def seal_into(target: IO[bytes], key: BlobKey, source: IO[bytes], size: int) -> None:
    """Seal `size` bytes of `source` into `target`; ValueError when there are fewer."""
    for number, (plain, last) in enumerate(_chunks(source, size)):
        target.write(key.seal(number, plain, last=last))


def _chunks(source: IO[bytes], size: int) -> Iterator[tuple[bytes, bool]]:
    """Length, bytes and padding in pieces of CHUNK, each with whether it is the last."""
    whole = padded(_LENGTH.size + size)
    front = _LENGTH.pack(size)
    left = size
    for start in range(0, whole, CHUNK):
        room = min(CHUNK, whole - start)
        wanted = min(left, room - len(front))
        read = _exactly(source, wanted)
        left -= wanted
        yield (front + read).ljust(room, b"\0"), start + room == whole
        front = b""


def _exactly(source: IO[bytes], count: int) -> bytes:
    parts = []
    while count:
        part = source.read(count)
        if not part:
            raise ValueError("fewer bytes than were said")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


class OpenedBlob:
    """A blob that is being read. Give it back with `close`; reading is by range and in pieces."""

    def __init__(self, file: IO[bytes], key: BlobKey) -> None:
        self._file = file
        self._key = key
        file.seek(0, 2)
        self._chunks, rest = divmod(file.tell(), CHUNK + TAG)
        self._chunks += rest > 0
        first = self._chunk(0)
        if len(first) < _LENGTH.size:
            raise Unsealable
        self.size: int = _LENGTH.unpack_from(first)[0]
        if padded(_LENGTH.size + self.size) != self._whole(rest):
            raise Unsealable

    def _whole(self, rest: int) -> int:
        full = self._chunks - (rest > 0)
        return full * CHUNK + (rest - TAG if rest else 0)

    def _chunk(self, number: int) -> bytes:
        self._file.seek(number * (CHUNK + TAG))
        sealed = self._file.read(CHUNK + TAG)
        return self._key.open(number, sealed, last=number == self._chunks - 1)

    def pieces(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` to before `stop`, piece by piece."""
        first = start + _LENGTH.size
        end = _LENGTH.size + min(self.size, self.size if stop is None else stop)
        for number in range(first // CHUNK, -(-end // CHUNK)):
            begin = number * CHUNK
            yield self._chunk(number)[max(first - begin, 0) : max(end - begin, 0)]

    def close(self) -> None:
        """Give the file back."""
        self._file.close()
