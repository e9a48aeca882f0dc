"""The ledger of a study: what was put in evidence, and what was said of it, in one chain."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from basin.kinds import EntryKind
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value


class Entry(Base):
    """One entry. `document` is canonical JSON that holds everything, also the hash before it.

    Rows of other tables (evidence, marks, reviews, thresholds) only repeat what it says, so that
    it can be searched: `flask evidence verify` compares them. Only ever added: the database
    refuses anything else.
    """

    __tablename__ = "basin_entry"
    __table_args__ = (
        UniqueConstraint("study_id", "number"),
        CheckConstraint("number > 0", name="counted_from_one"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    study_id: Mapped[int] = mapped_column(ForeignKey("basin_study.id"))
    number: Mapped[int]
    kind: Mapped[EntryKind] = mapped_column(enum_by_value(EntryKind))
    document: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)
    previous: Mapped[str | None]
    made_by: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)
