"""How the keys of a database stand: generations, and wraps that do not open."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kernel.database import Database
from kernel.vault.sealed import Unsealable, decrypt
from kernel.vault.tables import DataKeyRow, HolderKey, MasterKey, Wrap
from kernel.vault.vault import Vault, masters_in_use, wrap_context

AT_A_TIME = 1000


@dataclass(frozen=True)
class HolderFinding:
    """One generation of the key of a holder."""

    holder: str
    generation: int
    master: int
    wraps: int
    broken: int
    """Wraps that do not open, all of them when the holder's key itself does not."""


@dataclass(frozen=True)
class Examination:
    """Everything that was found."""

    masters: list[int]
    """The generations of the master key in use: two while it is being changed."""
    retired: int
    holders: list[HolderFinding]
    destroyed: int
    """Data keys that nobody opens any more, as was wanted."""
    lost: int
    """Data keys that nobody opens any more, and nobody wanted it."""

    @property
    def is_whole(self) -> bool:
        """Whether everything that should open opens."""
        return not self.lost and not any(one.broken for one in self.holders)

    @property
    def is_rotating(self) -> bool:
        """Whether a rotation began and did not end."""
        names = [one.holder for one in self.holders]
        return len(self.masters) > 1 or len(names) != len(set(names))


def examine(database: Database, vault: Vault) -> Examination:
    """Try every wrap. Reads a thousand at a time, so that nobody waits for it."""
    with database.reading() as session:
        masters = [row.generation for row in masters_in_use(session)]
        known = session.scalar(select(func.count()).select_from(MasterKey)) or 0
        keys = session.scalars(select(HolderKey).order_by(HolderKey.holder, HolderKey.generation))
        rows = list(keys)
        destroyed = _count(session, DataKeyRow.destroyed_at.is_not(None))
        unheld = ~select(Wrap.id).where(Wrap.data_key_id == DataKeyRow.id).exists()
        lost = _count(session, DataKeyRow.destroyed_at.is_(None), unheld)
    holders = [_holder(database, vault, row) for row in rows]
    return Examination(masters, known - len(masters), holders, destroyed, lost)


def _count(session: Session, *conditions: object) -> int:
    query = select(func.count()).select_from(DataKeyRow).where(*conditions)  # type: ignore[arg-type]
    return session.scalar(query) or 0


def _holder(database: Database, vault: Vault, row: HolderKey) -> HolderFinding:
    wraps = broken = 0
    with database.reading() as session:
        try:
            key: bytes | None = vault.open_holder(session, row)
        except Unsealable:
            key = None
    for data_key_id, wrapped in _wraps(database, row):
        wraps += 1
        broken += not _opens(key, wrapped, wrap_context(data_key_id, row.holder))
    if key is None:
        broken = max(broken, 1)
    return HolderFinding(row.holder, row.generation, row.master, wraps, broken)


def _wraps(database: Database, row: HolderKey) -> Iterator[tuple[int, bytes]]:
    after = 0
    while True:
        with database.reading() as session:
            found = session.execute(
                select(Wrap.id, Wrap.data_key_id, Wrap.wrapped)
                .where(
                    Wrap.holder == row.holder, Wrap.generation == row.generation, Wrap.id > after
                )
                .order_by(Wrap.id)
                .limit(AT_A_TIME)
            ).all()
        yield from ((data_key_id, wrapped) for _id, data_key_id, wrapped in found)
        if len(found) < AT_A_TIME:
            return
        after = found[-1].id


def _opens(key: bytes | None, wrapped: bytes, context: bytes) -> bool:
    try:
        return key is not None and bool(decrypt(key, wrapped, context))
    except Unsealable:
        return False
