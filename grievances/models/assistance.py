"""How a case came in that somebody of the office, or a monitor, took down."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from grievances.kinds import SpokenLanguage
from kernel.clock import now
from kernel.database import Base, enum_by_value
from kernel.vault import Sealed, SealedType


class Assistance(Base):
    """Who took a case down, in which tongue it was told, and what was done so that it is right."""

    __tablename__ = "grievances_assistance"

    case_id: Mapped[int] = mapped_column(ForeignKey("grievances_case.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    spoken: Mapped[SpokenLanguage] = mapped_column(enum_by_value(SpokenLanguage))
    interpreter: Mapped[Sealed | None] = mapped_column(SealedType)
    read_back: Mapped[bool]
    """Whether it was read aloud to the person, who agreed."""
    receipt_handed: Mapped[bool]
    """Whether the person left with the receipt on paper."""
    receipt_closed_at: Mapped[datetime | None]
    """From when on the receipt is not shown any more to who took the case down."""
    at: Mapped[datetime] = mapped_column(default=now, index=True)
