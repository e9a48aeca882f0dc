"""Blobs that nobody keeps are deleted: uploads without a change, and files that were removed."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kernel.clock import now
from kernel.files.models import Blob
from kernel.files.store import Store
from kernel.jobs import Duties, Work

BATCH = 500


def duties_of(store: Store) -> Duties:
    """The duty that keeps this installation's store clean."""
    duties = Duties("kernel")

    @duties.duty("sweep-blobs", every="10 * * * *")
    def sweep_blobs(work: Work) -> None:
        """Delete the blobs that nobody keeps."""
        work.outside(sweep, store)

    return duties


def sweep(store: Store) -> int:
    """Delete the blobs that nobody keeps, and say how many they were.

    The blob goes before its row: who is interrupted in between does it again.
    """
    swept = 0
    while True:
        with store.database.reading() as session:
            names = unkept(session)
        if not names:
            return swept
        for name in names:
            store.forget(name)
        with store.database.changing() as session:
            session.execute(delete(Blob).where(Blob.name.in_(names)))
        swept += len(names)


def unkept(session: Session) -> Sequence[str]:
    """The names of some blobs that may go now."""
    return session.scalars(
        select(Blob.name).where(Blob.swept_after <= now()).order_by(Blob.name).limit(BATCH)
    ).all()
