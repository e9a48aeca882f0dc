"""The processes that follow that of an anchor company, and how far each came."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.models import Process
from dialogue.policy import TABLE, Action
from dialogue.queries.stages import Course, course_of
from dialogue.queries.work import WorkPart, work_of
from kernel.policy import Actor, allowed


@dataclass(frozen=True)
class Followed:
    """A process that follows another, with its stages and its work list."""

    process: Process
    course: Course
    work: Sequence[WorkPart]


def followers_of(session: Session, actor: Actor, anchor: Process) -> list[Followed]:
    """Those of them that this actor may read among the parties, the first one first."""
    query = select(Process).where(Process.spreads_from_id == anchor.id).order_by(Process.id)
    return [
        Followed(one, course_of(session, one), work_of(session, one))
        for one in session.scalars(query)
        if allowed(TABLE, actor, Action.READ, one)
    ]


def anchor_of(session: Session, actor: Actor, process: Process) -> Process | None:
    """The process that this one follows, for who may read it; None without."""
    if process.spreads_from_id is None:
        return None
    anchor = session.get_one(Process, process.spreads_from_id)
    return anchor if allowed(TABLE, actor, Action.READ_PUBLIC, anchor) else None
