"""What is printed of a process, and its bulletins."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialogue.kinds import BulletinState, PaperKind, PaperLanguage
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.files.models import StoredFile


class Paper(Base):
    """A PDF that the worker printed, or is to print while `file_id` is missing.

    `of` is the public reference of what is printed; `content_hash` the sha256 of what it was
    printed from, so that the same paper is not printed twice, and of some that of which things it
    tells, so that it is not given when one of them is public no more.
    """

    __tablename__ = "dialogue_paper"
    __table_args__ = (Index("ix_dialogue_paper_of", "printed_of", "kind", "language"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    process_id: Mapped[int] = mapped_column(ForeignKey("dialogue_process.id"))
    kind: Mapped[PaperKind] = mapped_column(enum_by_value(PaperKind))
    of: Mapped[str] = mapped_column("printed_of")
    language: Mapped[PaperLanguage] = mapped_column(enum_by_value(PaperLanguage))
    content_hash: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("kernel_file.id"), unique=True)
    file_hash: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime] = mapped_column(default=now)
    printed_at: Mapped[datetime | None]

    file: Mapped[StoredFile | None] = relationship(lazy="joined")


class Bulletin(Base):
    """A period's news of a process or programme, from chosen facts.

    `of` is the public reference of what it tells of. `chosen` are the public references of the
    facts that were chosen; once published, `content` is the canonical JSON of what was told.
    """

    __tablename__ = "dialogue_bulletin"
    __table_args__ = (
        CheckConstraint("title <> ''", name="has_a_title"),
        CheckConstraint("begins_on <= ends_on", name="ends_after_it_begins"),
        CheckConstraint("state <> 'published' or content <> ''", name="published_with_content"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"), index=True)
    of: Mapped[str] = mapped_column("tells_of", index=True)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    title_qu: Mapped[str] = mapped_column(default="")
    opening: Mapped[str] = mapped_column(default="")
    opening_qu: Mapped[str] = mapped_column(default="")
    begins_on: Mapped[date]
    ends_on: Mapped[date]
    chosen: Mapped[list[Any]] = mapped_column(JSON, default=list)
    content: Mapped[str] = mapped_column(default="")
    state: Mapped[BulletinState] = mapped_column(
        enum_by_value(BulletinState), default=BulletinState.DRAFT
    )
    published_at: Mapped[datetime | None]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it
