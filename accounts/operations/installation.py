"""What administrators do with the installation."""

from sqlalchemy.orm import Session

from accounts import events
from accounts.policy import TABLE, Action
from kernel.audit import record
from kernel.errors import NotFound
from kernel.jobs import Jobs
from kernel.jobs.enqueue import RunState
from kernel.policy import Actor, require


def try_again(session: Session, jobs: Jobs, actor: Actor, run_id: str) -> None:
    """Let the worker take a failed run up again."""
    require(TABLE, actor, Action.INSTALLATION_TRY_AGAIN, None)
    run = jobs.run(run_id)
    if run is None or run.state is not RunState.FAILED:
        raise NotFound("not-found")
    jobs.try_again(session, run.id)
    record(session, events.WORK_TRIED_AGAIN, actor, "installation", run=run.id)
