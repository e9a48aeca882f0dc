"""What people confide lies here only as ciphertext.

master key (outside the database) → wraps each holder's key → wraps each data key → seals the words.

A *holder* is who may open: `office:3`. A *data key* belongs to one subject (a case) and has one
wrap for every holder that may read it. Sealed values are never plain in an attribute of a model:
they are `Sealed` values that only an opened `DataKey` turns into text. AES-256-GCM throughout; the
associated data names the data key and the place, so a ciphertext cannot be moved to another subject
or column. (Among the rows of one column of one subject it can: the trail shows what came when.)
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Dialect, ForeignKey, LargeBinary, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from kernel.clock import now
from kernel.database import Base, Id
from kernel.errors import NotFound

NONCE_BYTES = 12
KEY_BYTES = 32


class Unsealable(Exception):  # noqa: N818 - names what the ciphertext is
    """The ciphertext was changed, moved, or belongs to another key."""


@dataclass(frozen=True)
class Sealed:
    """Ciphertext. It prints as a veil, so that no log or template shows it by accident."""

    ciphertext: bytes = field(repr=False)

    def __str__(self) -> str:
        return "▒▒▒"


class SealedType(TypeDecorator[Sealed]):
    """The column type of everything that people confide."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Sealed | None, dialect: Dialect) -> bytes | None:
        return None if value is None else value.ciphertext

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))


class HolderKey(Base):
    """The key of one who may read (an office), wrapped by the master key."""

    __tablename__ = "kernel_holder_key"

    holder: Mapped[str] = mapped_column(primary_key=True)
    wrapped: Mapped[bytes]
    made_at: Mapped[datetime] = mapped_column(default=now)


class DataKeyRow(Base):
    """One data key exists; its bytes stand only in its wraps."""

    __tablename__ = "kernel_data_key"

    id: Mapped[Id]
    made_at: Mapped[datetime] = mapped_column(default=now)


class Wrap(Base):
    """One holder may open one data key."""

    __tablename__ = "kernel_wrap"
    __table_args__ = (UniqueConstraint("data_key_id", "holder"),)

    id: Mapped[Id]
    data_key_id: Mapped[int] = mapped_column(ForeignKey("kernel_data_key.id"))
    holder: Mapped[str] = mapped_column(ForeignKey("kernel_holder_key.holder"))
    wrapped: Mapped[bytes]


class Sealer(Protocol):
    """Whatever can seal for a place and open again: a data key, the cookie of a draft."""

    def seal_bytes(self, plain: bytes, place: str) -> Sealed:
        """Seal `plain` for one place, written `table.column`."""

    def open_bytes(self, sealed: Sealed, place: str) -> bytes:
        """What was sealed for `place`; Unsealable when it was not."""


class Unspreadable:
    """A key is used where it was opened: it is not pickled, copied or sent."""

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not spread")


@dataclass(frozen=True)
class DataKey(Unspreadable):
    """An opened data key. Keep it no longer than the request."""

    id: int
    _bytes: bytes = field(repr=False)

    def seal(self, words: str, place: str) -> Sealed:
        """Seal `words` for one place, written `table.column`."""
        return self.seal_bytes(words.encode(), place)

    def open(self, sealed: Sealed, place: str) -> str:
        """The words that were sealed for `place`; Unsealable when they were not."""
        return self.open_bytes(sealed, place).decode()

    def seal_bytes(self, plain: bytes, place: str) -> Sealed:
        """Seal what is not text: the key of a file."""
        return Sealed(encrypt(self._bytes, plain, self._context(place)))

    def open_bytes(self, sealed: Sealed, place: str) -> bytes:
        """The bytes that were sealed for `place`; Unsealable when they were not."""
        return decrypt(self._bytes, sealed.ciphertext, self._context(place))

    def _context(self, place: str) -> bytes:
        return f"data-key:{self.id}:{place}".encode()


