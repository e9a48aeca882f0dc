"""Bulletins: those of an office, and those that everybody may read."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, literal, or_, select
from sqlalchemy.orm import Session

from accounts.models import Office
from dialogue.kinds import BulletinState, Visibility
from dialogue.models import Bulletin, Process
from dialogue.policy import HOSTS
from kernel.errors import NotFound
from kernel.policy import Actor

MOST_SHOWN = 50


def process_of(session: Session, of: str) -> Process | None:
    """The process of which a bulletin tells; None for that of a programme."""
    kind, _, code = of.partition(":")
    if kind != "process":
        return None
    return session.scalar(select(Process).where(Process.code == code))


def bulletin_for(
    session: Session, actor: Actor, code: str, *, for_change: bool = False
) -> Bulletin:
    """The bulletin with this code for who writes bulletins in its office; else NotFound."""
    query = select(Bulletin).where(Bulletin.code == code.strip().upper())
    found = session.scalar(query.with_for_update() if for_change else query)
    if found is None or not (actor.system or found.office_id in actor.offices(*HOSTS)):
        raise NotFound("not-found")
    return found


def bulletins_of_office(session: Session, actor: Actor) -> Sequence[Bulletin]:
    """The newest ones of the offices in which the actor writes them."""
    query = select(Bulletin).where(Bulletin.office_id.in_(actor.offices(*HOSTS)))
    return session.scalars(query.order_by(Bulletin.id.desc()).limit(MOST_SHOWN)).all()


def bulletins_about(session: Session, process: Process, *, drafts: bool) -> Sequence[Bulletin]:
    """Those of a process, the newest first; drafts for who writes them alone."""
    query = select(Bulletin).where(Bulletin.of == process.subject)
    if not drafts:
        query = query.where(Bulletin.state == BulletinState.PUBLISHED)
    return session.scalars(query.order_by(Bulletin.id.desc()).limit(MOST_SHOWN)).all()


def published_bulletins(session: Session, after: int | None = None) -> Sequence[Bulletin]:
    """What everybody may read, the newest first; one more than a page shows."""
    query = select(Bulletin).where(*_public())
    if after is not None:
        query = query.where(Bulletin.id < after)
    return session.scalars(query.order_by(Bulletin.id.desc()).limit(MOST_SHOWN + 1)).all()


def published_bulletin(session: Session, code: str) -> Bulletin:
    """One of them; NotFound alike for a draft, one of a closed table, and none."""
    query = select(Bulletin).where(Bulletin.code == code.strip().upper(), *_public())
    found = session.scalar(query)
    if found is None:
        raise NotFound("not-found")
    return found


def _public() -> tuple[ColumnElement[bool], ...]:
    """It is published, and the table of which it tells, if any, is still public."""
    tables = select(literal("process:") + Process.code).where(
        Process.visibility == Visibility.PUBLIC
    )
    return (
        Bulletin.state == BulletinState.PUBLISHED,
        or_(~Bulletin.of.startswith("process:"), Bulletin.of.in_(tables)),
    )


def office_of(session: Session, bulletin: Bulletin) -> Office:
    """The office that publishes it."""
    return session.get_one(Office, bulletin.office_id)


def office_hosted(session: Session, actor: Actor) -> Office:
    """The first of the offices in which the actor writes bulletins."""
    query = select(Office).where(Office.id.in_(actor.offices(*HOSTS))).order_by(Office.id)
    found = session.scalars(query.limit(1)).first()
    if found is None:
        raise NotFound("not-found")
    return found
