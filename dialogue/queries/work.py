"""The work list of a process, each point with what follows it and whether it is late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from commitments.models import Commitment
from dialogue.kinds import WorkKind, WorkState
from dialogue.models import Process, WorkItem
from kernel.errors import NotFound

WAITING = frozenset({WorkState.OPEN, WorkState.PLANNED})


@dataclass(frozen=True)
class WorkRow:
    """A point with the commitment that follows it, where there is one; `late` counts days."""

    item: WorkItem
    commitment: Commitment | None
    late: int


@dataclass(frozen=True)
class WorkPart:
    """The points of one kind; `weight` is that of all, `weight_done` of those that are done.

    What was left aside counts in none of the figures.
    """

    kind: WorkKind
    rows: Sequence[WorkRow]
    total: int
    done: int
    weight: int
    weight_done: int
    late: int


def items_of(session: Session, process: Process) -> Sequence[WorkItem]:
    """Every point of a process, by kind and place."""
    query = select(WorkItem).where(WorkItem.process_id == process.id)
    return session.scalars(query.order_by(WorkItem.kind, WorkItem.position, WorkItem.id)).all()


def item_of(session: Session, process: Process, number: int) -> WorkItem:
    """One point of this process; NotFound for those of others."""
    found = session.get(WorkItem, number)
    if found is None or found.process_id != process.id:
        raise NotFound("not-found")
    return found


def days_late(item: WorkItem, today: date) -> int:
    """How many days ago it was due; 0 for what is done, left aside, or not due yet."""
    if item.state not in WAITING or item.due_on is None:
        return 0
    return max(0, (today - item.due_on).days)


def work_of(session: Session, process: Process) -> list[WorkPart]:
    """The list as pages show it: problems, recommendations, milestones."""
    items, today = items_of(session, process), today_at(process.office)
    promised = _promised(session, process, items)
    rows = [WorkRow(one, promised.get(one.commitment), days_late(one, today)) for one in items]
    return [_part(kind, [one for one in rows if one.item.kind is kind]) for kind in WorkKind]


def _part(kind: WorkKind, rows: Sequence[WorkRow]) -> WorkPart:
    counted = [one.item for one in rows if one.item.state is not WorkState.DROPPED]
    done = [one for one in counted if one.state is WorkState.DONE]
    return WorkPart(
        kind=kind,
        rows=rows,
        total=len(counted),
        done=len(done),
        weight=sum(one.weight for one in counted),
        weight_done=sum(one.weight for one in done),
        late=sum(one.late > 0 for one in rows),
    )


def _promised(
    session: Session, process: Process, items: Sequence[WorkItem]
) -> Mapping[str, Commitment]:
    """By their subject: the commitments of this process that follow its points."""
    codes = [one.commitment.partition(":")[2] for one in items if one.commitment]
    query = select(Commitment).where(
        Commitment.code.in_(codes), Commitment.office_id == process.office_id
    )
    return {one.subject: one for one in session.scalars(query)}
