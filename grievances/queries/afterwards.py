"""What came after the filing: how the person found the office, and who was threatened."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from grievances.models import Case, Rating, Reprisal
from grievances.policy import TABLE, Action
from kernel.errors import NotFound
from kernel.policy import Actor, require


def rating_of(session: Session, case: Case) -> Rating | None:
    """What the person answered, if anything."""
    return session.get(Rating, case.id)


def rating_at_desk(session: Session, actor: Actor, case: Case) -> Rating | None:
    """The same for who supervises the office, and nobody else of it."""
    require(TABLE, actor, Action.READ_RATING, case)
    return rating_of(session, case)


def reprisals_of(session: Session, actor: Actor, case: Case) -> list[Reprisal]:
    """Every threat that was told, the last first."""
    require(TABLE, actor, Action.READ, case)
    found = select(Reprisal).where(Reprisal.case_id == case.id).order_by(Reprisal.id.desc())
    return list(session.scalars(found))


def reprisal_of(session: Session, case: Case, number: int, *, for_change: bool = False) -> Reprisal:
    """One threat of this case."""
    query = select(Reprisal).where(Reprisal.id == number, Reprisal.case_id == case.id)
    found = session.scalar(query.with_for_update() if for_change else query)
    if found is None:
        raise NotFound("not-found")
    return found
