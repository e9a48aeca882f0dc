"""Offices: what a host organisation is and says of itself."""

from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from accounts.roles import OfficeKind
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from territory.places import COUNTRIES

Kind = Annotated[OfficeKind, mapped_column(enum_by_value(OfficeKind))]


def one_of(column: str, values: tuple[str, ...] | list[str]) -> str:
    quoted = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({quoted})"


class Office(Base):
    """A host organisation: an ombudsman's office, a programme, a university, an association.

    `languages` stand in the order in which the office offers them; `tracks` are the ways in that
    its law knows; `anonymous_tracks` those of them that it accepts from somebody without a name.
    `topics` are the subjects that it offers, in its order (none: all of them); `texts` what people
    read on its page, by language and then by part; `closures` the ISO days on which it is closed
    besides the public holidays.
    """

    __tablename__ = "accounts_office"
    __table_args__ = (CheckConstraint(one_of("country", COUNTRIES), name="country_known"),)

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[Kind]
    country: Mapped[str]
    region: Mapped[str | None]
    time_zone: Mapped[str]
    languages: Mapped[list[str]]
    tracks: Mapped[list[str]] = mapped_column(default=list)
    anonymous_tracks: Mapped[list[str]] = mapped_column(default=list)
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    emergency_phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    hours: Mapped[str] = mapped_column(default="")
    topics: Mapped[list[str]] = mapped_column(default=list)
    texts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    closures: Mapped[list[str]] = mapped_column(default=list)
    fictional: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]

    @property
    def holder(self) -> str:
        """The name under which this office holds keys in the vault, and its chain in the trail."""
        return f"office:{self.id}"

    @property
    def custodian_holder(self) -> str:
        """The name under which the custodian of this office holds the keys of identities."""
        return f"custodian:{self.id}"
