"""A second step besides the password: an app that makes codes, and codes on paper."""

import secrets
from hashlib import sha256
from hmac import compare_digest

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from accounts import events
from accounts.kinds import Factor, Way
from accounts.models import CodeApp, Passkey, Person, RecoveryCode
from accounts.operations.keys import CODE_LETTERS, chain, end_sessions, own
from accounts.operations.telling import tell_of_second_step
from accounts.policy import TABLE, Action
from accounts.queries import person_named, seat_of
from accounts.queries.second_step import INSTALLATION, has_secret, second_step_of, secret_of
from kernel.audit import record
from kernel.clock import now
from kernel.errors import BadInput, NotFound, RuleBroken
from kernel.jobs import Jobs
from kernel.policy import Actor, require
from kernel.vault import Vault, holders_known

DIGITS = 6
STEP_SECONDS = 30
DRIFT = 1
"""Steps that the clock of a phone may be late or early."""

SECRET_BYTES = 20
RECOVERY_CODES = 10
RECOVERY_LENGTH = 16
"""Letters of a recovery code: 79 bits, too many to be found from a hash."""


def begin_app(session: Session, vault: Vault, actor: Actor) -> None:
    """Make a secret for the actor's phone. It counts for nothing until a code confirms it."""
    person = own(session, actor)
    _forget_apps(session, vault, person.id, confirmed=False)
    _be_a_holder(session, vault)
    key = vault.new_data_key(session, [INSTALLATION])
    sealed = key.seal_bytes(secrets.token_bytes(SECRET_BYTES), "accounts_code_app.secret")
    session.add(CodeApp(person_id=person.id, data_key_id=key.id, secret=sealed))


def confirm_app(session: Session, vault: Vault, jobs: Jobs, actor: Actor, code: str) -> list[str]:
    """The phone has shown its first code: from now on it is asked for; other sessions end.

    Gives recovery codes when there are none yet. BadInput when the code does not fit.
    """
    person = own(session, actor)
    app = session.scalar(
        select(CodeApp).where(
            CodeApp.person_id == person.id, CodeApp.confirmed_at.is_(None), has_secret()
        )
    )
    if app is None:
        raise NotFound("not-found")
    if not _accept(session, vault, app, _plain(code)):
        raise BadInput("code-wrong")
    _forget_apps(session, vault, person.id, confirmed=True)
    app.confirmed_at = now()
    note_added(session, jobs, actor, person, Factor.APP)
    return first_recovery_codes(session, actor, person)


def pass_with_code(session: Session, vault: Vault, person_id: int, code: str) -> Way | None:
    """Whether this code, of the app or from paper, is good now; it never is again.

    Says which of the two it was. The check and the mark "used" are one statement, so that of
    twenty that come at once one is accepted, and a failed try makes no used code good again.
    """
    typed = _plain(code)
    app = session.scalar(
        select(CodeApp).where(
            CodeApp.person_id == person_id, CodeApp.confirmed_at.is_not(None), has_secret()
        )
    )
    if app is not None and _accept(session, vault, app, typed):
        return Way.CODE
    return Way.RECOVERY_CODE if _use_recovery_code(session, person_id, typed) else None


def make_recovery_codes(session: Session, jobs: Jobs, actor: Actor) -> list[str]:
    """A new set of codes for paper, shown this once; the old ones are void."""
    person = own(session, actor)
    if not second_step_of(session, person.id).is_set:
        raise RuleBroken("second-step-first")
    tell_of_second_step(session, jobs, person)
    return _new_recovery_codes(session, actor, person)


def first_recovery_codes(session: Session, actor: Actor, person: Person) -> list[str]:
    """A set of codes for whoever has none at all; nothing for whoever has some left."""
    if second_step_of(session, person.id).recovery_codes:
        return []
    return _new_recovery_codes(session, actor, person)


def remove_app(session: Session, vault: Vault, jobs: Jobs, actor: Actor, needed: bool) -> Person:
    """Ask for codes of the app no more; RuleBroken when it is the last step and one is needed."""
    person = own(session, actor)
    have = second_step_of(session, person.id)
    if not have.app:
        raise NotFound("not-found")
    if needed and not have.passkeys:
        raise RuleBroken("second-step-needed")
    _forget_apps(session, vault, person.id, confirmed=True)
    note_removed(session, jobs, actor, person, Factor.APP)
    return person


