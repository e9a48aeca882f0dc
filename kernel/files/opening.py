"""Files as they are read: the clean copy for staff, the preview for lists, the sealed original."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.cleaning.kinds import FileKind, Format
from kernel.clock import now
from kernel.errors import Gone, NotFound
from kernel.files.cipher import OpenedBlob
from kernel.files.models import KEY_PLACE, Blob, StoredFile
from kernel.files.store import Store
from kernel.files.taking import LABEL_CONTEXT, aside_key, blob_key, label_key
from kernel.vault import Sealer, Unsealable, Unspreadable, decrypt

UNKNOWN = "application/octet-stream"
"""What an original is said to be: nothing that a browser would open by itself."""


@dataclass(frozen=True)
class Described:
    """What a list shows of a file. Zero and "" where it does not apply."""

    kind: FileKind
    format: Format
    name: str
    size: int
    """Bytes of the clean copy."""
    original_size: int
    has_preview: bool
    width: int = 0
    height: int = 0
    pages: int = 0
    seconds: int = 0


@dataclass(frozen=True)
class OpenedFile(Unspreadable):
    """A file that is being read. `close` it, or give it to an answer that does."""

    kind: FileKind
    name: str
    mime: str
    ending: str
    _blob: OpenedBlob = field(repr=False)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self._blob.size

    def pieces(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` to before `stop`, piece by piece."""
        return self._blob.pieces(start, stop)

    def read(self) -> bytes:
        """All bytes at once, and the file is closed: for what is known to be small."""
        try:
            return b"".join(self.pieces())
        finally:
            self.close()

    def close(self) -> None:
        """Give the file back."""
        self._blob.close()


def describe(stored: StoredFile, owner: Sealer) -> Described:
    """What a list shows of a file; no blob is touched."""
    key = owner.open_bytes(stored.key, KEY_PLACE)
    said = json.loads(decrypt(label_key(key), stored.label.ciphertext, LABEL_CONTEXT))
    return Described(
        stored.kind,
        stored.format,
        said.pop("name"),
        said.pop("clean"),
        said.pop("original"),
        stored.preview is not None,
        **said,
    )


def open_clean(store: Store, stored: StoredFile, owner: Sealer) -> OpenedFile:
    """The copy without metadata: what staff and the person who sent it see."""
    file_format = stored.format
    name = _renamed(describe(stored, owner).name, file_format.ending)
    blob = _blob(store, stored, owner, "clean", stored.clean)
    return OpenedFile(stored.kind, name, file_format.mime, file_format.ending, blob)


def open_preview(store: Store, stored: StoredFile, owner: Sealer) -> OpenedFile:
    """The small picture of it; NotFound when it has none."""
    if stored.preview is None:
        raise NotFound("not-found")
    small = Format.JPEG
    name = _renamed(describe(stored, owner).name, small.ending)
    blob = _blob(store, stored, owner, "preview", stored.preview)
    return OpenedFile(FileKind.IMAGE, name, small.mime, small.ending, blob)


def open_original(store: Store, stored: StoredFile, owner: Sealer) -> OpenedFile:
    """What was sent, byte for byte, with all that it tells about who sent it. Seldom needed."""
    name = describe(stored, owner).name
    _, dot, ending = name.rpartition(".")
    blob = _blob(store, stored, owner, "original", stored.original)
    return OpenedFile(stored.kind, name, UNKNOWN, ending if dot else "bin", blob)


def open_aside(session: Session, store: Store, secret: bytes, name: str) -> bytes:
    """What was set aside under this name; Gone("upload-gone") for whoever cannot open it.

    Its day is over, somebody else set it aside, it never was: all of these answer the same.
    """
    waits = session.scalar(select(Blob.swept_after).where(Blob.name == name))
    if waits is None or waits <= now():
        raise Gone("upload-gone")
    try:
        blob = store.open(name, aside_key(secret, name))
    except (NotFound, Unsealable):
        raise Gone("upload-gone") from None
    try:
        return b"".join(blob.pieces())
    finally:
        blob.close()


def _blob(store: Store, stored: StoredFile, owner: Sealer, part: str, name: str) -> OpenedBlob:
    key = owner.open_bytes(stored.key, KEY_PLACE)
    return store.open(name, blob_key(key, part))


def _renamed(name: str, ending: str) -> str:
    """A name whose ending tells what the copy is made of."""
    stem, dot, _ = name.rpartition(".")
    return f"{stem if dot and stem else name or 'archivo'}.{ending}"
