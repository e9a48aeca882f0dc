"""The places of the six countries, and the files that their lists came from."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from territory.places import COUNTRIES, Level, Origin, local_code

_KNOWN = ", ".join(f"'{country}'" for country in COUNTRIES)


class Place(Base):
    """A department, province, district or community. It may retire, but cases name it for ever.

    `folded` is what a search compares, `sorted_as` what lists are sorted by. `name_qu` is empty
    where nobody gave a name in Quechua.
    """

    __tablename__ = "territory_place"
    __table_args__ = (
        CheckConstraint(f"country IN ({_KNOWN})", name="country_known"),
        CheckConstraint("(parent IS NULL) = (level = 'department')", name="parent_if_not_first"),
        Index("ix_territory_place_country_level", "country", "level", "sorted_as"),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    country: Mapped[str]
    level: Mapped[Level] = mapped_column(enum_by_value(Level))
    parent: Mapped[str | None] = mapped_column(ForeignKey("territory_place.code"), index=True)
    name: Mapped[str]
    name_qu: Mapped[str] = mapped_column(default="")
    folded: Mapped[str]
    sorted_as: Mapped[str]
    origin: Mapped[Origin] = mapped_column(enum_by_value(Origin))
    active: Mapped[bool] = mapped_column(default=True)

    @property
    def local(self) -> str:
        """The code as the country itself writes it."""
        return local_code(self.code)

    def called(self, language: str) -> str:
        """The name in this language: in Quechua where there is one, else in Spanish."""
        return (self.name_qu if language == "qu" else "") or self.name


class PlaceImport(Base):
    """A file of places that somebody gave for a country, looked at and perhaps taken over.

    `sheet` is the file as text, `before` what it replaced, so that it can be undone. `levels` are
    those that the file speaks for: what is missing there retires, unless `keep_missing`.
    """

    __tablename__ = "territory_import"
    __table_args__ = (CheckConstraint(f"country IN ({_KNOWN})", name="country_known"),)

    id: Mapped[Id]
    country: Mapped[str] = mapped_column(index=True)
    sheet: Mapped[str]
    levels: Mapped[list[str]]
    keep_missing: Mapped[bool]
    given_by: Mapped[str]
    given_at: Mapped[datetime] = mapped_column(default=now)
    before: Mapped[str] = mapped_column(default="")
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    retired: Mapped[int] = mapped_column(default=0)
    taken_over_at: Mapped[datetime | None]
