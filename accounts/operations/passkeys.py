"""Passkeys: a device proves itself and that its user unlocked it (WebAuthn level 2)."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from webauthn import (
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException

from accounts.kinds import Factor
from accounts.models import Passkey, Person, SpentChallenge
from accounts.operations.keys import own
from accounts.operations.second_step import first_recovery_codes, note_added, note_removed
from accounts.queries import person_named
from accounts.queries.second_step import passkey_with, second_step_of
from kernel.clock import now
from kernel.errors import BadInput, NotFound, RuleBroken
from kernel.jobs import Jobs
from kernel.policy import Actor
from kernel.text import canonical

CHALLENGE_LIVES = timedelta(minutes=10)
MOST_PASSKEYS = 10


@dataclass(frozen=True)
class Site:
    """What a passkey is bound to: the name of our host, and our address without a path."""

    host: str
    origin: str


def add_passkey(
    session: Session, jobs: Jobs, actor: Actor, site: Site, challenge: bytes, answer: str, name: str
) -> list[str]:
    """Let a device of the actor be a second step; other sessions end.

    Gives recovery codes when there are none yet. BadInput when the answer does not fit.
    """
    person = own(session, actor)
    if second_step_of(session, person.id).passkeys >= MOST_PASSKEYS:
        raise RuleBroken("too-many-passkeys")
    _spend(session, challenge)
    try:
        made = verify_registration_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=site.host,
            expected_origin=site.origin, require_user_verification=True,
        )  # fmt: skip
    except WebAuthnException:
        raise BadInput("passkey-refused") from None
    row = Passkey(
        person_id=person.id, credential_id=made.credential_id, sign_count=made.sign_count,
        public_key=made.credential_public_key, name=canonical(name),
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        raise BadInput("passkey-refused") from None  # it is somebody's already
    note_added(session, jobs, actor, person, Factor.PASSKEY)
    return first_recovery_codes(session, actor, person)


def answer_with_passkey(
    session: Session, site: Site, challenge: bytes, answer: str, person_id: int | None = None
) -> Person:
    """Who proves with a passkey who they are; `person_id`: only that person may.

    BadInput when the proof does not fit, whatever the reason.
    """
    _spend(session, challenge)
    try:
        shown = parse_authentication_credential_json(answer)
        key = passkey_with(session, shown.raw_id)
        if key is None or person_id not in {None, key.person_id}:
            raise BadInput("passkey-refused")
        proven = verify_authentication_response(
            credential=shown, expected_challenge=challenge, expected_rp_id=site.host,
            expected_origin=site.origin, credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count, require_user_verification=True,
        )  # fmt: skip
    except WebAuthnException:
        raise BadInput("passkey-refused") from None
    person = person_named(session, key.person_id)
    if not person.active:
        raise BadInput("passkey-refused")
    key.sign_count, key.used_at = proven.new_sign_count, now()
    return person


def remove_passkey(
    session: Session, jobs: Jobs, actor: Actor, passkey_id: int, needed: bool
) -> Person:
    """Let a device be a second step no more; RuleBroken when it is the last and one is needed."""
    person = own(session, actor)
    key = session.get(Passkey, passkey_id)
    if key is None or key.person_id != person.id:
        raise NotFound("not-found")
    have = second_step_of(session, person.id)
    if needed and not have.app and have.passkeys == 1:
        raise RuleBroken("second-step-needed")
    session.delete(key)
    note_removed(session, jobs, actor, person, Factor.PASSKEY)
    return person


def _spend(session: Session, challenge: bytes) -> None:
    """Every question takes one answer, also when two come at once."""
    session.execute(delete(SpentChallenge).where(SpentChallenge.at < now() - CHALLENGE_LIVES))
    try:
        with session.begin_nested():
            session.add(SpentChallenge(challenge_hash=sha256(challenge).hexdigest()))
    except IntegrityError:
        raise BadInput("passkey-refused") from None
