"""Codes that go by mail: to somebody new, and to somebody who forgot their password.

No code stands in an address that a server could log: the mail holds the code, its link only leads
to the page on which it is typed.
"""

import hmac
import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from accounts import events
from accounts.models import Membership, Person, ResetCode, plain_email
from accounts.operations.keys import CODE_LENGTH, CODE_LETTERS, CODE_LIVES, chain, code_hash
from accounts.policy import TABLE, Action
from accounts.queries.people import person_named, seat_of, was_welcomed
from kernel import attempts
from kernel.audit import record
from kernel.clock import now
from kernel.errors import RuleBroken
from kernel.jobs import Jobs
from kernel.notices import notify
from kernel.policy import SYSTEM, Actor, require
from kernel.vault import Vault

INVITATION = "accounts.invitation"
GUEST = "accounts.guest"
RESET = "accounts.reset"
MAIL_RESET = "accounts.mail-reset"
ASKED = "accounts:reset"
MOST_AN_HOUR = 3
HOUR = timedelta(hours=1)


def invite(
    session: Session, vault: Vault, jobs: Jobs, actor: Actor, office_id: int | None, person_id: int
) -> None:
    """Mail somebody of the office a code with which they set a password, within a day."""
    require(TABLE, actor, Action.PERSON_RESET, seat_of(session, office_id, person_id))
    person = person_named(session, person_id)
    if not person.active:
        raise RuleBroken("account-closed")
    kind = INVITATION if person.password is None else RESET
    mail_code(session, vault, jobs, person, kind)
    record(session, events.PERSON_INVITED, actor, chain(person))


def ask_for_reset(session: Session, vault: Vault, jobs: Jobs, email: str) -> None:
    """Somebody forgot a password. What is done here is the same whether the address is known.

    The worker finds out whose it is; nothing in its order tells the address.
    """
    account = _name(vault, email)
    if attempts.lately(session, ASKED, (account,), HOUR) < MOST_AN_HOUR:
        attempts.note(session, ASKED, account)
        jobs.enqueue(session, MAIL_RESET, account)


def mail_reset(session: Session, vault: Vault, jobs: Jobs, account: str) -> None:
    """Mail a code to whoever signs in under this name of an address, if anybody does."""
    working = Person.id.in_(select(Membership.person_id))
    may_ask = select(Person).where(Person.active, or_(working, was_welcomed()))
    for person in session.scalars(may_ask):
        if hmac.compare_digest(_name(vault, person.email), account):
            mail_code(session, vault, jobs, person, RESET)
            record(session, events.RESET_ASKED, SYSTEM, chain(person))


def mailed_code(vault: Vault, salt: str) -> str:
    """The code that goes by mail, as it is written there."""
    made = hmac.new(vault.derived("mailed codes"), salt.encode(), sha256).digest()
    number = int.from_bytes(made)
    signs = []
    for _ in range(CODE_LENGTH):
        number, sign = divmod(number, len(CODE_LETTERS))
        signs.append(CODE_LETTERS[sign])
    return "".join(signs)


def in_fours(code: str) -> str:
    """A code as it is shown to people."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def mail_code(session: Session, vault: Vault, jobs: Jobs, person: Person, kind: str) -> None:
    """Mail somebody a code for a password, worded as `kind`; whoever calls asked the policy."""
    session.execute(delete(ResetCode).where(ResetCode.expires_at < now()))
    salt = secrets.token_hex(16)
    code = ResetCode(
        person_id=person.id,
        code_hash=code_hash(mailed_code(vault, salt)),
        salt=salt,
        expires_at=now() + CODE_LIVES,
    )
    session.add(code)
    session.flush()  # the notice refers to code.id
    notify(session, jobs, kind, f"person:{person.id}", code=code.id)


def _name(vault: Vault, email: str) -> str:
    key = vault.derived("reset requests")
    return hmac.new(key, plain_email(email).encode(), sha256).hexdigest()
