"""Studies by their code, for who may read them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from basin.models import Member, Study
from basin.policy import TABLE, Action
from kernel.errors import NotFound
from kernel.policy import Actor, allowed


def study_for(session: Session, actor: Actor, code: str, *, for_change: bool = False) -> Study:
    """The study of this code for who may read it; NotFound for everybody else."""
    return _study(session, actor, Action.READ, code, for_change=for_change)


def public_study(session: Session, actor: Actor, code: str) -> Study:
    """The same for everybody once it is published; NotFound for who may not read it."""
    return _study(session, actor, Action.READ_PUBLIC, code)


def member_called(study: Study, number: int) -> Member:
    """The member of this study with this id; NotFound for any other."""
    found = next((one for one in study.members if one.id == number), None)
    if found is None:
        raise NotFound("not-found")
    return found


def _study(
    session: Session, actor: Actor, action: Action, code: str, *, for_change: bool = False
) -> Study:
    query = select(Study).where(Study.code == code.strip().upper())
    found = session.scalar(query.with_for_update(of=Study) if for_change else query)
    if found is None or not allowed(TABLE, actor, action, found):
        raise NotFound("not-found")
    return found
