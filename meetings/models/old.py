"""Old actas that somebody brings in a spreadsheet."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Office
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.vault import Sealed, SealedType
from meetings.kinds import ImportState, MeetingKind


class OldActaImport(Base):
    """A spreadsheet of old actas as it was brought; nothing of it is written before confirm.

    `workbook` is what its cells say, sealed under a key of its own: it names people. `kind` stands
    where a row tells none; `belongs_to` is the programme or process of all of them.
    """

    __tablename__ = "meetings_old_acta_import"

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"), index=True)
    data_key_id: Mapped[int] = mapped_column(ForeignKey("kernel_data_key.id"))
    state: Mapped[ImportState] = mapped_column(
        enum_by_value(ImportState), default=ImportState.PREVIEW
    )
    file_name: Mapped[str]
    workbook: Mapped[Sealed] = mapped_column(SealedType)
    kind: Mapped[MeetingKind] = mapped_column(enum_by_value(MeetingKind))
    belongs_to: Mapped[str] = mapped_column(default="")
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """After confirm: how many actas, agreements and commitments were written."""
    brought_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    brought_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    office: Mapped[Office] = relationship(lazy="joined", innerjoin=True)
