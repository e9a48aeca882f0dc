"""The one way in: whatever people send, through whatever page, becomes blobs here."""

import json
import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import IO, Any, cast

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kernel.cleaning.kinds import FileKind, Format
from kernel.clock import now
from kernel.errors import BadInput
from kernel.files.child import Coming, cleaned
from kernel.files.cipher import BlobKey
from kernel.files.limits import EVERY_KIND, MEGABYTE
from kernel.files.models import Blob
from kernel.files.sniffing import HEAD, sniff
from kernel.files.store import Store, new_name
from kernel.text import canonical
from kernel.vault import KEY_BYTES, Sealed, Unspreadable, derive, encrypt

UNKEPT = timedelta(days=1)
"""So long may a blob wait for the change that keeps it."""
LONGEST_NAME = 120
LABEL_STEP = 256
LABEL_CONTEXT = b"kernel_file.label"


@dataclass(frozen=True)
class Taken(Unspreadable):
    """A file that was taken in and that no change keeps yet; give it to `attach`."""

    kind: FileKind
    format: Format
    original: str
    clean: str
    preview: str | None
    label: Sealed
    key: bytes = field(repr=False)
    original_sha256: str = ""
    clean_sha256: str = ""

    @property
    def blobs(self) -> list[str]:
        """The names of its blobs."""
        return [name for name in (self.original, self.clean, self.preview) if name]


def take_in(
    store: Store, stream: IO[bytes], name: str, *, kinds: Collection[FileKind] = EVERY_KIND
) -> Taken:
    """Check, clean and seal what somebody sends, as a file of one of `kinds`.

    Slow: call it with no transaction open. `stream` can be rewound. BadInput says what is wrong
    with the file; then nothing is kept of it.
    """
    size = stream.seek(0, os.SEEK_END)
    incoming = sniff(_head(store, stream, size))
    allowed = incoming.kinds.intersection(kinds)
    if not allowed:
        raise BadInput("file-kind")
    _bound(size, max(map(store.cap, allowed)))
    with cleaned(stream, incoming) as coming:
        if coming.kind not in allowed:
            raise BadInput("file-kind")
        _bound(size, store.cap(coming.kind))
        return _sealed(store, stream, size, _plain_name(name), coming)


def keep_paper(store: Store, data: bytes, name: str, *, pages: int) -> Taken:
    """Seal a PDF of our own making, byte for byte: cleaning it would take its tags and its hash.

    Slow: call it with no transaction open, then `attach` it in the change.
    """
    file_key = AESGCM.generate_key(8 * KEY_BYTES)
    label = {"name": name, "original": len(data), "clean": len(data), "pages": pages}
    taken = Taken(
        FileKind.PDF,
        Format.PDF,
        original=new_name(),
        clean=new_name(),
        preview=None,
        label=_label(file_key, label),
        key=file_key,
    )
    _announce(store, taken.blobs)
    try:
        for part, blob in (("clean", taken.clean), ("original", taken.original)):
            digest = _lay(store, blob, blob_key(file_key, part), BytesIO(data), len(data))
    except BaseException:
        discard(store, taken)
        raise
    return replace(taken, original_sha256=digest, clean_sha256=digest)


def set_aside(store: Store, secret: bytes, data: bytes) -> str:
    """Seal what waits for an answer of its sender, byte for byte and unread; its name.

    Slow: call it with no transaction open. It is swept after a day, and who has not the same
    `secret` cannot open it: see `kernel.files.opening.open_aside`.
    """
    name = new_name()
    _announce(store, [name])
    _lay(store, name, aside_key(secret, name), BytesIO(data), len(data))
    return name


def aside_key(secret: bytes, name: str) -> BlobKey:
    """The key of what was set aside under this name."""
    return BlobKey(derive(secret, f"aside:{name}"), "aside")


def blob_key(file_key: bytes, part: str) -> BlobKey:
    """The key of one blob of a file: each seals one thing, once."""
    return BlobKey(derive(file_key, f"file:{part}"), part)


