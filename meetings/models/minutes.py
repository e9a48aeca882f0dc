"""The acta: read back to the room, sealed version by version, printed, signed on paper."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.files.models import StoredFile
from meetings.kinds import Copy, FilePurpose, PaperLanguage, Signing, Tongue


class Signatory(Base):
    """Somebody who signs the acta on paper, for whom, and how."""

    __tablename__ = "meetings_signatory"

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    role: Mapped[str] = mapped_column("post", default="")
    group_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_group.id"))
    signing: Mapped[Signing] = mapped_column(enum_by_value(Signing), default=Signing.SIGNATURE)


class ReadingBack(Base):
    """The draft was read to the room: when, in which language, by whom, what was corrected.

    `content_hash` is of what the room heard: what is sealed must be the same.
    """

    __tablename__ = "meetings_reading_back"

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    language: Mapped[Tongue] = mapped_column(enum_by_value(Tongue))
    reader: Mapped[str]
    corrections: Mapped[str] = mapped_column(default="")
    content_hash: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))


class SealedMinutes(Base):
    """One sealed version of an acta: its canonical content, for ever. Only ever added.

    `content` is the canonical JSON of `meetings/contents.py`; `content_hash` its sha256. `public`
    is the content of the public copy, whose names are withheld. `seal_id` and `public_seal_id`
    lead to the register of seals.
    """

    __tablename__ = "meetings_sealed_minutes"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), index=True)
    number: Mapped[int]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_sealed_minutes.id"))
    reason: Mapped[str] = mapped_column(default="")
    content: Mapped[str]
    content_hash: Mapped[str]
    public: Mapped[str]
    public_hash: Mapped[str]
    seal_id: Mapped[int] = mapped_column(ForeignKey("kernel_seal.id"), unique=True)
    public_seal_id: Mapped[int] = mapped_column(ForeignKey("kernel_seal.id"), unique=True)
    sealed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    sealed_at: Mapped[datetime] = mapped_column(default=now)


class Paper(Base):
    """A sealed acta as a PDF, printed once by the worker and kept. Only ever added."""

    __tablename__ = "meetings_paper"
    __table_args__ = (UniqueConstraint("minutes_id", "variant", "language"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    minutes_id: Mapped[int] = mapped_column(ForeignKey("meetings_sealed_minutes.id"))
    copy: Mapped[Copy] = mapped_column("variant", enum_by_value(Copy))
    language: Mapped[PaperLanguage] = mapped_column(enum_by_value(PaperLanguage))
    file_id: Mapped[int] = mapped_column(ForeignKey("kernel_file.id"), unique=True)
    file_hash: Mapped[str]
    pages: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(default=now)

    file: Mapped[StoredFile] = relationship(lazy="raise")


class BookEntry(Base):
    """Where the acta stands in the libro de actas: the book is what counts before the registry."""

    __tablename__ = "meetings_book_entry"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    book: Mapped[str]
    folios: Mapped[str] = mapped_column(default="")
    signatures: Mapped[int | None]
    certified_by: Mapped[str] = mapped_column(default="")
    certified_on: Mapped[date | None]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    noted_at: Mapped[datetime] = mapped_column(default=now)


class MeetingFile(Base):
    """A file that belongs to a meeting: the scan of the signed acta, what was shown, a photo.

    A photo of people needs `consent`: who agreed, or how. `fingerprint` names evidence shown.
    """

    __tablename__ = "meetings_file"
    __table_args__ = (
        CheckConstraint("purpose <> 'photo' or consent <> ''", name="photo_with_consent"),
        CheckConstraint("file_id is not null or fingerprint <> ''", name="file_or_fingerprint"),
        {"sqlite_autoincrement": True},  # an address of a file that went must not show the next
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings_meeting.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_agenda_item.id"))
    purpose: Mapped[FilePurpose] = mapped_column(enum_by_value(FilePurpose))
    title: Mapped[str] = mapped_column(default="")
    consent: Mapped[str] = mapped_column(default="")
    fingerprint: Mapped[str] = mapped_column(default="")
    minutes_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_sealed_minutes.id"))
    """The sealed version that a scan is the signed paper of."""
    file_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_file.id"), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    file: Mapped[StoredFile | None] = relationship(lazy="joined")
