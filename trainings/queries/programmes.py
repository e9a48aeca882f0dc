"""Programmes by their reference, and the list of them."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.policy import Actor, allowed
from kernel.text import fold
from trainings.models import Phase, Programme, Workshop
from trainings.policy import READERS, TABLE, Action

PROGRAMMES_A_PAGE = 25


@dataclass(frozen=True)
class Listed:
    """A programme in the list, with how many workshops it has."""

    programme: Programme
    workshops: int


@dataclass(frozen=True)
class Programmes:
    """A page of the list; `next_after` leads to the next one."""

    rows: list[Listed]
    next_after: int | None
    total: int


def programme_for(
    session: Session, actor: Actor, reference: str, *, for_change: bool = False
) -> Programme:
    """The programme of this reference for who may read it; NotFound for everybody else."""
    query = select(Programme).where(Programme.reference == reference.strip().upper())
    found = session.scalar(query.with_for_update(of=Programme) if for_change else query)
    if found is None or not allowed(TABLE, actor, Action.READ, found):
        raise NotFound("not-found")
    return found


def programmes_found(
    session: Session,
    actor: Actor,
    words: str = "",
    *,
    ended: bool = False,
    after: int | None = None,
) -> Programmes:
    """Those that go on, or those that are over, whose title contains `words`; the newest first."""
    found = _readable(actor, ended=ended)
    if wanted := fold(words.strip()):
        found = found.where(Programme.folded.contains(wanted, autoescape=True))
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    if after is not None:
        found = found.where(Programme.id < after)
    rows = session.scalars(found.order_by(Programme.id.desc()).limit(PROGRAMMES_A_PAGE + 1)).all()
    page = rows[:PROGRAMMES_A_PAGE]
    counts = _workshops_in(session, [one.id for one in page])
    more = len(rows) > PROGRAMMES_A_PAGE
    return Programmes(
        [Listed(one, counts.get(one.id, 0)) for one in page],
        page[-1].id if more else None,
        total,
    )


def how_many(session: Session, actor: Actor, *, ended: bool) -> int:
    """How many programmes go on, or are over, that the actor may read."""
    found = _readable(actor, ended=ended).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def _readable(actor: Actor, *, ended: bool) -> Select[Programme]:
    state = Programme.ended_at.is_not(None) if ended else Programme.ended_at.is_(None)
    query = select(Programme).where(state)
    if actor.system:
        return query
    return query.where(Programme.office_id.in_(actor.offices(*READERS)))


def _workshops_in(session: Session, ids: list[int]) -> dict[int, int]:
    rows = session.execute(
        select(Phase.programme_id, func.count(Workshop.id))
        .join(Workshop, Workshop.phase_id == Phase.id)
        .where(Phase.programme_id.in_(ids))
        .group_by(Phase.programme_id)
    )
    return dict(rows.all())
