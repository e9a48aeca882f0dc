"""Somebody shows who they are, or fails to."""

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from accounts import events
from accounts.models import Person, SignInFailure
from accounts.operations.keys import chain
from accounts.queries import FAILURES_FORGOTTEN_AFTER, person_named
from kernel.audit import record
from kernel.clock import now
from kernel.errors import RuleBroken
from kernel.policy import Actor


def sign_in(session: Session, person_id: int, kept: str, account: str) -> Person:
    """Somebody has shown who they are: forget their failed tries, write down when.

    `kept` is the hash that the password was checked against, outside of this transaction.
    """
    person = person_named(session, person_id)
    if not person.active or person.password != kept:
        raise RuleBroken("changed-meanwhile")
    person.last_sign_in = now()
    session.execute(delete(SignInFailure).where(SignInFailure.account == account))
    record(session, events.SIGNED_IN, Actor(person.id), chain(person))
    return person


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
