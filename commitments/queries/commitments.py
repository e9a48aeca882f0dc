"""Commitments by their code, and those of a meeting, a programme, a process."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Office
from commitments.lifecycle import AT_REST
from commitments.models import Commitment
from commitments.policy import READERS, TABLE, Action
from kernel.clock import now
from kernel.errors import NotFound
from kernel.policy import Actor, allowed


def commitment_for(
    session: Session, actor: Actor, code: str, *, for_change: bool = False
) -> Commitment:
    """The commitment of this code for who may read it; NotFound for everybody else."""
    query = select(Commitment).where(Commitment.code == code.strip().upper())
    found = session.scalar(query.with_for_update(of=Commitment) if for_change else query)
    if found is None or not allowed(TABLE, actor, Action.READ, found):
        raise NotFound("not-found")
    return found


def made_in(session: Session, actor: Actor, reference: str) -> Sequence[Commitment]:
    """What was promised in a meeting or agreement, as far as the actor may read it."""
    query = select(Commitment).where(Commitment.made_in == reference)
    if not actor.system:
        query = query.where(Commitment.office_id.in_(actor.offices(*READERS)))
    return session.scalars(query.order_by(Commitment.id)).all()


def written_in(session: Session, reference: str) -> Sequence[Commitment]:
    """What was promised in a meeting or agreement, held as it stands until this change ends."""
    query = select(Commitment).where(Commitment.made_in == reference).order_by(Commitment.id)
    held = query.with_for_update(of=Commitment).execution_options(populate_existing=True)
    return session.scalars(held).all()


def today_in(office: Office) -> date:
    """The day that the clock of the office shows: overdue begins at its midnight."""
    return now().astimezone(ZoneInfo(office.time_zone)).date()


def is_overdue(commitment: Commitment, today: date) -> bool:
    """Whether its day has passed and nobody has proven it yet."""
    return (
        commitment.status not in AT_REST
        and commitment.due_on is not None
        and commitment.due_on < today
    )


def commitment_numbered(session: Session, number: int | None) -> Commitment | None:
    """The commitment with this id, for what refers to it in the same office."""
    return session.get(Commitment, number) if number else None


def replaced_by(session: Session, commitment: Commitment) -> Commitment | None:
    """The one into which the parties changed this one."""
    return session.scalar(select(Commitment).where(Commitment.replaces_id == commitment.id))


def waiting_for(session: Session, commitment: Commitment) -> Sequence[Commitment]:
    """Those that cannot begin before this one."""
    query = select(Commitment).where(Commitment.depends_on_id == commitment.id)
    return session.scalars(query.order_by(Commitment.id)).all()
