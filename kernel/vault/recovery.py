"""The way back when the master key is lost: two officers come together, each with half a secret.

The secret is the private half of an X25519 key. The database keeps the master key sealed for its
public half, so a rotation renews the recovery without the two officers: the new master key is
sealed for the same two shares. The public half is kept wrapped by the master key, so that whoever
can only write to the database cannot put their own in its place.

Escrow, said plainly: whoever holds both shares *and* a copy of the database opens everything that
is not a draft. One share alone, or both without the database, opens nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.clock import now
from kernel.database import hold
from kernel.errors import NotFound
from kernel.policy import SYSTEM
from kernel.vault import events
from kernel.vault.masters import mark_of
from kernel.vault.sealed import Unsealable, decrypt, derive, encrypt, new_key
from kernel.vault.shares import BadShare, Share, joined, split
from kernel.vault.tables import MasterKey, Recovery
from kernel.vault.vault import MASTER_CHANGES, Vault

PUBLIC_BYTES = 32


@dataclass(frozen=True)
class RecoveryStatus:
    """What may be known of the recovery in force."""

    id: int
    made_at: datetime
    renewed_at: datetime | None
    generation: int
    is_current: bool
    """Whether it opens the newest master key."""


def make(session: Session, vault: Vault) -> tuple[Share, Share]:
    """Begin a recovery and end the one before; its two shares, which are kept nowhere here."""
    hold(session, MASTER_CHANGES)
    end(session)
    secret = new_key()
    public = X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
    generation = vault.newest_master(session)
    row = Recovery(master=generation, public=b"", escrow=b"")
    session.add(row)
    session.flush()  # what is sealed names it by its id
    _seal(row, public, generation, vault.master(session, generation))
    record(session, events.RECOVERY_MADE, SYSTEM, events.INSTALLATION, recovery=row.id)
    return split(secret)


def end(session: Session) -> bool:
    """End the recovery in force: its shares open nothing from now on. False when none was."""
    row = _in_force(session)
    if row is None:
        return False
    row.ended_at, row.escrow = now(), b""
    record(session, events.RECOVERY_ENDED, SYSTEM, events.INSTALLATION, recovery=row.id)
    return True


def renew(session: Session, vault: Vault, before: int, after: int, master: bytes) -> None:
    """Seal the next master key for the shares that exist, when there are any."""
    row = _in_force(session)
    if row is None:
        return
    public = decrypt(vault.master(session, before), row.public, _public_context(row))
    _seal(row, public, after, master)
    row.renewed_at = now()


def open_with(session: Session, one: Share, other: Share) -> bytes:
    """The master key, from both shares; BadShare when they are not those of this recovery."""
    row = _in_force(session)
    if row is None:
        raise NotFound("not-found")
    private = X25519PrivateKey.from_private_bytes(joined(one, other))
    sender, ciphertext = row.escrow[:PUBLIC_BYTES], row.escrow[PUBLIC_BYTES:]
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(sender))
        key = decrypt(
            _between(shared, sender, private.public_key().public_bytes_raw()),
            ciphertext,
            _escrow_context(row),
        )
    except (Unsealable, ValueError):
        raise BadShare("These two shares are not those of the recovery in force.") from None
    mark = session.scalar(select(MasterKey.mark).where(MasterKey.generation == row.master))
    if mark != mark_of(key):
        raise BadShare("What these shares open is not the master key of this database.")
    return key


def note_opened(session: Session) -> None:
    """Let the trail say that the two shares came together."""
    row = _in_force(session)
    if row is not None:
        record(session, events.RECOVERY_OPENED, SYSTEM, events.INSTALLATION, recovery=row.id)


def status(session: Session) -> RecoveryStatus | None:
    """The recovery in force; None when there is none."""
    row = _in_force(session)
    if row is None:
        return None
    newest = session.scalar(
        select(MasterKey.generation)
        .where(MasterKey.retired_at.is_(None))
        .order_by(MasterKey.generation.desc())
        .limit(1)
    )
    return RecoveryStatus(row.id, row.made_at, row.renewed_at, row.master, row.master == newest)


def _in_force(session: Session) -> Recovery | None:
    return session.scalars(
        select(Recovery).where(Recovery.ended_at.is_(None)).order_by(Recovery.id.desc()).limit(1)
    ).first()


def _seal(row: Recovery, public: bytes, generation: int, master: bytes) -> None:
    """Seal a master key for the public half: a key of one use with it makes the sealing key."""
    once = X25519PrivateKey.generate()
    sender = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    row.master = generation
    row.public = encrypt(master, public, _public_context(row))
    row.escrow = sender + encrypt(_between(shared, sender, public), master, _escrow_context(row))


def _between(shared: bytes, sender: bytes, public: bytes) -> bytes:
    return derive(shared + sender + public, "recovery of the master key")


def _public_context(row: Recovery) -> bytes:
    return f"recovery:{row.id}:public".encode()


def _escrow_context(row: Recovery) -> bytes:
    return f"recovery:{row.id}:{row.master}".encode()
