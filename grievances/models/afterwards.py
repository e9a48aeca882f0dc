"""What comes after the filing: threats, and how the person was treated."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kernel.clock import now
from kernel.database import Base, Id


class Reprisal(Base):
    """The person, or somebody near, was threatened or harmed because of the case.

    What happened stands in the message; somebody of the office says when they acted on it.
    """

    __tablename__ = "grievances_reprisal"

    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("grievances_case.id"), index=True)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("grievances_message.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    """Who of the office noted it; None when the person who filed said so."""
    at: Mapped[datetime] = mapped_column(default=now)
    acted_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    acted_at: Mapped[datetime | None]


class Rating(Base):
    """How the person who filed found the office: 1 bad, 2 so-so, 3 good."""

    __tablename__ = "grievances_rating"
    __table_args__ = (
        CheckConstraint("listened between 1 and 3", name="listened_1_to_3"),
        CheckConstraint("explained between 1 and 3", name="explained_1_to_3"),
        CheckConstraint("solved between 1 and 3", name="solved_1_to_3"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("grievances_case.id"), primary_key=True)
    listened: Mapped[int | None]
    explained: Mapped[int | None]
    solved: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(default=now)
