"""One process, for whoever may read it."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, lazyload

from dialogue.models import Process
from dialogue.policy import TABLE, Action
from kernel.errors import NotFound
from kernel.policy import STRANGER, Actor, allowed
from kernel.vault import DataKey, Vault
from meetings.models import Meeting

KIND = "process"

CODED = select(Process).where(Process.code == bindparam("code"))
WITHOUT_PARTIES = (lazyload(Process.seats), lazyload(Process.groups))
"""Options of a query: groups and seats are read when something asks for them."""
ALONE = CODED.options(*WITHOUT_PARTIES)


def process_for(
    session: Session,
    actor: Actor,
    code: str,
    action: Action = Action.READ,
    *,
    for_change: bool = False,
    alone: bool = False,
) -> Process:
    """The process with this code for somebody who may do `action` there; else NotFound.

    `alone` leaves its groups and seats to be read when something asks for them, and so it is for
    who is nobody in particular, of whom no seat is looked for.
    """
    query = ALONE if alone or actor == STRANGER else CODED
    if for_change:
        query = query.with_for_update(of=Process)
    found = session.scalar(query, {"code": code.upper()})
    if found is None or not allowed(TABLE, actor, action, found):
        raise NotFound("not-found")
    return found


def process_of(session: Session, actor: Actor, meeting: Meeting, action: Action) -> Process | None:
    """The process that a meeting of its own office is part of, for who may do `action` there."""
    kind, _, code = meeting.belongs_to.partition(":")
    found = session.scalar(CODED, {"code": code}) if kind == KIND else None
    if found is None or found.office_id != meeting.office_id:
        return None
    return found if allowed(TABLE, actor, action, found) else None


def key_of(session: Session, vault: Vault, process: Process) -> DataKey:
    """The key under which the files and papers of a process are sealed."""
    return vault.data_key(session, process.data_key_id, process.office.holder)
