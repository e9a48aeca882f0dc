"""Read a backup from its first to its last byte, and say what is in it."""

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from kernel.backup import rows
from kernel.backup.contents import BLOB, DATA, ROWS, TABLE, Contents, Damaged, lines_of, pieces
from kernel.backup.envelope import SealedReader
from kernel.vault import Unsealable

TakeRows = Callable[[str, list[list[Any]]], None]
TakeBlob = Callable[[str, bytes], None]


def check(file: Path, masters: Sequence[bytes]) -> Contents:
    """What stands in the backup; Damaged when a digest of its contents does not hold."""
    return read(file, masters, lambda _table, _rows: None, lambda _blob, _piece: None)


def read(
    file: Path, masters: Sequence[bytes], take_rows: TakeRows, take_blob: TakeBlob
) -> Contents:
    """Hand on every row and every piece of a blob; at the end hold them against the contents."""
    reader = _Reader(take_rows, take_blob)
    with file.open("rb") as source:
        try:
            for kind, payload in pieces(SealedReader(source, masters)):
                reader.take(kind, payload)
        except (Unsealable, ValueError, KeyError) as problem:
            raise Damaged from problem
    return reader.end()


class _Reader:
    def __init__(self, take_rows: TakeRows, take_blob: TakeBlob) -> None:
        self._take_rows = take_rows
        self._take_blob = take_blob
        self._tables: dict[str, rows.Digest] = {}
        self._blobs: dict[str, Any] = {}
        self._name = ""
        self._last = b""

    def take(self, kind: bytes, payload: bytes) -> None:
        if kind == TABLE:
            self._name = payload.decode()
            self._tables[self._name] = rows.Digest()
        elif kind == ROWS:
            self._rows(lines_of(payload))
        elif kind == BLOB:
            self._name = payload.decode()
            self._blobs[self._name] = sha256()
            self._take_blob(self._name, b"")
        elif kind == DATA:
            self._blobs[self._name].update(payload)
            self._take_blob(self._name, payload)
        else:
            self._last = payload

    def _rows(self, lines: list[bytes]) -> None:
        for line in lines:
            self._tables[self._name].add(line)
        self._take_rows(self._name, [rows.read(line) for line in lines])

    def end(self) -> Contents:
        contents = Contents(**json.loads(self._last))
        counted = {
            name: {"columns": contents.tables.get(name, {}).get("columns")} | digest.said()
            for name, digest in self._tables.items()
        }
        blobs = {name: digest.hexdigest() for name, digest in self._blobs.items()}
        if counted != contents.tables or blobs != contents.blobs:
            raise Damaged
        return contents
