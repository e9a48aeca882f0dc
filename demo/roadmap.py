"""The working group in Colombia: its parties, its stages and its roadmap."""

from datetime import timedelta

from demo import roadmap_story as told
from demo.stage import Stage
from dialogue.lifecycle.processes import ProcessVerb
from dialogue.models import Process, WorkItem
from dialogue.operations.groups import GroupOutline, add_group
from dialogue.operations.processes import make_process, move_process
from dialogue.operations.stages import begin_stage, end_stage
from dialogue.operations.work import WorkOutline, add_item, finish_item
from dialogue.queries.stages import stages_of

BEGAN_DAYS_AGO = 90


def follow_a_roadmap(stage: Stage) -> None:
    """Its baseline study is done, its sessions go on, one milestone is late."""
    with stage.on(stage.ago(BEGAN_DAYS_AGO)):
        process = make_process(
            stage.session, stage.coordinator, stage.vault, stage.office, told.OUTLINE
        )
        for name, kind, seats in told.PARTIES:
            outline = GroupOutline(name, kind, seats=seats)
            add_group(stage.session, stage.coordinator, process, outline)
        move_process(stage.session, stage.coordinator, process, ProcessVerb.OPEN)
        first, second, *_later = stages_of(stage.session, process)
        begin_stage(stage.session, stage.coordinator, process, first.id)
    with stage.on(stage.ago(85)):
        milestones = _write_down(stage, process)
    with stage.on(stage.ago(40)):
        finish_item(stage.session, stage.coordinator, process, milestones[told.DELIVERED].id)
    with stage.on(stage.ago(38)):
        end_stage(stage.session, stage.coordinator, process, first.id)
        begin_stage(stage.session, stage.coordinator, process, second.id)


def _write_down(stage: Stage, process: Process) -> list[WorkItem]:
    """The roadmap as it was agreed on in the beginning."""
    found = []
    for kind, words, due, state in told.WORK:
        due_on = None if due is None else stage.today + timedelta(due)
        outline = WorkOutline(kind, words, due_on=due_on)
        found.append(add_item(stage.session, stage.coordinator, process, outline))
        found[-1].state = state
    return found
