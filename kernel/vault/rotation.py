"""New keys for old, while people work. Each step is a transaction of its own; whoever is
interrupted starts the same command again, and it goes on where it stood.

The master key: a next key is laid beside today's, and noted in the database with the root of the
derived keys wrapped under it. From then on both are accepted and new keys are wrapped under the
next one; the others follow in small batches. When nothing hangs on the old key any more, the next
one takes its place and the old one is retired.

A holder (an office, its custodian): a new generation of its key is made and used at once; the wraps
follow in batches by id; then the old generation is deleted.

What was copied before (a stolen database *and* its keys) stays open to whoever has both: a rotation
changes the keys, not the data keys under them.
"""

from collections.abc import Callable

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.clock import now
from kernel.database import Database, hold
from kernel.policy import SYSTEM
from kernel.vault import events
from kernel.vault.masters import MasterKeyStore, mark_of
from kernel.vault.recovery import renew
from kernel.vault.sealed import decrypt, encrypt
from kernel.vault.tables import HolderKey, MasterKey, Wrap
from kernel.vault.vault import (
    MASTER_CHANGES,
    NoMasterKey,
    Vault,
    holder_context,
    masters_in_use,
    root_context,
    wrap_context,
)

HOLDERS_A_BATCH = 50
WRAPS_A_BATCH = 200

Tell = Callable[[int], None]


def rotate_master(
    database: Database,
    vault: Vault,
    store: MasterKeyStore,
    *,
    batch: int = HOLDERS_A_BATCH,
    tell: Tell = lambda _count: None,
) -> bool:
    """Change the master key, or go on changing it.

    True when all is done, False when a person must still put the next key in the place of today's.
    """
    with database.reading() as session:
        in_use = masters_in_use(session)
    if len(in_use) < 2 or store.has_next():
        key = store.next_key()
        with database.changing() as session:
            _begin_master(session, vault, key)
    tell(_in_batches(database, _rewrap_holder_keys, vault, batch))
    placed = store.take_over()
    with database.changing() as session:
        _retire(session, vault)
    return placed


def _begin_master(session: Session, vault: Vault, key: bytes) -> None:
    """Note the next master key, with the root and the recovery under it. Twice is once."""
    hold(session, MASTER_CHANGES)
    newest = masters_in_use(session)[-1]
    if newest.mark == mark_of(key):
        return
    coming = newest.generation + 1
    root = encrypt(key, vault.root_of(session, newest), root_context(coming))
    session.add(MasterKey(generation=coming, mark=mark_of(key), root=root))
    session.flush()  # what is wrapped under it refers to it
    renew(session, vault, newest.generation, coming, key)
    record(session, events.MASTER_ROTATION_BEGUN, SYSTEM, events.INSTALLATION, generation=coming)


def _rewrap_holder_keys(session: Session, vault: Vault, batch: int) -> int:
    """Move some holders' keys under the newest master key; how many."""
    hold(session, MASTER_CHANGES)
    newest = masters_in_use(session)[-1].generation
    master = vault.master(session, newest)
    rows = session.scalars(
        select(HolderKey)
        .where(HolderKey.master != newest)
        .order_by(HolderKey.holder, HolderKey.generation)
        .limit(batch)
        .with_for_update()
    ).all()
    for row in rows:
        row.wrapped = encrypt(master, vault.open_holder(session, row), holder_context(row))
        row.master = newest
    return len(rows)


def _retire(session: Session, vault: Vault) -> None:
    """End every master key but the newest, once nothing hangs on it."""
    hold(session, MASTER_CHANGES)
    *older, newest = masters_in_use(session)
    vault.master(session, newest.generation)  # never retire what we open with for what we do not
    left = select(func.count()).where(HolderKey.master != newest.generation)
    if session.scalar(left):
        raise NoMasterKey  # a holder came under the old key in between: rotate once more
    for row in older:
        row.retired_at, row.root = now(), None
    if older:
        record(
            session, events.MASTER_ROTATED, SYSTEM, events.INSTALLATION,
            generation=newest.generation,
        )  # fmt: skip


def rotate_holder(
    database: Database,
    vault: Vault,
    holder: str,
    *,
    batch: int = WRAPS_A_BATCH,
    tell: Tell = lambda _count: None,
) -> None:
    """Change the key of one holder, or go on changing it."""
    with database.changing() as session:
        _begin_holder(session, vault, holder)
    while True:
        tell(_in_batches(database, _rewrap, vault, holder, batch))
        with database.changing() as session:
            if _end_holder(session, holder):
                return


def _begin_holder(session: Session, vault: Vault, holder: str) -> None:
    generations = list(
        session.scalars(
            select(HolderKey.generation)
            .where(HolderKey.holder == holder)
            .order_by(HolderKey.generation)
        )
    )
    if len(generations) == 1:  # two: the rotation before was interrupted, and goes on
        coming = generations[0] + 1
        vault.add_holder_key(session, holder, coming)
        record(session, events.HOLDER_ROTATION_BEGUN, SYSTEM, holder, generation=coming)


def _rewrap(session: Session, vault: Vault, holder: str, batch: int) -> int:
    """Move some wraps of a holder under its newest key; how many."""
    newest = vault.opened_holder(session, holder)
    rows = session.execute(
        select(Wrap, HolderKey)
        .join(
            HolderKey,
            (HolderKey.holder == Wrap.holder) & (HolderKey.generation == Wrap.generation),
        )
        .where(Wrap.holder == holder, Wrap.generation < newest.generation)
        .order_by(Wrap.id)
        .limit(batch)
        .with_for_update(of=Wrap)
    ).all()
    older: dict[int, bytes] = {}
    for wrap, row in rows:
        if row.generation not in older:
            older[row.generation] = vault.open_holder(session, row)
        context = wrap_context(wrap.data_key_id, holder)
        wrap.wrapped = encrypt(
            newest.key, decrypt(older[row.generation], wrap.wrapped, context), context
        )
        wrap.generation = newest.generation
    return len(rows)


def _end_holder(session: Session, holder: str) -> bool:
    """Delete the older keys of a holder; False when something was still wrapped under them."""
    *older, newest = session.scalars(
        select(HolderKey)
        .where(HolderKey.holder == holder)
        .order_by(HolderKey.generation)
        .with_for_update()  # waits for those who are wrapping under them just now
    )
    under = select(func.count()).where(Wrap.holder == holder, Wrap.generation < newest.generation)
    if session.scalar(under):
        return False
    if older:
        session.execute(
            delete(HolderKey).where(
                HolderKey.holder == holder, HolderKey.generation < newest.generation
            )
        )
        record(session, events.HOLDER_ROTATED, SYSTEM, holder, generation=newest.generation)
    return True


def _in_batches(database: Database, move: Callable[..., int], *what: object) -> int:
    """Move batch after batch, each in its own transaction, until none is left; how many in all."""
    moved = 0
    while True:
        with database.changing() as session:
            count = move(session, *what)
        moved += count
        if not count:
            return moved
