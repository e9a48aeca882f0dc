"""Make a backup while people go on working."""

import os
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from kernel.backup import rows
from kernel.backup.contents import BLOB, DATA, END, TABLE, Contents, Writes, put, put_rows
from kernel.backup.envelope import SealedWriter
from kernel.backup.tables import AT_ONCE, rows_of, snapshot, standing
from kernel.clock import now
from kernel.database import Database
from kernel.files.models import StoredFile
from kernel.files.store import Store

PIECE = 256 * 1024


class Missing(Exception):  # noqa: N818 - a fact
    """A file that the database still names does not lie in the store."""


def make(database: Database, store: Store, master: bytes, target: Path) -> Contents:
    """Write everything to `target`, which must not exist and which only its owner can read.

    The database is read as of one moment; blobs never change, so they are copied after it. What is
    half written bears another name.
    """
    part = target.with_name(f"{target.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            contents = _write(database, store, SealedWriter(file, master))
            file.flush()
            os.fsync(file.fileno())
        os.link(part, target)  # unlike a rename it never replaces another backup
    finally:
        part.unlink(missing_ok=True)
    return contents


def _write(database: Database, store: Store, target: SealedWriter) -> Contents:
    with snapshot(database) as session:
        contents = Contents(_written(now()), _revision(session))
        for name, table in standing(session).items():
            put(target, TABLE, name.encode())
            contents.tables[name] = {"columns": [column.name for column in table.columns]}
            digest, waiting = rows.Digest(), []
            for row in rows_of(session, table):
                line = rows.written(row)
                digest.add(line)
                waiting.append(line)
                if len(waiting) == AT_ONCE:
                    put_rows(target, waiting)
                    waiting = []
            if waiting:
                put_rows(target, waiting)
            contents.tables[name] |= digest.said()
        names = _blobs(session)
    for name in names:
        if found := _copied(database, store, name, target):
            contents.blobs[name] = found
    put(target, END, contents.to_json())
    target.close()
    return contents


def _copied(database: Database, store: Store, name: str, target: Writes) -> str | None:
    """The digest of a blob that was copied; None when its file was removed since the moment."""
    try:
        file = store.place(name).open("rb")
    except FileNotFoundError:
        with database.reading() as session:
            if name in _blobs(session):
                raise Missing(name) from None
        return None
    with file:
        return _copy(file, name, target)


def _copy(file: IO[bytes], name: str, target: Writes) -> str:
    digest = sha256()
    put(target, BLOB, name.encode())
    while piece := file.read(PIECE):
        digest.update(piece)
        put(target, DATA, piece)
    return digest.hexdigest()


def _blobs(session: Session) -> list[str]:
    return sorted(name for file in session.scalars(select(StoredFile)) for name in file.blobs)


def _revision(session: Session) -> str:
    found: str = session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return found


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
