"""Offices, people, and what each person is in which office."""

import secrets
from datetime import datetime
from typing import Annotated

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.roles import WHOLE_INSTALLATION, OfficeKind, Role
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from territory.places import COUNTRIES


def plain_email(words: str) -> str:
    """An address as it is kept and compared: without spaces around it, letter case levelled."""
    return words.strip().casefold()


Kind = Annotated[OfficeKind, mapped_column(enum_by_value(OfficeKind))]
AnyRole = Annotated[Role, mapped_column(enum_by_value(Role))]


def _one_of(column: str, values: tuple[str, ...] | list[str]) -> str:
    quoted = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({quoted})"


class Office(Base):
    """A host organisation: an ombudsman's office, a programme, a university, an association.

    `languages` stand in the order in which the office offers them; `tracks` are the ways in that
    its law knows; `anonymous_tracks` those of them that it accepts from somebody without a name.
    """

    __tablename__ = "accounts_office"
    __table_args__ = (CheckConstraint(_one_of("country", COUNTRIES), name="country_known"),)

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
    fictional: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]

    @property
    def holder(self) -> str:
        """The name under which this office holds keys in the vault, and its chain in the trail."""
        return f"office:{self.id}"


class Person(Base):
    """Somebody who may sign in: staff of an office, or of the installation. Never a complainant.

    `email` is casefolded. `fs_uniquifier` is what a session names the person by; a new one makes
    every session of the person void.
    """

    __tablename__ = "accounts_person"

    id: Mapped[Id]
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(
        unique=True, default=lambda: secrets.token_urlsafe(24)
    )
    language: Mapped[str] = mapped_column(default="es")
    added_at: Mapped[datetime] = mapped_column(default=now)
    last_sign_in: Mapped[datetime | None]

    memberships: Mapped[list["Membership"]] = relationship(back_populates="person", lazy="raise")


class Membership(Base):
    """A person has one role in one office, or in the whole installation (office is null)."""

    __tablename__ = "accounts_membership"
    __table_args__ = (
        UniqueConstraint("person_id", "office_id", "role"),
        CheckConstraint(
            f"(office_id IS NULL) = ({_one_of('role', sorted(WHOLE_INSTALLATION))})",
            name="office_or_installation",
        ),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    office_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_office.id"), index=True)
    role: Mapped[AnyRole]
    since: Mapped[datetime] = mapped_column(default=now)

    person: Mapped[Person] = relationship(back_populates="memberships", lazy="raise")
    office: Mapped[Office | None] = relationship(lazy="raise")


# NULL equals nothing in a UNIQUE constraint: roles of the installation need an index of their own.
Index(
    "uq_accounts_membership_installation",
    Membership.person_id,
    Membership.role,
    unique=True,
    sqlite_where=Membership.office_id.is_(None),
    postgresql_where=Membership.office_id.is_(None),
)


class ResetCode(Base):
    """A code, shown once to the administrator who made it, that lets a person set a password."""

    __tablename__ = "accounts_reset_code"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignInFailure(Base):
    """How often in a row a sign-in with this address failed.

    The address is kept as an HMAC: unknown addresses are counted like known ones, and the table
    lists nobody.
    """

    __tablename__ = "accounts_sign_in_failure"

    account: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime]
