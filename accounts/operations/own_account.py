"""What people do with their own account."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts import events
from accounts.models import Person, ResetCode
from accounts.operations.keys import chain, code_hash, end_sessions, own, void_codes
from accounts.queries import person_by_email
from kernel.audit import record
from kernel.clock import now
from kernel.errors import NotFound
from kernel.policy import Actor
from kernel.text import canonical


def use_reset_code(session: Session, email: str, code: str, password_hash: str) -> Person:
    """Set a password with a code; NotFound when code and address do not belong together."""
    person = person_by_email(session, email)
    row = session.scalar(select(ResetCode).where(ResetCode.code_hash == code_hash(code)))
    fits = person and row and row.person_id == person.id
    if not (person and row and fits) or not person.active or row.used_at or row.expires_at < now():
        raise NotFound("not-found")
    row.used_at = now()
    _set_password(session, Actor(person.id), person, password_hash)
    return person


def set_own_password(session: Session, actor: Actor, password_hash: str) -> Person:
    """Change the password of the one who asks; their other sessions end."""
    person = own(session, actor)
    _set_password(session, actor, person, password_hash)
    return person


def change_own_account(session: Session, actor: Actor, name: str, language: str) -> None:
    """Change how somebody is called and in which language they work."""
    person = own(session, actor)
    wanted = {"name": canonical(name), "language": language}
    changed = [field for field, value in wanted.items() if getattr(person, field) != value]
    for field in changed:
        setattr(person, field, wanted[field])
    if changed:
        record(session, events.PERSON_CHANGED, actor, chain(person), fields=",".join(changed))


def note_sessions_ended(session: Session, actor: Actor) -> None:
    """Write down that somebody ended their other sessions."""
    record(session, events.SESSIONS_ENDED, actor, chain(own(session, actor)))


def _set_password(session: Session, actor: Actor, person: Person, password_hash: str) -> None:
    person.password = password_hash
    end_sessions(person)
    void_codes(session, person.id)
    record(session, events.PASSWORD_SET, actor, chain(person))
