"""The stages of a process: laid from the template of its kind, planned, begun, ended."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import events
from dialogue.models import Process, Stage
from dialogue.policy import TABLE, Action
from dialogue.queries.stages import stage_of, stages_of
from dialogue.templates import TEMPLATES
from kernel.audit import record
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require

LONGEST = 3_650
"""No law gives a stage more than ten years."""


@dataclass(frozen=True)
class StageOutline:
    """What an office says of a stage."""

    title: str
    title_qu: str = ""
    planned_from: date | None = None
    planned_to: date | None = None
    begun_on: date | None = None
    ended_on: date | None = None
    legal_days: int | None = None
    note: str = ""


def lay_stages(session: Session, process: Process) -> None:
    """Give a process that was made just now the stages of its kind."""
    for position, stage in enumerate(TEMPLATES[process.kind].stages, start=1):
        session.add(
            Stage(
                office_id=process.office_id,
                process_id=process.id,
                position=position,
                name=stage.name.value,
                title=stage.title,
                legal_days=stage.legal_days,
            )
        )
    session.flush()  # their order is read in this transaction


def add_stage(session: Session, actor: Actor, process: Process, outline: StageOutline) -> Stage:
    """One stage more, after the others."""
    require(TABLE, actor, Action.CHANGE, process)
    _expect_sound(outline)
    last = max((one.position for one in stages_of(session, process)), default=0)
    stage = Stage(
        office_id=process.office_id, process_id=process.id, position=last + 1, **vars(outline)
    )
    session.add(stage)
    session.flush()  # the trail names it
    record(session, events.STAGE_CHANGED, actor, process.subject, stage_id=stage.id)
    return stage


def change_stage(
    session: Session,
    actor: Actor,
    process: Process,
    number: int,
    outline: StageOutline,
    *,
    seen: int,
) -> None:
    """Plan a stage anew, or write down when it began and ended."""
    require(TABLE, actor, Action.CHANGE, process)
    stage = stage_of(session, process, number)
    if stage.version != seen:
        raise RuleBroken("changed-meanwhile")
    _expect_sound(outline)
    for name, value in vars(outline).items():
        setattr(stage, name, value)
    record(session, events.STAGE_CHANGED, actor, process.subject, stage_id=stage.id)


def begin_stage(session: Session, actor: Actor, process: Process, number: int) -> None:
    """It began today; once begun, nothing changes."""
    require(TABLE, actor, Action.CHANGE, process)
    stage = stage_of(session, process, number)
    if stage.begun_on is None:
        stage.begun_on = today_at(process.office)
        record(session, events.STAGE_CHANGED, actor, process.subject, stage_id=stage.id)


def end_stage(session: Session, actor: Actor, process: Process, number: int) -> None:
    """It ended today; RuleBroken for one that never began."""
    require(TABLE, actor, Action.CHANGE, process)
    stage = stage_of(session, process, number)
    if stage.begun_on is None:
        raise RuleBroken("stage-not-begun")
    if stage.ended_on is None:
        stage.ended_on = max(today_at(process.office), stage.begun_on)
        record(session, events.STAGE_CHANGED, actor, process.subject, stage_id=stage.id)


def drop_stage(session: Session, actor: Actor, process: Process, number: int) -> None:
    """This process does without it; RuleBroken once it began."""
    require(TABLE, actor, Action.CHANGE, process)
    stage = stage_of(session, process, number)
    if stage.begun_on is not None:
        raise RuleBroken("stage-begun")
    record(session, events.STAGE_CHANGED, actor, process.subject, stage_id=stage.id)
    session.delete(stage)


def _expect_sound(outline: StageOutline) -> None:
    if not outline.title.strip():
        raise BadInput("title-missing")
    if outline.ended_on and (outline.begun_on is None or outline.ended_on < outline.begun_on):
        raise BadInput("stage-days-wrong")
    planned = outline.planned_from, outline.planned_to
    if planned[0] and planned[1] and planned[1] < planned[0]:
        raise BadInput("stage-days-wrong")
    if outline.legal_days is not None and not 0 < outline.legal_days <= LONGEST:
        raise BadInput("stage-limit-wrong")
