"""The files of drafts and cases. Their bytes: `kernel/files`."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grievances.kinds import Purpose
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.files.models import StoredFile


class Attachment(Base):
    """One file of a draft, of an office's draft, or of a case: of exactly one of them.

    A file of a draft is sealed under the cookie of who writes it, and handed to the case's key
    when the case is filed.
    """

    __tablename__ = "grievances_attachment"
    __table_args__ = (
        CheckConstraint(
            "case_id is not null or draft_hash is not null or desk_draft_id is not null",
            name="of_something",
        ),
        {"sqlite_autoincrement": True},  # an address of a file that went must not show the next
    )

    id: Mapped[Id]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("grievances_case.id"), index=True)
    draft_hash: Mapped[str | None] = mapped_column(
        ForeignKey("grievances_draft.token_hash"), index=True
    )
    desk_draft_id: Mapped[int | None] = mapped_column(
        ForeignKey("grievances_office_draft.id"), index=True
    )
    file_id: Mapped[int] = mapped_column(ForeignKey("kernel_file.id"), unique=True)
    purpose: Mapped[Purpose] = mapped_column(enum_by_value(Purpose))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("grievances_message.id"))
    """The message that it came with."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    """Who of the office added it; None when the person who filed did."""
    at: Mapped[datetime] = mapped_column(default=now)

    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)
