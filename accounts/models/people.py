"""People, and what each person is in which office."""

import secrets
from datetime import datetime
from typing import Annotated

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models.offices import Office, one_of
from accounts.roles import WHOLE_INSTALLATION, Role
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value


def plain_email(words: str) -> str:
    """An address as it is kept and compared: without spaces around it, letter case levelled."""
    return words.strip().casefold()


AnyRole = Annotated[Role, mapped_column(enum_by_value(Role))]


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
            f"(office_id IS NULL) = ({one_of('role', sorted(WHOLE_INSTALLATION))})",
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
