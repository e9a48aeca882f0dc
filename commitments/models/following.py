"""What became of commitments: news, how each side sees it, who is told. Only ever added."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commitments.kinds import Delay, Fulfilment, Side
from commitments.lifecycle import Status, Verb
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.files.models import StoredFile
from kernel.vault import Sealed, SealedType


class Update(Base):
    """One piece of news about a commitment. Only ever added; a wrong one is told anew.

    A new date needs the consent of the other party: who agreed, when, and how. Only the next round
    of what recurs has its date from the promise itself.
    """

    __tablename__ = "commitments_update"
    __table_args__ = (
        CheckConstraint("progress between 0 and 100", name="progress_in_percent"),
        CheckConstraint(
            "new_due_on is null or verb = 'renew' or (consent_by <> '' and consent_how <> '')",
            name="new_date_with_consent",
        ),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments_commitment.id"), index=True)
    verb: Mapped[Verb] = mapped_column(enum_by_value(Verb))
    status: Mapped[Status] = mapped_column(enum_by_value(Status))
    progress: Mapped[int]
    happened_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    told_by: Mapped[str] = mapped_column(default="")
    """Who said so, when it was not the person who wrote it down."""
    delay: Mapped[Delay | None] = mapped_column(enum_by_value(Delay))
    delay_note: Mapped[str] = mapped_column(default="")
    old_due_on: Mapped[date | None]
    new_due_on: Mapped[date | None]
    consent_by: Mapped[str] = mapped_column(default="")
    consent_how: Mapped[str] = mapped_column(default="")
    consent_on: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(default="")
    """Where the proof is: a public reference, a fingerprint, or words."""
    file_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_file.id"), unique=True)
    data_key_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_data_key.id"))
    """The key that opens the file, where there is one."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    file: Mapped[StoredFile | None] = relationship(lazy="joined")


class Assessment(Base):
    """How one side sees the fulfilment of a commitment at a time. Only ever added."""

    __tablename__ = "commitments_assessment"

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments_commitment.id"), index=True)
    side: Mapped[Side] = mapped_column(enum_by_value(Side))
    fulfilment: Mapped[Fulfilment] = mapped_column(enum_by_value(Fulfilment))
    said_by: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class Named(Base):
    """Somebody who is told when a commitment moves or falls due: by mail, or as staff.

    `email` is sealed under the key of the office; `person_id` where it is somebody who signs in.
    """

    __tablename__ = "commitments_named"
    __table_args__ = (
        CheckConstraint("email is not null or person_id is not null", name="can_be_reached"),
        {"sqlite_autoincrement": True},  # a reminder must not reach whoever came next
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments_commitment.id"), index=True)
    side: Mapped[Side] = mapped_column(enum_by_value(Side))
    name: Mapped[str]
    language: Mapped[str] = mapped_column(default="es")
    email: Mapped[Sealed | None] = mapped_column(SealedType)
    data_key_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_data_key.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    ended_at: Mapped[datetime | None]
    """They wished to be told no more."""
