"""Programmes by their reference."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.policy import Actor, allowed
from trainings.models import Programme
from trainings.policy import TABLE, Action


def programme_for(
    session: Session, actor: Actor, reference: str, *, for_change: bool = False
) -> Programme:
    """The programme of this reference for who may read it; NotFound for everybody else."""
    query = select(Programme).where(Programme.reference == reference.strip().upper())
    found = session.scalar(query.with_for_update(of=Programme) if for_change else query)
    if found is None or not allowed(TABLE, actor, Action.READ, found):
        raise NotFound("not-found")
    return found
