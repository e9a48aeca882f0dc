"""What people show besides their password, and how they came in."""

from datetime import datetime
from typing import Annotated

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from accounts.kinds import Outcome, Way
from kernel.clock import now
from kernel.database import Base, Id, enum_by_value
from kernel.vault import Sealed, SealedType

AnyWay = Annotated[Way, mapped_column(enum_by_value(Way))]
AnyOutcome = Annotated[Outcome, mapped_column(enum_by_value(Outcome))]


class CodeApp(Base):
    """A person's app on the phone makes codes from this secret (TOTP, RFC 6238).

    Until `confirmed_at` it is only being set up. `last_step` is the time step of the last code
    that was accepted: neither it nor an older one is ever accepted again.
    """

    __tablename__ = "accounts_code_app"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    data_key_id: Mapped[int] = mapped_column(ForeignKey("kernel_data_key.id"))
    secret: Mapped[Sealed] = mapped_column(SealedType)
    last_step: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code on paper that opens once, for whoever has lost phone and key. Kept as a hash."""

    __tablename__ = "accounts_recovery_code"
    __table_args__ = (UniqueConstraint("person_id", "code_hash"),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    code_hash: Mapped[str]
    used_at: Mapped[datetime | None]


class Passkey(Base):
    """A device of a person that proves itself and its user (WebAuthn). No secret lies here."""

    __tablename__ = "accounts_passkey"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)
    used_at: Mapped[datetime | None]


class SpentChallenge(Base):
    """A question to a passkey that was answered: no second answer to it is taken."""

    __tablename__ = "accounts_spent_challenge"

    challenge_hash: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)


class KnownDevice(Base):
    """A browser in which a person has signed in to the end. Says nothing of the device itself."""

    __tablename__ = "accounts_known_device"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    since: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)


class SignIn(Base):
    """Somebody came in with an account, or was turned away: when and how, never from where."""

    __tablename__ = "accounts_sign_in"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    way: Mapped[AnyWay]
    outcome: Mapped[AnyOutcome]
    known_device: Mapped[bool]


Index("ix_accounts_sign_in_of_person", SignIn.person_id, SignIn.at)
