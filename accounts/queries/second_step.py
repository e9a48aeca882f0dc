"""What may be known about somebody's second step, their devices and their sign-ins."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from accounts.models import (
    CodeApp,
    KnownDevice,
    Passkey,
    Person,
    RecoveryCode,
    SignIn,
    plain_email,
)
from accounts.policy import TABLE, Action
from kernel.clock import now
from kernel.errors import NotFound
from kernel.policy import Actor, require
from kernel.vault import Vault, Wrap

INSTALLATION = "installation"
"""The holder of what belongs to no office: the secrets of second steps."""

SIGN_INS_KEPT = timedelta(days=90)
DEVICE_KNOWN_FOR = timedelta(days=90)
SIGN_INS_SHOWN = 100


@dataclass(frozen=True)
class SecondStep:
    """What somebody can show besides their password."""

    app: bool
    passkeys: int
    recovery_codes: int
    dead_app: bool = False
    """An app was confirmed whose secret is destroyed: a restore may bring its row back alone."""

    @property
    def is_set(self) -> bool:
        """Whether there is a second step at all. Recovery codes alone are none."""
        return self.app or self.passkeys > 0

    @property
    def is_asked(self) -> bool:
        """Whether the password alone does not do.

        The paper of somebody whose app is dead counts: a restore makes no way in easier. Without
        any paper left they come in as somebody who has yet to set a second step up.
        """
        return self.is_set or (self.dead_app and self.recovery_codes > 0)


def second_step_of(session: Session, person_id: int) -> SecondStep:
    """What this person can show besides their password."""
    confirmed = select(func.count(CodeApp.id)).where(
        CodeApp.person_id == person_id, CodeApp.confirmed_at.is_not(None)
    )
    app, dead = confirmed.where(has_secret()), confirmed.where(~has_secret())
    keys = select(func.count(Passkey.id)).where(Passkey.person_id == person_id)
    codes = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None)
    )
    row = session.execute(
        select(*(one.scalar_subquery() for one in (app, keys, codes, dead)))
    ).one()
    return SecondStep(bool(row[0]), row[1], row[2], dead_app=bool(row[3]))


def has_secret() -> ColumnElement[bool]:
    """The apps whose secret can be opened; one that was destroyed makes no codes any more."""
    return exists().where(Wrap.data_key_id == CodeApp.data_key_id, Wrap.holder == INSTALLATION)


def app_being_set_up(session: Session, vault: Vault, actor: Actor) -> bytes:
    """The secret that the actor's phone is to learn; NotFound when nothing is being set up."""
    require(TABLE, actor, Action.ACCOUNT_OWN, None)
    row = session.scalar(
        select(CodeApp).where(
            CodeApp.person_id == actor.person_id, CodeApp.confirmed_at.is_(None), has_secret()
        )
    )
    if row is None:
        raise NotFound("not-found")
    return secret_of(session, vault, row)


def secret_of(session: Session, vault: Vault, app: CodeApp) -> bytes:
    """The secret that an app and we share."""
    key = vault.data_key(session, app.data_key_id, INSTALLATION)
    return key.open_bytes(app.secret, "accounts_code_app.secret")


def passkeys_of(session: Session, person_id: int) -> list[Passkey]:
    """The passkeys of a person, the oldest first."""
    return list(
        session.scalars(select(Passkey).where(Passkey.person_id == person_id).order_by(Passkey.id))
    )


def passkey_with(session: Session, credential_id: bytes) -> Passkey | None:
    """The passkey that goes by this name among the devices of the world."""
    return session.scalar(select(Passkey).where(Passkey.credential_id == credential_id))


def device_of(session: Session, email: str, token: str) -> KnownDevice | None:
    """The device with this token, if the active person with this address uses it.

    Asked in the same way for people that nobody knows and for browsers without a token.
    """
    return session.scalar(
        select(KnownDevice)
        .join(Person, Person.id == KnownDevice.person_id)
        .where(
            KnownDevice.token_hash == sha256(token.encode()).hexdigest(),
            KnownDevice.seen_at > now() - DEVICE_KNOWN_FOR,
            Person.email == plain_email(email),
            Person.active,
        )
    )


def own_sign_ins(session: Session, actor: Actor) -> list[SignIn]:
    """When and how the actor's account was entered or tried, the newest first."""
    require(TABLE, actor, Action.ACCOUNT_OWN, None)
    return list(
        session.scalars(
            select(SignIn)
            .where(SignIn.person_id == actor.person_id, SignIn.at > now() - SIGN_INS_KEPT)
            .order_by(SignIn.at.desc(), SignIn.id.desc())
            .limit(SIGN_INS_SHOWN)
        )
    )