def label_key(file_key: bytes) -> bytes:
    """The key of a file's label."""
    return derive(file_key, "file:label")


def _head(store: Store, stream: IO[bytes], size: int) -> bytes:
    if size == 0:
        raise BadInput("file-empty")
    _bound(size, store.largest)
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    return head


def _bound(size: int, most: int) -> None:
    if size > most:
        raise BadInput("file-too-big", most_mb=most // MEGABYTE)


def _sealed(store: Store, stream: IO[bytes], size: int, name: str, coming: Coming) -> Taken:
    file_key = AESGCM.generate_key(8 * KEY_BYTES)
    label = {"name": name, "original": size, "clean": coming.size, **coming.shown}
    taken = Taken(
        coming.kind,
        coming.format,
        original=new_name(),
        clean=new_name(),
        preview=new_name() if coming.preview_size else None,
        label=_label(file_key, label),
        key=file_key,
    )
    _announce(store, taken.blobs)
    try:
        digests = _write(store, taken, stream, size, coming)
    except BaseException:
        discard(store, taken)
        raise
    return replace(taken, original_sha256=digests["original"], clean_sha256=digests["clean"])


def _write(
    store: Store, taken: Taken, stream: IO[bytes], size: int, coming: Coming
) -> dict[str, str]:
    """The clean copy and its preview as they come out of the child, then the original.

    What comes back is the sha256 of each.
    """
    stream.seek(0)
    parts: list[tuple[str, str | None, IO[bytes], int]] = [
        ("clean", taken.clean, coming.pipe, coming.size),
        ("preview", taken.preview, coming.pipe, coming.preview_size),
        ("original", taken.original, stream, size),
    ]
    digests = {}
    for part, name, source, count in parts:
        if name is not None:
            try:
                key = blob_key(taken.key, part)
                digests[part] = _lay(store, name, key, source, count)
            except ValueError:  # the child died while it answered
                raise BadInput("file-too-complex") from None
    return digests


class _Hashed:
    """What is read passes by a hash."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.sha256 = sha256()

    def read(self, count: int) -> bytes:
        piece = self._source.read(count)
        self.sha256.update(piece)
        return piece


def _lay(store: Store, name: str, key: BlobKey, source: IO[bytes], size: int) -> str:
    """Seal one blob; the sha256 of what was sealed."""
    hashed = _Hashed(source)
    store.write(name, key, cast("IO[bytes]", hashed), size)
    return hashed.sha256.hexdigest()


def _announce(store: Store, names: list[str]) -> None:
    """Write the names down before the first byte lies there: what nobody keeps is found again."""
    with store.database.changing() as session:
        session.add_all(Blob(name=name, swept_after=now() + UNKEPT) for name in names)


def discard(store: Store, taken: Taken) -> None:
    """Delete at once what was taken in and is not wanted; the ledger's rows are swept later."""
    for name in taken.blobs:
        with suppress(OSError):
            store.forget(name)


def _label(file_key: bytes, label: dict[str, Any]) -> Sealed:
    """What a list shows of a file. Its length says nothing about the name: spaces fill it up."""
    said = json.dumps(label, ensure_ascii=False).encode()
    filled = said.ljust(-(-len(said) // LABEL_STEP) * LABEL_STEP)
    return Sealed(encrypt(label_key(file_key), filled, LABEL_CONTEXT))


def _plain_name(name: str) -> str:
    """The name without folders and invisible signs; its ending survives when it is too long."""
    last = canonical(name).replace("\\", "/").rpartition("/")[2]
    shown = " ".join("".join(sign if sign.isprintable() else " " for sign in last).split())
    stem, dot, ending = shown.rpartition(".")
    if len(shown) > LONGEST_NAME and dot and len(ending) < 10:
        return stem[: LONGEST_NAME - len(ending) - 1] + dot + ending
    return shown[:LONGEST_NAME]