def reset_second_step(
    session: Session, vault: Vault, jobs: Jobs, actor: Actor, office_id: int | None, person_id: int
) -> None:
    """Take away the lost second step of somebody else; they set up a new one when they come in."""
    require(TABLE, actor, Action.PERSON_SECOND_STEP, seat_of(session, office_id, person_id))
    person = person_named(session, person_id)
    if not second_step_of(session, person_id).is_asked:
        raise RuleBroken("no-second-step")
    for confirmed in (True, False):
        _forget_apps(session, vault, person_id, confirmed=confirmed)
    session.execute(delete(Passkey).where(Passkey.person_id == person_id))
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    end_sessions(person)
    tell_of_second_step(session, jobs, person)
    record(session, events.SECOND_STEP_RESET, actor, chain(person))


def note_added(session: Session, jobs: Jobs, actor: Actor, person: Person, factor: Factor) -> None:
    """Somebody can show one thing more: their sessions end, they are told."""
    end_sessions(person)
    tell_of_second_step(session, jobs, person)
    record(session, events.SECOND_STEP_ADDED, actor, chain(person), factor=factor.value)


def note_removed(
    session: Session, jobs: Jobs, actor: Actor, person: Person, factor: Factor
) -> None:
    """Somebody can show one thing less; after the last one, codes on paper open nothing either."""
    session.flush()  # what is left is counted in the database
    if not second_step_of(session, person.id).is_set:
        session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    end_sessions(person)
    tell_of_second_step(session, jobs, person)
    record(session, events.SECOND_STEP_REMOVED, actor, chain(person), factor=factor.value)


def _accept(session: Session, vault: Vault, app: CodeApp, typed: str) -> bool:
    step = _step_of(secret_of(session, vault, app), typed)
    if step is None:
        return False
    marked = session.scalar(
        update(CodeApp)
        .where(CodeApp.id == app.id, CodeApp.last_step < step)
        .values(last_step=step)
        .returning(CodeApp.id)
    )
    return marked is not None


def _step_of(secret: bytes, typed: str) -> int | None:
    """The time step whose code this is, within the drift; every step is compared, always."""
    here = int(now().timestamp()) // STEP_SECONDS
    found = None
    for step in range(here - DRIFT, here + DRIFT + 1):
        if compare_digest(code_at(secret, step), typed.encode()):
            found = step
    return found


def code_at(secret: bytes, step: int) -> bytes:
    """The code that an app shows in a time step."""
    return HOTP(secret, DIGITS, SHA1()).generate(step)  # noqa: S303 - what the apps know


def _use_recovery_code(session: Session, person_id: int, typed: str) -> bool:
    used = session.scalar(
        update(RecoveryCode)
        .where(
            RecoveryCode.person_id == person_id,
            RecoveryCode.code_hash == _recovery_hash(person_id, typed),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now())
        .returning(RecoveryCode.id)
    )
    if used is None:
        return False
    left = second_step_of(session, person_id).recovery_codes
    record(session, events.RECOVERY_CODE_USED, Actor(person_id), f"person:{person_id}", left=left)
    return True


def _new_recovery_codes(session: Session, actor: Actor, person: Person) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    codes = [
        "".join(secrets.choice(CODE_LETTERS) for _ in range(RECOVERY_LENGTH))
        for _ in range(RECOVERY_CODES)
    ]
    session.add_all(
        RecoveryCode(person_id=person.id, code_hash=_recovery_hash(person.id, code))
        for code in codes
    )
    record(session, events.RECOVERY_CODES_MADE, actor, chain(person))
    return codes


def _recovery_hash(person_id: int, code: str) -> str:
    return sha256(f"{person_id}:{code}".encode()).hexdigest()


def _plain(typed: str) -> str:
    """A code however it was typed: spaces, dashes and letter case do not count."""
    return "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())


def _forget_apps(session: Session, vault: Vault, person_id: int, *, confirmed: bool) -> None:
    state = CodeApp.confirmed_at.is_not(None) if confirmed else CodeApp.confirmed_at.is_(None)
    gone = session.scalars(
        delete(CodeApp)
        .where(CodeApp.person_id == person_id, state)
        .returning(CodeApp.data_key_id)
        .execution_options(synchronize_session=False)
    ).all()
    for data_key_id in gone:
        vault.destroy(session, data_key_id)


def _be_a_holder(session: Session, vault: Vault) -> None:
    if holders_known(session, [INSTALLATION]):
        return
    try:
        with session.begin_nested():
            vault.add_holder(session, INSTALLATION)
    except IntegrityError:  # somebody else was the first at the same moment
        session.expire_all()
