"""Who of the table is in the room."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialogue.models.parties import Seat
from kernel.clock import now
from kernel.database import Base, Id

STILL_HERE = text("left_at is null")


class Presence(Base):
    """Somebody who holds a seat came to a meeting of the process, and may have left it since.

    `meeting` is the public reference of the meeting. Who comes back has another row.
    """

    __tablename__ = "dialogue_presence"
    __table_args__ = (
        Index("ix_dialogue_presence_meeting", "meeting", "id"),
        Index(
            "uq_dialogue_presence_here",
            "meeting",
            "seat_id",
            unique=True,
            sqlite_where=STILL_HERE,
            postgresql_where=STILL_HERE,
        ),
        CheckConstraint("left_at is null or came_at <= left_at", name="leaves_after_it_came"),
    )

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    meeting: Mapped[str]
    seat_id: Mapped[int] = mapped_column(ForeignKey("dialogue_seat.id"))
    at: Mapped[datetime] = mapped_column("came_at", default=now)
    left_at: Mapped[datetime | None]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))

    seat: Mapped[Seat] = relationship(lazy="joined", innerjoin=True)
