"""The tables of keys. Every key in them is wrapped by another; the master key is in none of them.

Keys have generations: a rotation adds one, moves everything under it, and ends the one before. A
row says under which generation it is wrapped, so that whoever reads during a rotation finds the
right key.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kernel.clock import now
from kernel.database import Base, Id


class MasterKey(Base):
    """One generation of the master key exists outside the database. Its bytes never stand here."""

    __tablename__ = "kernel_master_key"

    generation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[str | None] = mapped_column(unique=True)
    """By which a key is recognised, and which tells nothing of it. None: a key of before marks."""
    root: Mapped[bytes | None]
    """The secret that all derived keys hang on, wrapped by this key. None: this very key is it."""
    made_at: Mapped[datetime] = mapped_column(default=now)
    retired_at: Mapped[datetime | None]


class HolderKey(Base):
    """One generation of the key of one who may read (an office), wrapped by a master key."""

    __tablename__ = "kernel_holder_key"

    holder: Mapped[str] = mapped_column(primary_key=True)
    generation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    master: Mapped[int] = mapped_column(ForeignKey("kernel_master_key.generation"), index=True)
    wrapped: Mapped[bytes]
    made_at: Mapped[datetime] = mapped_column(default=now)


class DataKeyRow(Base):
    """One data key exists; its bytes stand only in its wraps. Destroyed: nobody has any wrap."""

    __tablename__ = "kernel_data_key"

    id: Mapped[Id]
    made_at: Mapped[datetime] = mapped_column(default=now)
    destroyed_at: Mapped[datetime | None]


class Tombstone(Base):
    """A data key was destroyed. With `key_made_at` it is told from a later key of that number.

    The heir is the key that what it sealed was handed over to. Where the heir is not (a backup
    from before is restored), the destroyed key holds the only words there are: it is left alone.
    """

    __tablename__ = "kernel_tombstone"

    id: Mapped[Id]
    data_key_id: Mapped[int] = mapped_column(unique=True)
    key_made_at: Mapped[datetime]
    heir_key_id: Mapped[int | None]
    heir_made_at: Mapped[datetime | None]
    at: Mapped[datetime] = mapped_column(default=now)


class Wrap(Base):
    """One holder may open one data key."""

    __tablename__ = "kernel_wrap"
    __table_args__ = (
        UniqueConstraint("data_key_id", "holder"),
        ForeignKeyConstraint(
            ["holder", "generation"],
            ["kernel_holder_key.holder", "kernel_holder_key.generation"],
            name="fk_kernel_wrap_holder_kernel_holder_key",
        ),
        Index("ix_kernel_wrap_rotation", "holder", "generation", "id"),
    )

    id: Mapped[Id]
    data_key_id: Mapped[int] = mapped_column(ForeignKey("kernel_data_key.id"))
    holder: Mapped[str]
    generation: Mapped[int] = mapped_column(default=1)
    """Of the holder's key that this wrap is made under."""
    wrapped: Mapped[bytes]


class Recovery(Base):
    """The master key, sealed for two people who must come together; see `recovery`."""

    __tablename__ = "kernel_recovery"

    id: Mapped[Id]
    master: Mapped[int] = mapped_column(ForeignKey("kernel_master_key.generation"))
    public: Mapped[bytes]
    """The public half of the recovery key, wrapped by the master key so that nobody swaps it."""
    escrow: Mapped[bytes]
    """The master key, sealed for the recovery key; empty once the recovery has ended."""
    made_at: Mapped[datetime] = mapped_column(default=now)
    renewed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
