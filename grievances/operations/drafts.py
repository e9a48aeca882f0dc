"""Answers that were not sent yet. Only the cookie of the person who wrote them opens them."""

import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from accounts.models import Office
from grievances.answers import Answers
from grievances.models import Attachment, Draft
from kernel.clock import now
from kernel.files import remove
from kernel.vault import Sealed, Unsealable, Unspreadable, decrypt, derive, encrypt

LIFE = timedelta(hours=24)


class DraftKey(Unspreadable):
    """What the cookie of a draft seals: the keys of its files. The server has it in no row."""

    def __init__(self, token: str) -> None:
        self._key = derive(token.encode(), "draft files")

    def seal_bytes(self, plain: bytes, place: str) -> Sealed:
        """Seal `plain` for one place, written `table.column`."""
        return Sealed(encrypt(self._key, plain, f"draft:{place}".encode()))

    def open_bytes(self, sealed: Sealed, place: str) -> bytes:
        """What was sealed for `place`; Unsealable when it was not."""
        return decrypt(self._key, sealed.ciphertext, f"draft:{place}".encode())


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
    """Forget a draft at once, and its files."""
    _forget(session, token_hash(token))


def discard_old(session: Session) -> int:
    """Forget every draft that was left for a day; how many there were."""
    gone = session.scalars(select(Draft.token_hash).where(Draft.changed_at < now() - LIFE)).all()
    for draft_hash in gone:
        _forget(session, draft_hash)
    return len(gone)


def _forget(session: Session, draft_hash: str) -> None:
    rows = session.scalars(select(Attachment).where(Attachment.draft_hash == draft_hash)).all()
    files = [row.file for row in rows]
    for row in rows:
        session.delete(row)
    session.flush()  # before the files and the draft that they refer to
    for stored in files:
        remove(session, stored)
    session.execute(delete(Draft).where(Draft.token_hash == draft_hash))


def _key(token: str) -> bytes:
    return derive(token.encode(), "draft")


def _place(office_id: int) -> bytes:
    return f"grievances_draft.answers:{office_id}".encode()
