"""Files and those who keep them: attach in the change, hand over, remove."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from kernel.clock import now
from kernel.errors import Unavailable
from kernel.files.models import KEY_PLACE, Blob, StoredFile
from kernel.files.taking import Taken
from kernel.vault import Sealer


def attach(session: Session, owner: Sealer, taken: Taken) -> StoredFile:
    """Keep a file that was taken in, in the transaction of the change; `owner` opens it."""
    kept = session.execute(
        update(Blob)
        .where(Blob.name.in_(taken.blobs), Blob.swept_after.is_not(None))
        .values(swept_after=None)
        .returning(Blob.name)
    )
    if len(kept.all()) != len(taken.blobs):  # it waited for more than a day
        raise Unavailable("unavailable", reason="swept")
    stored = StoredFile(
        kind=taken.kind,
        format=taken.format,
        key=owner.seal_bytes(taken.key, KEY_PLACE),
        label=taken.label,
        original=taken.original,
        clean=taken.clean,
        preview=taken.preview,
    )
    session.add(stored)
    session.flush()  # features refer to its id
    return stored


def rewrap(session: Session, stored: StoredFile, before: Sealer, after: Sealer) -> None:
    """Hand a file from one owner to another: from a draft to its case."""
    stored.key = after.seal_bytes(before.open_bytes(stored.key, KEY_PLACE), KEY_PLACE)
    session.flush()


def remove(session: Session, stored: StoredFile) -> None:
    """Delete a file: its row and with it its key in this change, its blobs soon after.

    Rows that refer to it go first.
    """
    names = stored.blobs
    session.delete(stored)
    session.flush()  # before its blobs are free
    session.execute(update(Blob).where(Blob.name.in_(names)).values(swept_after=now()))
