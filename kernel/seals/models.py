"""The tables of the register. Rows are only ever added: the database refuses anything else."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kernel.clock import now
from kernel.database import Base, Id, enum_by_value


class SealKind(StrEnum):
    """What sort of document was sealed."""

    ACTA = "acta"
    AGREEMENT = "agreement"
    CERTIFICATE = "certificate"
    EVIDENCE = "evidence"
    RESULT = "result"
    """Of a round of positions."""
    REVIEW = "review"


class Seal(Base):
    """One document in one version, as it was sealed.

    `reference` names what it is about (`meeting:…`). `issuer` is the name of the office, as it was
    on that day. `replaces_id` is the version before it; `copy_of_id` the full document of which
    this is a copy with names withheld.
    """

    __tablename__ = "kernel_seal"
    __table_args__ = (UniqueConstraint("reference", "number", "copy_of_id"),)

    id: Mapped[Id]
    fingerprint: Mapped[str] = mapped_column(unique=True)
    content_hash: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[SealKind] = mapped_column(enum_by_value(SealKind))
    reference: Mapped[str] = mapped_column(index=True)
    number: Mapped[int]
    office_id: Mapped[int]
    issuer: Mapped[str]
    time_zone: Mapped[str]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_seal.id"))
    copy_of_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_seal.id"))
    sealed_by: Mapped[str]
    sealed_at: Mapped[datetime] = mapped_column(default=now)


class SealedFile(Base):
    """A file that carries a sealed document: whoever has it can ask whether it was altered."""

    __tablename__ = "kernel_sealed_file"

    id: Mapped[Id]
    seal_id: Mapped[int] = mapped_column(ForeignKey("kernel_seal.id"), index=True)
    file_hash: Mapped[str] = mapped_column(index=True)
    made_at: Mapped[datetime] = mapped_column(default=now)


class SealRevocation(Base):
    """A sealed document counts no more. The seal itself stays."""

    __tablename__ = "kernel_seal_revocation"

    id: Mapped[Id]
    seal_id: Mapped[int] = mapped_column(ForeignKey("kernel_seal.id"), unique=True)
    by: Mapped[str] = mapped_column("revoked_by")
    at: Mapped[datetime] = mapped_column(default=now)


class SealHead(Base):
    """The head of a day: one hash over every seal since the head before it.

    Printed in a bulletin or mailed to the parties, it shows later that no seal was slipped in.
    """

    __tablename__ = "kernel_seal_head"

    id: Mapped[Id]
    day: Mapped[date] = mapped_column(unique=True)
    seals: Mapped[int]
    last_seal_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_seal.id"))
    root: Mapped[str]
    before: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str]
