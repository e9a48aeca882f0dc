"""Who comes to the office, in numbers. No row leads to a case or a name."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from grievances.kinds import AgeBand, Disability, Gender, SelfIdentification, SpokenLanguage
from kernel.database import Base, enum_by_value
from kernel.vault import Sealed, SealedType


class AboutYou(Base):
    """What one person said of themselves, if they liked.

    `id` is random and the rows lie in its order, so that nothing tells which came when; `month` is
    the finest time. `link` is HMAC(statistics key, case), for the job that counts alone.
    """

    __tablename__ = "grievances_about_you"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("accounts_office.id"))
    month: Mapped[str]
    link: Mapped[str] = mapped_column(unique=True)
    gender: Mapped[Gender | None] = mapped_column(enum_by_value(Gender))
    gender_words: Mapped[Sealed | None] = mapped_column(SealedType)
    age: Mapped[AgeBand | None] = mapped_column(enum_by_value(AgeBand))
    language: Mapped[SpokenLanguage | None] = mapped_column(enum_by_value(SpokenLanguage))
    self_identification: Mapped[SelfIdentification | None] = mapped_column(
        enum_by_value(SelfIdentification)
    )
    disability: Mapped[Disability | None] = mapped_column(enum_by_value(Disability))
