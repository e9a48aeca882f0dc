"""Somebody shows who they are, or fails to."""

import secrets
from hashlib import sha256

from sqlalchemy import delete, insert, literal, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from accounts import events
from accounts.kinds import Outcome, Way
from accounts.models import KnownDevice, Person, SignIn, SignInFailure, plain_email
from accounts.operations.keys import chain, own
from accounts.operations.telling import tell_of_new_device
from accounts.queries import FAILURES_FORGOTTEN_AFTER, person_named
from accounts.queries.second_step import DEVICE_KNOWN_FOR, SIGN_INS_KEPT, device_of
from kernel.audit import record
from kernel.clock import now
from kernel.errors import RuleBroken
from kernel.jobs import Jobs
from kernel.policy import Actor


def check_unchanged(session: Session, person_id: int, kept: str) -> Person:
    """The person whose password was checked against the hash `kept`, outside of this transaction.

    RuleBroken when the account has changed since.
    """
    person = person_named(session, person_id)
    if not person.active or person.password != kept:
        raise RuleBroken("changed-meanwhile")
    return person


def come_in(
    session: Session, jobs: Jobs, person: Person, way: Way, device: str, *accounts: str
) -> str:
    """Somebody has shown all that they must: write down when and how, forget failed tries.

    `device` is the token of the browser, `accounts` the words under which tries were counted. Gives
    the token by which the browser is known from now on.
    """
    known = device_of(session, person.email, device)
    if known is None:
        if person.last_sign_in is not None:
            tell_of_new_device(session, jobs, person)
        device = secrets.token_urlsafe(32)
        session.add(KnownDevice(person_id=person.id, token_hash=_hash(device)))
    else:
        known.seen_at = now()
    person.last_sign_in = now()
    session.execute(delete(SignInFailure).where(SignInFailure.account.in_(accounts)))
    session.add(
        SignIn(
            person_id=person.id, way=way, outcome=Outcome.ENTERED, known_device=known is not None
        )
    )
    record(session, events.SIGNED_IN, Actor(person.id), chain(person), way=way.value)
    return device


def note_refusal(session: Session, email: str, way: Way, known_device: bool) -> None:
    """Let the owner of an account read that it was tried.

    One statement for every address, whether somebody signs in with it or not.
    """
    tried = select(
        Person.id, literal(now(), SignIn.at.type), literal(way, SignIn.way.type),
        literal(Outcome.REFUSED, SignIn.outcome.type), literal(known_device),
    ).where(Person.email == plain_email(email))  # fmt: skip
    columns = ["person_id", "at", "way", "outcome", "known_device"]
    session.execute(insert(SignIn).from_select(columns, tried, include_defaults=False))


def forget_devices(session: Session, actor: Actor) -> None:
    """From every browser the next sign-in counts as from a new one."""
    person = own(session, actor)
    session.execute(delete(KnownDevice).where(KnownDevice.person_id == person.id))


def forget_old_sign_ins(session: Session) -> None:
    """Keep no list of when people worked, nor browsers that nobody uses any more."""
    session.execute(delete(SignIn).where(SignIn.at <= now() - SIGN_INS_KEPT))
    session.execute(delete(KnownDevice).where(KnownDevice.seen_at <= now() - DEVICE_KNOWN_FOR))


def note_failure(session: Session, account: str) -> None:
    """Count one more failed try of an account; yesterday's are forgotten."""
    session.execute(
        delete(SignInFailure).where(SignInFailure.last_at < now() - FAILURES_FORGOTTEN_AFTER)
    )
    one_more = (
        update(SignInFailure)
        .where(SignInFailure.account == account)
        .values(failures=SignInFailure.failures + 1, last_at=now())
        .returning(SignInFailure.account)
    )
    if session.scalar(one_more) is None:
        try:
            with session.begin_nested():
                session.add(SignInFailure(account=account, failures=1, last_at=now()))
        except IntegrityError:  # another first failure came at the same moment
            session.execute(one_more)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
