"""The encryption around a backup: AES-256-GCM in chunks, under a key derived from the master key.

In front stand, plain: what kind of file this is, the mark of the master key, and a random salt. The
chunks are counted and the last one says so: none can be cut off, doubled or moved.
"""

import io
import os
import struct
from collections.abc import Sequence
from typing import IO

from kernel.files.cipher import CHUNK, TAG, BlobKey
from kernel.vault import derive
from kernel.vault.masters import mark_of

MAGIC = b"rimanakuy backup 1\n"
SALT_BYTES = 16
_HEAD = struct.Struct(f"{len(MAGIC)}s32s{SALT_BYTES}s")


class NotOurs(Exception):  # noqa: N818 - a fact
    """This file is no backup."""


class OtherKey(Exception):  # noqa: N818 - a fact
    """This backup was made under a master key that is not in reach."""


class SealedWriter:
    """A file that encrypts what is written to it. Without `close` it lacks its end."""

    def __init__(self, target: IO[bytes], master: bytes) -> None:
        salt = os.urandom(SALT_BYTES)
        self._target = target
        self._key = _key(master, salt)
        self._waiting = bytearray()
        self._number = 0
        target.write(_HEAD.pack(MAGIC, mark_of(master).encode(), salt))

    def write(self, plain: bytes) -> None:
        """Encrypt some more."""
        self._waiting += plain
        while len(self._waiting) > CHUNK:  # one chunk is held back: it may be the last
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def close(self) -> None:
        """Write the last chunk, which says that it is the last."""
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, plain: bytes, *, last: bool) -> None:
        self._target.write(self._key.seal(self._number, plain, last=last))
        self._number += 1


class SealedReader:
    """What a `SealedWriter` wrote, piece by piece; Unsealable when a bit of it is not so."""

    def __init__(self, source: IO[bytes], masters: Sequence[bytes]) -> None:
        head = source.read(_HEAD.size)
        if len(head) < _HEAD.size or not head.startswith(MAGIC):
            raise NotOurs
        _magic, mark, salt = _HEAD.unpack(head)
        master = next((one for one in masters if mark_of(one).encode() == mark), None)
        if master is None:
            raise OtherKey
        self._source = source
        self._key = _key(master, salt)
        self._number = 0
        self._sealed = source.read(CHUNK + TAG)
        self._plain = io.BytesIO()

    def read(self, count: int) -> bytes:
        """The next `count` bytes; fewer only at the very end."""
        parts = []
        while count > 0:
            part = self._plain.read(count) or self._next()
            if not part:
                break
            parts.append(part[:count])
            if len(part) > count:  # a fresh chunk: keep the rest of it
                self._plain = io.BytesIO(part[count:])
            count -= len(parts[-1])
        return b"".join(parts)

    def _next(self) -> bytes:
        if not self._sealed:
            return b""
        following = self._source.read(CHUNK + TAG)
        plain = self._key.open(self._number, self._sealed, last=not following)
        self._sealed, self._number = following, self._number + 1
        return plain


def _key(master: bytes, salt: bytes) -> BlobKey:
    return BlobKey(derive(master, f"backup:{salt.hex()}"), "backup")
