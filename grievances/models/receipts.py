"""Receipt codes on cards, not used yet, and codes that replace a lost one."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from grievances.kinds import ReplacementState
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.vault import Sealed, SealedType


class Card(Base):
    """A receipt code that was printed for filing without a network. Nobody keeps the code itself.

    A sheet of cards has one name; a card is used by one case or spoiled.
    """

    __tablename__ = "grievances_card"

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"), index=True)
    sheet: Mapped[str]
    code_lookup: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("grievances_case.id"), unique=True)
    spoiled_at: Mapped[datetime | None]


class Replacement(Base):
    """Somebody lost their code and asks for another: three facts that only the filer knows.

    The new code is shown when it is asked for, and opens nothing until a supervisor approves it.
    """

    __tablename__ = "grievances_replacement"

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"), index=True)
    data_key_id: Mapped[int] = mapped_column(ForeignKey("kernel_data_key.id"))
    code_lookup: Mapped[str] = mapped_column(unique=True)
    language: Mapped[str]
    state: Mapped[ReplacementState] = mapped_column(
        enum_by_value(ReplacementState), default=ReplacementState.ASKED
    )
    when: Mapped[Sealed] = mapped_column("fact_when", SealedType)
    where: Mapped[Sealed] = mapped_column("fact_where", SealedType)
    what: Mapped[Sealed] = mapped_column("fact_what", SealedType)
    reason: Mapped[Sealed | None] = mapped_column(SealedType)
    """Why it was proposed, or why it was refused."""
    case_id: Mapped[int | None] = mapped_column(ForeignKey("grievances_case.id"), index=True)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it
