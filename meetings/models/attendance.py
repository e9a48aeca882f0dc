"""Who was expected and who came, sitting by sitting."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, validates

from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.text import canonical, fold
from kernel.vault import Sealed, SealedType
from meetings.kinds import AgeBand, DocumentKind, ImportState, Sex, Signing, Source, Tongue


class Participant(Base):
    """Somebody who was expected at a meeting or came to it, as the list has them.

    `document_number` and `phone` are sealed under the key of the meeting; `document_digest` is an
    HMAC under it, by which two lines with one document are found. `may_be_named` is the consent to
    stand in public papers under the name. `merged_into_id`: two lines were one person; the line
    stays, but counts no more.
    """

    __tablename__ = "meetings_participant"
    __table_args__ = (
        Index("ix_meetings_participant_meeting_folded", "meeting_id", "folded"),
        UniqueConstraint("meeting_id", "entry"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), index=True)
    entry: Mapped[str | None]
    """The key that the phone of the note-taker gave this line, so that it is written once."""
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(default="")
    group_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_group.id"), index=True)
    organization: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column("post", default="")
    """What they are in their organization: president, delegate, engineer."""
    community: Mapped[str] = mapped_column(default="")
    sex: Mapped[Sex] = mapped_column(enum_by_value(Sex), default=Sex.UNSAID)
    age: Mapped[AgeBand] = mapped_column("age_band", enum_by_value(AgeBand), default=AgeBand.UNSAID)
    first_language: Mapped[Tongue] = mapped_column(enum_by_value(Tongue), default=Tongue.UNSAID)
    document_kind: Mapped[DocumentKind | None] = mapped_column(enum_by_value(DocumentKind))
    document_number: Mapped[Sealed | None] = mapped_column(SealedType)
    document_digest: Mapped[str] = mapped_column(default="")
    phone: Mapped[Sealed | None] = mapped_column(SealedType)
    may_be_named: Mapped[bool] = mapped_column(default=False)
    source: Mapped[Source] = mapped_column(enum_by_value(Source), default=Source.DESK)
    registrant: Mapped[str] = mapped_column(default="")
    """The public reference of the registration that this person came by, or empty."""
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_participant.id"))
    removed_at: Mapped[datetime | None]
    added_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    @validates("name")
    def _fold_the_name(self, _field: str, name: str) -> str:
        name = " ".join(canonical(name).split())
        self.folded = " ".join(sorted(fold(name.replace(",", " ")).split()))
        return name


class Attendance(Base):
    """Whether one person was at one sitting, and how they confirmed it.

    `confirmed_at` is empty while somebody checked in by themselves and nobody of the staff has
    said yet that they are there; such a line does not count.
    """

    __tablename__ = "meetings_attendance"
    __table_args__ = (UniqueConstraint("sitting_id", "participant_id"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), index=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("meetings_sitting.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("meetings_participant.id"), index=True)
    present: Mapped[bool]
    signing: Mapped[Signing] = mapped_column(enum_by_value(Signing), default=Signing.NONE)
    witness: Mapped[str] = mapped_column(default="")
    arrived_at: Mapped[time | None]
    left_at: Mapped[time | None]
    source: Mapped[Source] = mapped_column(enum_by_value(Source), default=Source.DESK)
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    noted_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it


class Correction(Base):
    """What a line of the attendance was before somebody corrected it. Only ever added."""

    __tablename__ = "meetings_correction"

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("meetings_participant.id"))
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_sitting.id"))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class AttendanceImport(Base):
    """A spreadsheet that somebody brought, as it was understood; nothing is written before confirm.

    `workbook` and `preview` are sealed under the key of the meeting: they hold names and documents.
    `file_digest` and `content_digest` recognise the same file, and the same rows saved anew.
    """

    __tablename__ = "meetings_attendance_import"

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), index=True)
    state: Mapped[ImportState] = mapped_column(
        enum_by_value(ImportState), default=ImportState.PREVIEW
    )
    file_name: Mapped[str]
    file_digest: Mapped[str]
    content_digest: Mapped[str] = mapped_column(default="")
    workbook: Mapped[Sealed] = mapped_column(SealedType)
    choices: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """The mapping of columns and the answers to questions, as somebody changed them."""
    preview: Mapped[Sealed | None] = mapped_column(SealedType)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """How many rows were new, changed, the same, in error, not people; after confirm: written."""
    brought_by_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    brought_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it
