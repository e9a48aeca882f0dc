"""What opens an account: codes that were handed over, and sessions."""

import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import update
from sqlalchemy.orm import Session

from accounts.models import Person, ResetCode
from accounts.policy import TABLE, Action
from accounts.queries.people import person_named
from kernel.clock import now
from kernel.policy import Actor, require

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that looks like another
CODE_LENGTH = 20
CODE_LIVES = timedelta(days=1)


def void_codes(session: Session, person_id: int) -> None:
    """Let no code that was handed over open anything any more."""
    session.execute(
        update(ResetCode)
        .where(ResetCode.person_id == person_id, ResetCode.used_at.is_(None))
        .values(used_at=now())
    )


def end_sessions(person: Person) -> None:
    """Every session names its person by this word; under a new one none of them is theirs."""
    person.fs_uniquifier = secrets.token_urlsafe(24)


def chain(person: Person) -> str:
    """The name of a person's chain in the trail."""
    return f"person:{person.id}"


def code_hash(code: str) -> str:
    """A code as it is kept, however it was typed: spaces, dashes and case do not count."""
    plain = "".join(sign for sign in code.upper() if sign in CODE_LETTERS)
    return sha256(plain.encode()).hexdigest()


def own(session: Session, actor: Actor) -> Person:
    """The person who asks, in their own matters."""
    require(TABLE, actor, Action.ACCOUNT_OWN, None)
    assert actor.person_id is not None  # noqa: S101 - the policy has just said so
    return person_named(session, actor.person_id)
