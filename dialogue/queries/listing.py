"""The list of processes: those of one's office, those where one sits, and the public ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session

from dialogue.kinds import ProcessView, SeatKind, Visibility
from dialogue.lifecycle.processes import ProcessState
from dialogue.models import Process, Seat
from dialogue.policy import HOSTS, PARTIES, READERS, TABLE, Action
from kernel.policy import Actor, allowed
from kernel.text import fold

PROCESSES_A_PAGE = 25


@dataclass(frozen=True)
class Processes:
    """A page of the list; `next_after` leads to the next one."""

    rows: Sequence[Process]
    next_after: int | None
    total: int


def views_for(actor: Actor) -> tuple[ProcessView, ...]:
    """What the list offers: strangers know of nothing but what is public."""
    known = actor.person_id or actor.receipt_of or actor.system
    return tuple(ProcessView) if known else (ProcessView.GOING_ON, ProcessView.CLOSED)


def processes_found(
    session: Session, actor: Actor, view: ProcessView, words: str = "", after: int | None = None
) -> Processes:
    """A page of one view, the newest first; every word stands in title, basin, place or code."""
    wanted = [*_in_view(session, actor, view)]
    wanted += [Process.folded.contains(word, autoescape=True) for word in fold(words).split()]
    total = _counted(session, wanted)
    if after is not None:
        wanted.append(Process.id < after)
    query = select(Process).where(*wanted).order_by(Process.id.desc()).limit(PROCESSES_A_PAGE + 1)
    rows = session.scalars(query).all()
    page = rows[:PROCESSES_A_PAGE]
    return Processes(page, page[-1].id if len(rows) > PROCESSES_A_PAGE else None, total)


def processes_at_work(session: Session, actor: Actor, office_id: int) -> Sequence[Process]:
    """The processes of an office that are not closed, for who looks after them, by title."""
    if office_id not in actor.offices(*HOSTS):
        return []
    query = select(Process).where(
        Process.office_id == office_id, Process.state != ProcessState.CLOSED
    )
    return session.scalars(query.order_by(Process.title, Process.id)).unique().all()


def tables_at_work(session: Session, actor: Actor) -> Sequence[Process]:
    """The newest processes that somebody looks after, or where they sit; two tell that there are
    several. Those that are closed are none."""
    mine = or_(
        Process.office_id.in_(actor.offices(*HOSTS)), Process.id.in_(_tables_of(session, actor))
    )
    query = select(Process).where(mine, Process.state != ProcessState.CLOSED)
    return session.scalars(query.order_by(Process.id.desc()).limit(2)).unique().all()


def how_many(session: Session, actor: Actor, view: ProcessView) -> int:
    """How many processes a view holds."""
    return _counted(session, _in_view(session, actor, view))


def _counted(session: Session, wanted: Sequence[ColumnElement[bool]]) -> int:
    return session.scalar(select(func.count(Process.id)).where(*wanted)) or 0


def _in_view(session: Session, actor: Actor, view: ProcessView) -> list[ColumnElement[bool]]:
    published = Process.visibility == Visibility.PUBLIC
    if view is ProcessView.PUBLIC:
        return [published]
    known = actor.person_id or actor.receipt_of or actor.system
    closed = Process.state == ProcessState.CLOSED
    mine = readable(session, actor) if known else published
    return [mine, closed if view is ProcessView.CLOSED else ~closed]


def readable(session: Session, actor: Actor) -> ColumnElement[bool]:
    """What the rows of READ in the policy say of processes, as a condition."""
    if actor.system:
        return true()
    return or_(
        Process.office_id.in_(actor.offices(*READERS)),
        Process.id.in_(_tables_of(session, actor)),
    )


def _tables_of(session: Session, actor: Actor) -> list[int]:
    """The processes where the actor sits today; the policy says of each whether it opens."""
    query = select(Process).join(Seat, Seat.process_id == Process.id)
    if actor.person_id is not None:
        query = query.where(Seat.person_id == actor.person_id)
    else:
        _kind, _, number = (actor.receipt_of or "").partition("seat:")
        query = query.where(Seat.id == (int(number) if number.isdigit() else 0))
    query = query.where(Seat.kind.in_(PARTIES | {SeatKind.INVITED}))
    found = session.scalars(query).unique().all()
    return [one.id for one in found if allowed(TABLE, actor, Action.READ, one)]
