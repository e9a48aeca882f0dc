"""Accounts of people from outside, who sit at a table of ours and work in no office.

Such an account has no role: it opens only what a feature opens to the person themselves.
"""

from datetime import timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from accounts import events
from accounts.models import Person, plain_email
from accounts.operations.invitations import GUEST, mail_code
from accounts.operations.keys import chain
from accounts.policy import TABLE, Action, Seat
from accounts.queries import person_by_email, person_with_grants
from kernel import attempts
from kernel.audit import record
from kernel.errors import RuleBroken
from kernel.jobs import Jobs
from kernel.policy import Actor, require
from kernel.text import canonical
from kernel.vault import Vault

WELCOMED = "accounts:guest"
MOST_AN_HOUR = 20
HOUR = timedelta(hours=1)


def welcome(
    session: Session,
    vault: Vault,
    jobs: Jobs,
    actor: Actor,
    office_id: int,
    name: str,
    email: str,
) -> int:
    """The id of the account of this address: the one that there is, or one made just now.

    Whoever asks must not tell which: nobody learns here who has an account. Somebody new gets a
    mail with the code for their first password. RuleBroken after twenty in an hour.
    """
    require(TABLE, actor, Action.GUEST_WELCOME, Seat(office_id))
    _bound(session, actor)
    known = person_by_email(session, email) or _made(session, email, canonical(name))
    _, grants = person_with_grants(session, known.id)
    if known.active and not grants:
        if known.password is None:
            mail_code(session, vault, jobs, known, GUEST)
        record(session, events.GUEST_WELCOMED, actor, chain(known), office=office_id)
    return known.id


def _made(session: Session, email: str, name: str) -> Person:
    person = Person(name=name, email=plain_email(email))
    try:
        with session.begin_nested():  # at its end the person has an id
            session.add(person)
    except IntegrityError:  # somebody added the same address just now
        found = person_by_email(session, email)
        if found is None:
            raise
        return found
    return person


def _bound(session: Session, actor: Actor) -> None:
    who = actor.name
    if attempts.lately(session, WELCOMED, (who,), HOUR) >= MOST_AN_HOUR:
        raise RuleBroken("guests-too-many")
    if not actor.system:
        attempts.note(session, WELCOMED, who)
