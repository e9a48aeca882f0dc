"""Who registered for a workshop, or was invited to it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, validates

from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.text import canonical, fold
from kernel.vault import Sealed, SealedType
from meetings.kinds import AgeBand, Sex, Tongue
from trainings.kinds import RegistrationState


class Registration(Base):
    """Somebody wants to come to a workshop, or is invited to it.

    The phone is sealed under the key of the meeting. `code_lookup` is an HMAC of the code by which
    the person may look at or cancel the registration.
    """

    __tablename__ = "trainings_registration"
    __table_args__ = (Index("ix_trainings_registration_workshop_state", "workshop_id", "state"),)

    id: Mapped[Id]
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    workshop_id: Mapped[int] = mapped_column(ForeignKey("trainings_workshop.id"), index=True)
    reference: Mapped[str] = mapped_column(unique=True)
    code_lookup: Mapped[str | None] = mapped_column(unique=True)
    state: Mapped[RegistrationState] = mapped_column(enum_by_value(RegistrationState))
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(default="")
    group_id: Mapped[int | None] = mapped_column(ForeignKey("meetings_group.id"))
    organization: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column("post", default="")
    community: Mapped[str] = mapped_column(default="")
    sex: Mapped[Sex] = mapped_column(enum_by_value(Sex), default=Sex.UNSAID)
    age: Mapped[AgeBand] = mapped_column("age_band", enum_by_value(AgeBand), default=AgeBand.UNSAID)
    first_language: Mapped[Tongue] = mapped_column(enum_by_value(Tongue), default=Tongue.UNSAID)
    phone: Mapped[Sealed | None] = mapped_column(SealedType)
    needs: Mapped[str] = mapped_column(default="")
    """What the person needs to take part: an interpreter, a ramp, somebody for the children."""
    registered_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it

    @validates("name")
    def _fold_the_name(self, _field: str, name: str) -> str:
        name = " ".join(canonical(name).split())
        self.folded = " ".join(sorted(fold(name.replace(",", " ")).split()))
        return name

    @property
    def subject(self) -> str:
        """How whoever holds its code is known while they look at it."""
        return f"registration:{self.reference}"
