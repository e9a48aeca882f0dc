"""The meetings of a process whose rooms the office may open: what comes first, then what was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue.kinds import Gathered
from dialogue.models import Process
from dialogue.policy import TABLE, Action
from dialogue.queries.gatherings import stand_of
from kernel.policy import Actor, require
from meetings.models import Meeting

ROOMS_A_PAGE = 20


@dataclass(frozen=True)
class Rooms:
    """Meetings of today and to come, the soonest first, and how many there are; a page of the
    others, the newest first, with where the next page begins. `stand` is by their id."""

    coming: Sequence[Meeting]
    in_all: int
    held: Sequence[Meeting]
    next_after: int | None
    stand: Mapping[int, Gathered]


def rooms_of(session: Session, actor: Actor, process: Process, after: int | None = None) -> Rooms:
    """The meetings of this very process, of its own office; `after` leaves out what is to come."""
    require(TABLE, actor, Action.RECORD, process)
    ahead, mine = _ahead(process), _of(process)
    query = select(Meeting).where(*mine, ahead).order_by(Meeting.begins_on, Meeting.id)
    coming = session.scalars(query.limit(ROOMS_A_PAGE)).all() if after is None else []
    held, next_after = _held(session, process, ~ahead, after)
    today = today_at(process.office)
    return Rooms(
        coming=coming,
        in_all=session.scalar(select(func.count(Meeting.id)).where(*mine, ahead)) or 0,
        held=held,
        next_after=next_after,
        stand={one.id: stand_of(one, today) for one in [*coming, *held]},
    )


def _held(
    session: Session, process: Process, wanted: ColumnElement[bool], after: int | None
) -> tuple[Sequence[Meeting], int | None]:
    query = select(Meeting).where(*_of(process), wanted)
    start = session.get(Meeting, after) if after is not None else None
    if start is not None and start.belongs_to == process.subject:
        earlier = and_(Meeting.begins_on == start.begins_on, Meeting.id < start.id)
        query = query.where(or_(Meeting.begins_on < start.begins_on, earlier))
    query = query.order_by(Meeting.begins_on.desc(), Meeting.id.desc())
    rows = session.scalars(query.limit(ROOMS_A_PAGE + 1)).all()
    page = rows[:ROOMS_A_PAGE]
    return page, page[-1].id if len(rows) > ROOMS_A_PAGE else None


def _ahead(process: Process) -> ColumnElement[bool]:
    """Still to be held, or people are in the room now, whatever its day."""
    is_due = or_(Meeting.ends_on >= today_at(process.office), Meeting.opened_at.is_not(None))
    return and_(Meeting.closed_at.is_(None), is_due)


def _of(process: Process) -> list[ColumnElement[bool]]:
    return [
        Meeting.belongs_to == process.subject,
        Meeting.office_id == process.office_id,
        Meeting.cancelled_at.is_(None),
    ]