class Vault(Unspreadable):
    """The master key and what can be done with it. One per process."""

    def __init__(self, master_key: bytes) -> None:
        if len(master_key) != KEY_BYTES:
            raise ValueError("the master key must be 32 bytes")
        self._master = master_key

    def derived(self, purpose: str) -> bytes:
        """A key of its own for one purpose (receipt codes, limiter), 32 bytes by HKDF-SHA-256."""
        return derive(self._master, purpose)

    def add_holder(self, session: Session, holder: str) -> None:
        """Make a key for a new holder."""
        wrapped = encrypt(self._master, AESGCM.generate_key(256), f"holder:{holder}".encode())
        session.add(HolderKey(holder=holder, wrapped=wrapped))
        session.flush()  # wraps refer to it

    def opens(self, holder_key: HolderKey) -> bool:
        """Whether this is the master key that a holder's key was made under."""
        try:
            decrypt(self._master, holder_key.wrapped, f"holder:{holder_key.holder}".encode())
        except Unsealable:
            return False
        return True

    def new_data_key(self, session: Session, holders: list[str]) -> DataKey:
        """Make a data key that each of `holders` may open."""
        row = DataKeyRow()
        session.add(row)
        session.flush()  # the context needs row.id
        key = DataKey(row.id, AESGCM.generate_key(256))
        for holder in holders:
            self._wrap(session, key, holder)
        return key

    def share(self, session: Session, key: DataKey, holder: str) -> None:
        """Let one more holder open an opened data key."""
        self._wrap(session, key, holder)

    def data_key(self, session: Session, data_key_id: int, holder: str) -> DataKey:
        """The data key as `holder` opens it; NotFound when that holder has no wrap."""
        row = session.execute(
            select(Wrap.wrapped, HolderKey.wrapped)
            .join(HolderKey, HolderKey.holder == Wrap.holder)
            .where(Wrap.data_key_id == data_key_id, Wrap.holder == holder)
        ).one_or_none()
        if row is None:
            raise NotFound("not-found")
        holder_key = decrypt(self._master, row[1], f"holder:{holder}".encode())
        return DataKey(data_key_id, decrypt(holder_key, row[0], _wrap_context(data_key_id, holder)))

    def data_keys(self, session: Session, holders: Mapping[int, str]) -> dict[int, DataKey]:
        """For a list: the data keys with these ids, each as its holder opens it, in one SELECT.

        A key that its holder has no wrap of is left out.
        """
        rows = session.execute(
            select(Wrap.data_key_id, Wrap.holder, Wrap.wrapped, HolderKey.wrapped)
            .join(HolderKey, HolderKey.holder == Wrap.holder)
            .where(Wrap.data_key_id.in_(holders), Wrap.holder.in_(set(holders.values())))
        )
        keys = {}
        for data_key_id, holder, wrapped, holder_wrapped in rows:
            if holders[data_key_id] == holder:
                holder_key = decrypt(self._master, holder_wrapped, f"holder:{holder}".encode())
                context = _wrap_context(data_key_id, holder)
                keys[data_key_id] = DataKey(data_key_id, decrypt(holder_key, wrapped, context))
        return keys

    def _wrap(self, session: Session, key: DataKey, holder: str) -> None:
        row = session.get_one(HolderKey, holder)
        holder_key = decrypt(self._master, row.wrapped, f"holder:{holder}".encode())
        wrapped = encrypt(holder_key, key._bytes, _wrap_context(key.id, holder))
        session.add(Wrap(data_key_id=key.id, holder=holder, wrapped=wrapped))


def _wrap_context(data_key_id: int, holder: str) -> bytes:
    return f"wrap:{data_key_id}:{holder}".encode()


def derive(secret: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose from one secret (HKDF-SHA-256, RFC 5869)."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)


def encrypt(key: bytes, plain: bytes, context: bytes) -> bytes:
    """Nonce and AES-256-GCM ciphertext of `plain`, bound to `context`."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context)


def decrypt(key: bytes, ciphertext: bytes, context: bytes) -> bytes:
    """What `encrypt` was given; Unsealable when key, bytes or context differ."""
    try:
        return AESGCM(key).decrypt(ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:], context)
    except (InvalidTag, ValueError):  # ValueError: too short to be one of ours
        raise Unsealable from None
