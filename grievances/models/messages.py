"""What the person and the office say to each other, and what staff note for themselves."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from grievances.kinds import MessageKind
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.vault import Sealed, SealedType


class Message(Base):
    """One thing that the person or the office said to the other."""

    __tablename__ = "grievances_message"

    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("grievances_case.id"), index=True)
    kind: Mapped[MessageKind] = mapped_column(enum_by_value(MessageKind))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    """Who of the office wrote it; None when the person who filed did."""
    body: Mapped[Sealed] = mapped_column(SealedType)
    language: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)


class Note(Base):
    """What staff write for each other. The person who filed never sees it."""

    __tablename__ = "grievances_note"

    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("grievances_case.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    body: Mapped[Sealed] = mapped_column(SealedType)
    at: Mapped[datetime] = mapped_column(default=now)
