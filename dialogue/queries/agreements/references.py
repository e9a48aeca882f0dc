"""What an agreement is to somebody who meets its reference elsewhere: `agreement:A-7K2M9Q`."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.models import Agreement, Process
from dialogue.policy import READERS, TABLE, Action
from dialogue.queries.agreements.public import published_agreement
from kernel.errors import NotFound
from kernel.policy import Actor, allowed
from kernel.references import Referred

KIND = "agreement"


def referred_agreement(session: Session, actor: Actor, reference: str) -> Referred | None:
    """The agreement as this actor may know of it; None as for one that does not exist."""
    found = session.execute(
        select(Agreement, Process)
        .join(Process, Agreement.process_id == Process.id)
        .where(Agreement.code == reference.strip().upper())
    ).first()
    if found is None:
        return None
    agreement, process = found
    if not allowed(TABLE, actor, Action.READ, process):
        return _publicly(session, agreement.code)
    roles = frozenset(role for role in READERS if actor.holds(role, process.office_id))
    address = f"/dialogue/{process.code}/agreements/{agreement.code}"
    return Referred(agreement.title, address, roles)


def _publicly(session: Session, code: str) -> Referred | None:
    try:
        found = published_agreement(session, code)
    except NotFound:
        return None
    return Referred(found.copy.title.es, f"/agreements/{code}", frozenset())
