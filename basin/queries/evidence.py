"""Evidence by its code, for who may read its study."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from basin.models import Evidence
from basin.policy import TABLE, Action
from kernel.errors import NotFound
from kernel.policy import Actor, allowed


def evidence_for(
    session: Session, actor: Actor, code: str, action: Action = Action.READ
) -> Evidence:
    """The evidence of this code for who may read its study; NotFound for everybody else."""
    found = session.scalar(select(Evidence).where(Evidence.code == code.strip().upper()))
    if found is None or not allowed(TABLE, actor, action, found.study):
        raise NotFound("not-found")
    return found
