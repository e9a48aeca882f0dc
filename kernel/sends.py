"""One send, one effect: a phone that sends twice gets the first answer again.

Every form carries a random key made with the page. The hash of the key goes in with the change;
the same key with the same body gets the first answer, with another body it is told so.
"""

import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from kernel.clock import now
from kernel.database import Base, hold
from kernel.errors import RuleBroken


class Send(Base):
    """A form with this key has had its effect, and this was the answer."""

    __tablename__ = "kernel_send"

    key_hash: Mapped[str] = mapped_column(primary_key=True)
    body_digest: Mapped[str]
    answer: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)


class SameKeyOtherBody(RuleBroken):
    """This key was spent on another text: show the text again with a fresh key and ask."""


def new_key() -> str:
    """A fresh sending key for a form, 128 random bits."""
    return secrets.token_urlsafe(16)


def earlier_answer(session: Session, key: str, body: Mapping[str, str]) -> str | None:
    """The answer this key got before, None when it is new, SameKeyOtherBody when bodies differ."""
    spent = session.get(Send, hash_of(key))
    if spent is None:
        return None
    if spent.body_digest != digest_of(key, body):
        raise SameKeyOtherBody("sent-before")
    return spent.answer


def answer_to(session: Session, key: str) -> str | None:
    """The answer this key got, whatever was sent with it; None when it was not spent yet."""
    spent = session.get(Send, hash_of(key))
    return None if spent is None else spent.answer


def once(session: Session, key: str, body: Mapping[str, str], effect: Callable[[], str]) -> str:
    """What this key is answered: as at its first arrival, else `effect` happens and answers.

    Call it in the write transaction of the change. A twin that arrives at the same moment waits
    here until the first has committed, and then gets its answer.
    """
    hold(session, f"send:{hash_of(key)}")
    answer = earlier_answer(session, key, body)
    if answer is None:
        answer = effect()
        remember(session, key, body, answer)
    return answer


def remember(session: Session, key: str, body: Mapping[str, str], answer: str) -> None:
    """Note in the transaction of the change what this key was answered."""
    session.flush()  # a rule that the change itself breaks is not a twin
    session.add(Send(key_hash=hash_of(key), body_digest=digest_of(key, body), answer=answer))
    try:
        session.flush()  # a twin that came first shows itself here, not at commit
    except IntegrityError as twin:
        raise Overtaken from twin


class Overtaken(Exception):  # noqa: N818 - a fact about a race
    """Another arrival of the same key committed first: roll back and answer as it was answered."""


def hash_of(key: str) -> str:
    """How a sending key is stored."""
    return sha256(key.encode()).hexdigest()


def digest_of(key: str, body: Mapping[str, str]) -> str:
    """A digest of what was sent, whatever the order of its fields.

    Keyed by the sending key, which the server does not keep: nobody can test a guessed text.
    """
    canonical = json.dumps(dict(body), sort_keys=True).encode()
    return hmac.new(key.encode(), canonical, sha256).hexdigest()
