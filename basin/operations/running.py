"""How a run goes on while the service works: each is one change, by the worker.

A change that finds the run no longer at work does nothing: somebody cancelled it meanwhile, or
another worker was quicker.
"""

from datetime import timedelta

from sqlalchemy.orm import Session

from basin.client.faults import Fault
from basin.kinds import RunProblem
from basin.lifecycle import RunState, RunVerb, next_poll
from basin.models import Provider, Run
from basin.operations.evidence import Exhibit, put_in_evidence
from basin.operations.providers import note_answer, note_trouble
from basin.operations.runs import DISMISS, SUBMIT, end, move
from basin.operations.troubles import OF_FAULT
from basin.queries.running import run_at_work
from kernel.clock import now
from kernel.jobs import Jobs
from kernel.policy import SYSTEM

WATCH = "basin.watch"
AT_ONCE = timedelta(seconds=1)


def begin_to_send(session: Session, run_id: int, takes_keys: bool) -> bool:
    """Write down that the question is about to be sent; False when it must not be sent.

    Committed before anything is sent. Who finds it written down was interrupted, and does not know
    whether the service took the question: only one that takes keys can be asked a second time.
    """
    run = run_at_work(session, run_id)
    if run is None or run.state is RunState.RUNNING:
        return False
    if run.submit_tries and not takes_keys:
        give_up(session, run, RunProblem.INTERRUPTED, "begun before, and the service takes no keys")
        return False
    if run.state is RunState.QUEUED:
        move(session, SYSTEM, run, RunVerb.SUBMIT)
    run.submit_tries += 1
    return True


def accept(session: Session, jobs: Jobs, run_id: int, job: str) -> None:
    """The service took the question as this job; one that was cancelled meanwhile is dismissed."""
    run = run_at_work(session, run_id)
    if run is None:
        _dismiss_late(session, jobs, run_id, job)
    elif run.state is RunState.SUBMITTING:
        move(session, SYSTEM, run, RunVerb.ACCEPT)
        run.job = job
        heard(session, run)
        watch_later(session, jobs, run, 0)


def progress(
    session: Session, jobs: Jobs, run_id: int, per_cent: int | None, message: str, asked: int
) -> None:
    """The model is at work: how far, and in its own words; it is asked again later."""
    run = run_at_work(session, run_id)
    if run is not None and run.state is RunState.RUNNING:
        run.progress = run.progress if per_cent is None else per_cent
        run.message = message
        heard(session, run)
        watch_later(session, jobs, run, asked + 1)


def heard(session: Session, run: Run) -> None:
    """The service answered about this run, so whatever it was is over."""
    run.heard_at, run.problem, run.told = now(), None, ""
    provider = session.get_one(Provider, run.provider_id)
    if provider.problem is not None:
        note_answer(provider)


def trouble(session: Session, run: Run, fault: Fault, detail: str) -> None:
    """The service does not answer about this run for now; its page says so."""
    run.problem, run.told = OF_FAULT[fault], detail
    if fault in {Fault.DOWN, Fault.SLOW}:
        url = session.get_one(Provider, run.provider_id).url
        note_trouble(session, url, OF_FAULT[fault], detail)


def send_later(session: Session, jobs: Jobs, run: Run, tried: int, after: timedelta) -> None:
    """Try to send it again."""
    jobs.enqueue(session, SUBMIT, run.id, tried, key=f"{run.id}-{tried}", after=after)


def watch_later(
    session: Session, jobs: Jobs, run: Run, asked: int, after: timedelta | None = None
) -> None:
    """Ask again how far it is; between two questions nobody waits in a thread."""
    wait = next_poll(asked) if after is None else after
    jobs.enqueue(session, WATCH, run.id, asked, key=f"{run.id}-{asked}", after=wait)


def fail(session: Session, run: Run, problem: RunProblem, told: str) -> None:
    """It gave nothing, and nothing of it can be attached; `told` is the technical reason."""
    end(session, SYSTEM, run, RunVerb.FAIL)
    run.problem, run.told = problem, told


def lose(session: Session, run: Run, told: str) -> None:
    """The service does not know it any more."""
    end(session, SYSTEM, run, RunVerb.LOSE)
    run.problem, run.told = RunProblem.LOST, told


def give_up(session: Session, run: Run, problem: RunProblem, told: str) -> None:
    """Nobody can tell what became of it."""
    end(session, SYSTEM, run, RunVerb.GIVE_UP)
    run.problem, run.told = problem, told


def end_late(session: Session, jobs: Jobs, run_id: int) -> None:
    """The deadline has passed: what the service surely never got failed, the rest is unknown."""
    run = run_at_work(session, run_id)
    if run is None:
        return
    if run.job or run.submit_tries:
        give_up(session, run, RunProblem.TOO_LONG, run.told or "no end before the deadline")
        if run.job:
            jobs.enqueue(session, DISMISS, run.id, 0, key=f"{run.id}-0")
    else:
        fail(session, run, run.problem or RunProblem.TOO_LONG, run.told or "never sent")


def store(session: Session, run_id: int, exhibit: Exhibit) -> bool:
    """Put what came back in evidence, once; False when the run is no longer at work."""
    run = run_at_work(session, run_id)
    if run is None:
        return False
    put_in_evidence(session, SYSTEM, run.study, exhibit)
    end(session, SYSTEM, run, RunVerb.STORE)
    run.progress, run.message = 100, ""
    heard(session, run)
    return True


def _dismiss_late(session: Session, jobs: Jobs, run_id: int, job: str) -> None:
    run = session.get_one(Run, run_id)
    if not run.job:
        run.job = job
        jobs.enqueue(session, DISMISS, run.id, 0, key=f"{run.id}-0")
