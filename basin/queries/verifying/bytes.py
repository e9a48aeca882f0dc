"""Bytes: blobs under their own hash, and files that people sent, through the vault."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from basin.contract.canonical import digest
from basin.models import Blob
from basin.queries.verifying.raw import Reader
from kernel.errors import Refusal
from kernel.files import Store, StoredFile, open_clean
from kernel.vault import Unsealable, Vault

FEW = 100
"""So many are asked for by name; for more the table is read."""
Named = Mapping[str, tuple[str, int]]
"""Sha256 of a part → what names it first, and its size as the document says."""


class Keeping(NamedTuple):
    """Where sealed files lie, and who opens them."""

    vault: Vault
    store: Store


def named_parts(name: str, body: Mapping[str, Any]) -> dict[str, tuple[str, int]]:
    """The blobs that evidence names, by what its document says."""
    return {
        part["sha256"]: (f"{name} part {part['name']}", part["size"])
        for part in body.get("parts", [])
    }


def broken_blobs(session: Session, reader: Reader, named: Named, *, all_of: bool) -> Iterator[str]:
    """Blobs that are missing, changed, or (`all_of`) that nobody names. One lies in memory."""
    there = set()
    which = (Blob.sha256.in_(named),) if len(named) <= FEW and not all_of else ()
    for raw in reader.rows(Blob, *which, but=frozenset({"data"})):
        key = raw.text("sha256")
        if key not in named:
            if all_of:
                yield f"blob {key[:16]}: column sha256 names no part of any evidence"
            continue
        there.add(key)
        name, size = named[key]
        if raw.columns["size"] != size:
            yield f"{name}: column size of its blob differs from its document"
        data = session.scalar(select(Blob.data).where(Blob.sha256 == key))
        if not isinstance(data, bytes) or digest(data) != key or len(data) != size:
            yield f"{name}: column data of its blob was changed"
    for key, (name, _size) in named.items():
        if key not in there:
            yield f"{name}: its blob is missing"


def broken_file(
    session: Session, keeping: Keeping, holder: str, name: str, body: Mapping[str, Any]
) -> Iterator[str]:
    """Whether the file that a document names opens, and has the hash that stands there."""
    file = body.get("file")
    if not file:
        return
    try:
        stored = session.get_one(StoredFile, file["id"])
        key = keeping.vault.data_key(session, file["key"], holder)
        told, opened = stored.format.mime, open_clean(keeping.store, stored, key)
        found = sha256()
        try:
            for piece in opened.pieces():
                found.update(piece)
        finally:
            opened.close()
    except (OSError, ValueError, LookupError, NoResultFound, Refusal, Unsealable):
        yield f"{name}: its file cannot be opened"
        return
    if found.hexdigest() != file["sha256"]:
        yield f"{name}: its file was changed"
    if told != file["media_type"]:
        yield f"{name}: column format of its file differs from its document"
