"""The working group in Colombia: its parties, its stages and its roadmap."""

from datetime import timedelta

from demo import roadmap_story as told
from demo.stage import Stage
from dialogue.lifecycle.processes import ProcessVerb
from dialogue.models import WorkItem
from dialogue.operations.groups import GroupOutline, add_group
from dialogue.operations.processes import make_process, move_process
from dialogue.operations.stages import begin_stage, end_stage
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
    with stage.on(stage.ago(38)):
        end_stage(stage.session, stage.coordinator, process, first.id)
        begin_stage(stage.session, stage.coordinator, process, second.id)
    with stage.on(stage.ago(30)):
        for number, (sort, words, due, state) in enumerate(told.WORK, 1):
            due_on = None if due is None else stage.today + timedelta(due)
            stage.session.add(
                WorkItem(
                    office_id=process.office_id, process_id=process.id, kind=sort,
                    position=number, title=words, due_on=due_on, state=state,
                )
            )  # fmt: skip
