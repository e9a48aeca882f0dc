"""Answers that were not sent yet. Only the cookie of the person who wrote them opens them."""

import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete
from sqlalchemy.orm import Session

from accounts.models import Office
from grievances.answers import Answers
from grievances.models import Draft
from kernel.clock import now
from kernel.vault import Sealed, Unsealable, decrypt, derive, encrypt

LIFE = timedelta(hours=24)


def new_token() -> str:
    """A fresh secret for the draft cookie, 256 random bits; the server keeps only its hash."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """How the server knows a draft."""
    return sha256(token.encode()).hexdigest()


def keep(session: Session, token: str, office: Office, answers: Answers) -> None:
    """Keep the answers so far."""
    sealed = Sealed(encrypt(_key(token), answers.to_json().encode(), _place(office.id)))
    draft = session.get(Draft, token_hash(token))
    if draft is None:
        session.add(Draft(token_hash=token_hash(token), office_id=office.id, answers=sealed))
        return
    draft.answers = sealed
    draft.office_id = office.id
    draft.changed_at = now()


def opened(session: Session, token: str, office: Office) -> Answers | None:
    """The answers kept under this token for this office, None when there are none (any more)."""
    draft = session.get(Draft, token_hash(token))
    if draft is None or draft.office_id != office.id or draft.changed_at < now() - LIFE:
        return None
    try:
        plain = decrypt(_key(token), draft.answers.ciphertext, _place(office.id))
    except Unsealable:
        return None
    return Answers.from_json(plain.decode())


def office_of(session: Session, token: str) -> int | None:
    """The office that the draft under this token is for, None when there is none (any more)."""
    draft = session.get(Draft, token_hash(token))
    if draft is None or draft.changed_at < now() - LIFE:
        return None
    return draft.office_id


def discard(session: Session, token: str) -> None:
    """Forget a draft at once."""
    session.execute(delete(Draft).where(Draft.token_hash == token_hash(token)))


def discard_old(session: Session) -> int:
    """Forget every draft that was left for a day; how many there were."""
    gone = session.execute(
        delete(Draft).where(Draft.changed_at < now() - LIFE).returning(Draft.token_hash)
    )
    return len(gone.all())


def _key(token: str) -> bytes:
    return derive(token.encode(), "draft")


def _place(office_id: int) -> bytes:
    return f"grievances_draft.answers:{office_id}".encode()
