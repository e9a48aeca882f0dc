"""What stands in a backup: pieces, each with a letter and a length, the contents as the last."""

import json
import struct
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

_HEAD = struct.Struct(">cI")
TABLE, ROWS, BLOB, DATA, END = b"T", b"R", b"B", b"D", b"E"


class Damaged(Exception):  # noqa: N818 - a fact
    """The backup was changed, or is not whole."""


class Writes(Protocol):
    """Something to write to."""

    def write(self, plain: bytes) -> None:
        """Take some bytes."""


class Reads(Protocol):
    """Something to read from."""

    def read(self, count: int) -> bytes:
        """Give so many bytes, or fewer at the end."""


@dataclass
class Contents:
    """The last piece: what a backup holds, and the digests by which one knows that it is whole."""

    made_at: str
    revision: str
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    blobs: dict[str, str] = field(default_factory=dict)
    """SHA-256 of each blob as it lies on the disk, by its name."""

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(int(table["rows"]) for table in self.tables.values())

    def to_json(self) -> bytes:
        """As the last piece."""
        return json.dumps(asdict(self)).encode()


def put(target: Writes, kind: bytes, payload: bytes) -> None:
    """Write one piece."""
    target.write(_HEAD.pack(kind, len(payload)) + payload)


def put_rows(target: Writes, lines: list[bytes]) -> None:
    """Write some rows of the table that was named before."""
    put(target, ROWS, zlib.compress(b"\n".join(lines), 1))


def lines_of(payload: bytes) -> list[bytes]:
    """The rows of a piece."""
    return zlib.decompress(payload).split(b"\n")


def pieces(source: Reads) -> Iterator[tuple[bytes, bytes]]:
    """Every piece up to the contents; Damaged when the contents are missing."""
    while head := source.read(_HEAD.size):
        kind, length = _HEAD.unpack(head)
        payload = source.read(length)
        if len(payload) < length:
            raise Damaged
        yield kind, payload
        if kind == END:
            if source.read(1):
                raise Damaged
            return
    raise Damaged
