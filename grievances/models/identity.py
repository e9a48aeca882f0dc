"""Who the people are. Sealed under a key of its own, which only the custodian opens."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from grievances.kinds import Standing
from kernel.database import Base, Id, enum_by_value
from kernel.vault import Sealed, SealedType


class Identity(Base):
    """One person of a case: who files, who complains too, who speaks for a group, who saw it.

    Sealed under the case's identity key. A case of nobody's name has no row.
    """

    __tablename__ = "grievances_identity"

    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("grievances_case.id"), index=True)
    standing: Mapped[Standing] = mapped_column(enum_by_value(Standing))
    name: Mapped[Sealed | None] = mapped_column(SealedType)
    phone: Mapped[Sealed | None] = mapped_column(SealedType)
    email: Mapped[Sealed | None] = mapped_column(SealedType)


class Contact(Base):
    """Where contacts stood before they had a key of their own; each moves to `Identity`."""

    __tablename__ = "grievances_contact"

    case_id: Mapped[int] = mapped_column(ForeignKey("grievances_case.id"), primary_key=True)
    name: Mapped[Sealed | None] = mapped_column(SealedType)
    phone: Mapped[Sealed | None] = mapped_column(SealedType)
    email: Mapped[Sealed | None] = mapped_column(SealedType)
