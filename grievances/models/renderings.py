"""Text beside its original: speech written down, words in the other tongue."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from grievances.kinds import RenderingKind, RenderingState
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.vault import Sealed, SealedType

UNDONE = "state <> 'reviewed'"
"""What the index of the open tasks says; see the indexes of `Case`."""


class Rendering(Base):
    """A transcription or a translation: first a task, then a text with an author, then read back.

    `of` names the original: `story`, `outcome`, `message:12`, `attachment:5`. `original_digest` is
    a keyed digest of its words when the text was written: another one now means that it is stale.
    """

    __tablename__ = "grievances_rendering"
    __table_args__ = (
        Index(
            "ix_grievances_rendering_undone",
            "id",
            sqlite_where=text(UNDONE),
            postgresql_where=text(UNDONE),
        ),
    )

    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("grievances_case.id"), index=True)
    of: Mapped[str]
    kind: Mapped[RenderingKind] = mapped_column(enum_by_value(RenderingKind))
    state: Mapped[RenderingState] = mapped_column(
        enum_by_value(RenderingState), default=RenderingState.OPEN
    )
    language: Mapped[str]
    body: Mapped[Sealed | None] = mapped_column(SealedType)
    original_digest: Mapped[str] = mapped_column(default="")
    read_back: Mapped[bool] = mapped_column(default=False)
    """Whether it was read aloud to the person, who agreed."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
