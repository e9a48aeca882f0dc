"""One process, for whoever may read it."""

from sqlalchemy import select
from sqlalchemy.orm import Session, lazyload

from dialogue.models import Process
from dialogue.policy import TABLE, Action
from kernel.errors import NotFound
from kernel.policy import STRANGER, Actor, allowed
from kernel.vault import DataKey, Vault


def process_for(
    session: Session,
    actor: Actor,
    code: str,
    action: Action = Action.READ,
    *,
    for_change: bool = False,
) -> Process:
    """The process with this code for somebody who may do `action` there; else NotFound.

    Of who is nobody in particular no seat is looked for: seats are read when a page asks for them.
    """
    query = select(Process).where(Process.code == code.upper())
    if actor == STRANGER:
        query = query.options(lazyload(Process.seats))
    if for_change:
        query = query.with_for_update(of=Process)
    found = session.scalar(query)
    if found is None or not allowed(TABLE, actor, action, found):
        raise NotFound("not-found")
    return found


def key_of(session: Session, vault: Vault, process: Process) -> DataKey:
    """The key under which the files and papers of a process are sealed."""
    return vault.data_key(session, process.data_key_id, process.office.holder)
