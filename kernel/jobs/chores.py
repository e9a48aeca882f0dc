"""Duties of the kernel itself."""

from datetime import timedelta

from sqlalchemy.orm import Session

from kernel import attempts
from kernel.audit_anchors import write_anchor
from kernel.clock import now
from kernel.jobs.duties import Duties
from kernel.jobs.enqueue import STATES, TRY_AGAIN, Jobs, RunState
from kernel.jobs.work import Work
from kernel.seals import write_head

CHORES = Duties("kernel")

KEPT = timedelta(days=30)
BATCH = 500


@CHORES.duty(TRY_AGAIN.removeprefix("kernel."))
def try_again(work: Work, run_id: str) -> None:
    """Take a failed run up again at the step that failed."""
    work.outside(rewind, work.jobs, run_id)


@CHORES.duty("forget-ended-runs", every="20 4 * * *")
def forget_ended_runs(work: Work) -> None:
    """Delete runs that ended a month ago, with all that is stored about them."""
    work.outside(forget, work.jobs)


@CHORES.duty("anchor-trail", every="0 * * * *")
def anchor_trail(work: Work) -> None:
    """Tie the chains of the trail together, every hour."""
    work.change(anchor)


@CHORES.duty("head-of-seals", every="10 5 * * *")
def head_of_seals(work: Work) -> None:
    """After midnight of Lima, one hash over all that was sealed on the day that ended."""
    work.change(head)


@CHORES.duty("forget-attempts", every="*/10 * * * *")
def forget_attempts(work: Work) -> None:
    """Delete what was counted for an hour."""
    work.change(attempts.forget)


def anchor(session: Session) -> None:
    """Write an anchor, if anything happened since the last one."""
    write_anchor(session)


def head(session: Session) -> None:
    """Write the head of the day that ended, unless it is written."""
    write_head(session)


def rewind(jobs: Jobs, run_id: str) -> None:
    """Order a failed run again from the step that failed; nothing if it did not fail."""
    run = jobs.run(run_id)
    if run is None or run.state is not RunState.FAILED:
        return
    steps = jobs.client.list_workflow_steps(run_id)
    failed = [step["function_id"] for step in steps if step["error"] is not None]
    duty = jobs.duties.get(run.duty)
    jobs.client.rewind_workflow(
        run_id,
        start_step=min(failed, default=len(steps) + 1),
        queue_name=duty.queue.value if duty else None,
    )


def forget(jobs: Jobs) -> int:
    """Delete the runs that ended longer ago than they are kept, and say how many they were."""
    ended = [stored for state in (RunState.DONE, RunState.FAILED) for stored in STATES[state]]
    forgotten = 0
    while True:
        old = jobs.client.list_workflows(
            status=ended,
            completed_before=(now() - KEPT).isoformat(),
            limit=BATCH,
            load_input=False,
            load_output=False,
        )
        if not old:
            return forgotten
        jobs.client.delete_workflows([run.workflow_id for run in old])
        forgotten += len(old)
