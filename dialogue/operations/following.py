"""Somebody follows a thread, or wants to hear nothing more."""

import hmac
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.models import Person
from dialogue.models import Following, Post, Process, Silence, Thread
from dialogue.policy import TABLE, Action
from dialogue.queries.following import following_of, is_silenced
from kernel.codes import same_secret
from kernel.errors import Forbidden, NotFound
from kernel.policy import Actor, require
from kernel.vault import Vault

STOP = "dialogue:stop"
"""What the key is derived for by which a link to stop is known to be ours."""


def follow_thread(session: Session, actor: Actor, process: Process, thread: Thread) -> Following:
    """Hear once a day what is new from now on; it needs an account with an address."""
    require(TABLE, actor, Action.READ, process)
    if actor.person_id is None:
        raise Forbidden("not-allowed")
    _end_silence(session, actor.person_id)
    if (there := following_of(session, actor, thread)) is not None:
        return there
    newest = session.scalar(select(func.max(Post.id)).where(Post.thread_id == thread.id))
    made = Following(
        office_id=process.office_id,
        thread_id=thread.id,
        person_id=actor.person_id,
        told_id=newest or 0,
    )
    session.add(made)
    return made


def unfollow_thread(session: Session, actor: Actor, _process: Process, thread: Thread) -> None:
    """Hear no more of it."""
    if (there := following_of(session, actor, thread)) is not None:
        session.delete(there)


def stop_token(vault: Vault, person_id: int) -> str:
    """What the link to stop carries besides a number, so that nobody stops others."""
    return hmac.new(vault.derived(STOP), str(person_id).encode(), sha256).hexdigest()[:32]


def following_by_link(session: Session, vault: Vault, person_id: int, token: str) -> bool:
    """Whether who is meant by this link still gets mails; NotFound for one that we never sent."""
    if not same_secret(token, stop_token(vault, person_id)):
        raise NotFound("not-found")
    return not is_silenced(session, person_id)


def stop_by_link(session: Session, vault: Vault, person_id: int, token: str) -> None:
    """No more daily mails about tables, as whoever holds the link of their mail wishes."""
    there = session.get(Person, person_id) is not None
    if following_by_link(session, vault, person_id, token) and there:
        session.add(Silence(person_id=person_id))


def _end_silence(session: Session, person_id: int) -> None:
    silence = session.scalar(select(Silence).where(Silence.person_id == person_id))
    if silence is not None:
        session.delete(silence)
