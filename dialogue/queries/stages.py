"""The stages of a process, and where each stands today."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue.models import Process, Stage
from dialogue.templates import TEMPLATES, Clock, Dates, Total, clock_of, current_of, total_of
from kernel.errors import NotFound


@dataclass(frozen=True)
class Course:
    """The stages of a process in their order, each with its clock; `now` is the place of one.

    `total` is there where a law limits all of them together. `verified`: whether the names of the
    stages were compared with the text of that law.
    """

    stages: Sequence[Stage]
    clocks: Sequence[Clock]
    now: int | None
    total: Total | None
    verified: bool

    @property
    def overdue(self) -> bool:
        """Whether something took longer than it may, today."""
        late = [one.over and one.left is not None for one in self.clocks]
        return any(late) or bool(self.total and self.total.over)


def stages_of(session: Session, process: Process) -> Sequence[Stage]:
    """The stages of a process in their order."""
    query = select(Stage).where(Stage.process_id == process.id)
    return session.scalars(query.order_by(Stage.position)).all()


def stage_of(session: Session, process: Process, number: int) -> Stage:
    """One stage of this process; NotFound for those of others."""
    stage = session.get(Stage, number)
    if stage is None or stage.process_id != process.id:
        raise NotFound("not-found")
    return stage


def dates_of(stage: Stage) -> Dates:
    """What is known of a stage, as the clock takes it."""
    return Dates(
        stage.planned_from, stage.planned_to, stage.begun_on, stage.ended_on, stage.legal_days
    )


def course_of(session: Session, process: Process) -> Course:
    """How far a process came, by the calendar of its office."""
    stages = stages_of(session, process)
    dates, today = [dates_of(one) for one in stages], today_at(process.office)
    template = TEMPLATES[process.kind]
    return Course(
        stages=stages,
        clocks=[clock_of(one, today) for one in dates],
        now=current_of(dates),
        total=total_of(dates, template.total_days, today),
        verified=template.verified,
    )
