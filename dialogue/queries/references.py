"""What a process is to somebody who meets its public reference elsewhere: `process:P-7K2M9Q`."""

from sqlalchemy.orm import Session

from dialogue.policy import READERS, Action
from dialogue.queries.processes import process_for
from kernel.errors import NotFound
from kernel.policy import Actor
from kernel.references import Referred

PROCESS = "process"


def referred_process(session: Session, actor: Actor, reference: str) -> Referred | None:
    """The process as this actor may know of it; None as for one that does not exist."""
    try:
        found = process_for(session, actor, reference, Action.READ_PUBLIC)
    except NotFound:
        return None
    roles = frozenset(role for role in READERS if actor.holds(role, found.office_id))
    return Referred(found.title, f"/dialogue/{found.code}", roles)
