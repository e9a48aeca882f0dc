"""Nobody waits for ever for a run, and none is forgotten."""

from basin.jobs.duties import DUTIES
from basin.lifecycle import RunState
from basin.operations import running
from basin.operations.runs import SUBMIT
from basin.queries.running import Question, questions_at_work, run_at_work
from kernel.jobs import Jobs, Work
from kernel.jobs.enqueue import RunState as WorkState

MOST = 1000
BEYOND = 100
"""What is taken up again is counted from seconds at work, and this: no key was used before, since
two questions stand two seconds apart or more."""


@DUTIES.duty("sweep", every="*/3 * * * *")
def sweep(work: Work) -> None:
    """End what is past its deadline, take up again what lost its next step."""
    work.outside(sweep_once, work)


def sweep_once(work: Work) -> None:
    """The same, run by run, each in a change of its own."""
    with work.database.reading() as session:
        waiting = questions_at_work(session)
    if not waiting:
        return
    followed = being_followed(work.jobs)
    for asked in waiting:
        if asked.is_late:
            with work.database.changing() as session:
                running.end_late(session, work.jobs, asked.run_id)
        elif asked.run_id not in followed:
            _take_up(work, asked)


def being_followed(jobs: Jobs) -> set[int | str]:
    """The runs whose next step is ordered or being done."""
    ordered = jobs.runs([WorkState.WAITING, WorkState.RUNNING], limit=MOST)
    duties = {SUBMIT, running.WATCH}
    return {each.references[0] for each in ordered if each.duty in duties and each.references}


def _take_up(work: Work, asked: Question) -> None:
    number = asked.seconds + BEYOND
    with work.database.changing() as session:
        run = run_at_work(session, asked.run_id)
        if run is None:
            return
        if run.state is RunState.RUNNING:
            running.watch_later(session, work.jobs, run, number, running.AT_ONCE)
        else:
            running.send_later(session, work.jobs, run, number, running.AT_ONCE)
