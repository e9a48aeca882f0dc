"""What lets somebody in, or makes them wait."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kernel.database import Base, Id


class ResetCode(Base):
    """A code, shown once to the administrator who made it, that lets a person set a password."""

    __tablename__ = "accounts_reset_code"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    salt: Mapped[str | None]
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
