"""What was begun and not sent yet: by somebody at their phone, by somebody of the office."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from grievances.kinds import Channel
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.vault import Sealed, SealedType


class Draft(Base):
    """Answers not sent yet, sealed under a key that only the person's cookie holds."""

    __tablename__ = "grievances_draft"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    answers: Mapped[Sealed] = mapped_column(SealedType)
    changed_at: Mapped[datetime] = mapped_column(default=now, index=True)


class OfficeDraft(Base):
    """A grievance that somebody of the office takes down for a person; colleagues may go on.

    Sealed under a data key of its own, which is destroyed when it becomes a case or is discarded:
    the names in it are opened by nobody then, not even from an older backup.
    """

    __tablename__ = "grievances_office_draft"
    __table_args__ = ({"sqlite_autoincrement": True},)
    """Drafts go, and an open page of one that went must not write into the next."""

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"), index=True)
    data_key_id: Mapped[int] = mapped_column(ForeignKey("kernel_data_key.id"))
    channel: Mapped[Channel] = mapped_column(enum_by_value(Channel))
    answers: Mapped[Sealed] = mapped_column(SealedType)
    """A `grievances.answers.Sheet`."""
    started_by_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    started_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it
