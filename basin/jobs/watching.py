"""While the model is at work it is asked how far it is, and at last for what it found."""

from basin.client.faults import Fault, ServiceFault
from basin.client.service import JobState, JobStatus
from basin.jobs.duties import DUTIES
from basin.jobs.installed import services
from basin.jobs.keeping import keep
from basin.jobs.submitting import pause
from basin.kinds import RunProblem
from basin.lifecycle import RunState
from basin.operations import running
from basin.operations.running import WATCH
from basin.operations.runs import DISMISS
from basin.operations.troubles import OF_FAULT, PASSING
from basin.queries.running import Question, job_to_dismiss, question, run_at_work
from kernel.jobs import Queue, Work

MOST_DISMISSALS = 5


@DUTIES.duty(WATCH.removeprefix("basin."), queue=Queue.MODELS)
def watch(work: Work, run_id: int, asked_before: int) -> None:
    """Ask once how far a run is; the next question is ordered with the answer."""
    work.outside(watch_once, work, run_id, asked_before)


def watch_once(work: Work, run_id: int, asked_before: int) -> None:
    """Ask, and write down what was answered; fetch and keep what the model found."""
    with work.database.reading() as session:
        asked = question(session, run_id)
    if asked is None or asked.state is not RunState.RUNNING:
        return
    if asked.is_late:
        with work.database.changing() as session:
            running.end_late(session, work.jobs, run_id)
        return
    try:
        status = services().at(asked.url).status(asked.job, asked.process)
        if status.state is JobState.SUCCESSFUL:
            keep(work, asked, services().at(asked.url).results(asked.job))
        else:
            _note(work, asked, asked_before, status)
    except ServiceFault as fault:
        _trouble(work, asked, asked_before, fault)


def _note(work: Work, asked: Question, asked_before: int, status: JobStatus) -> None:
    with work.database.changing() as session:
        if not status.state.has_ended:
            running.progress(
                session, work.jobs, asked.run_id, status.progress, status.message, asked_before
            )
            return
        run = run_at_work(session, asked.run_id)
        if run is None:
            return
        run.message = status.message
        if status.state is JobState.FAILED:
            running.fail(session, run, RunProblem.MODEL_FAILED, status.message or "failed")
        else:
            running.lose(session, run, f"the service says {status.state}")


def _trouble(work: Work, asked: Question, asked_before: int, fault: ServiceFault) -> None:
    with work.database.changing() as session:
        run = run_at_work(session, asked.run_id)
        if run is None:
            return
        if fault.fault in PASSING:
            running.trouble(session, run, fault.fault, fault.detail)
            wait = pause(fault, asked_before + 1)
            running.watch_later(session, work.jobs, run, asked_before + 1, wait)
        elif fault.fault is Fault.GONE:
            running.lose(session, run, fault.detail)
        else:
            running.fail(session, run, OF_FAULT[fault.fault], fault.detail)


@DUTIES.duty(DISMISS.removeprefix("basin."), queue=Queue.MODELS)
def dismiss(work: Work, run_id: int, tried: int) -> None:
    """Tell the service that nobody waits for a run any more."""
    work.outside(dismiss_once, work, run_id, tried)


def dismiss_once(work: Work, run_id: int, tried: int) -> None:
    """Tell it once; one that does not answer is told a few times more, and then left alone."""
    with work.database.reading() as session:
        found = job_to_dismiss(session, run_id)
    if found is None:
        return
    try:
        services().at(found.url).dismiss(found.job)
    except ServiceFault as fault:
        if fault.fault in PASSING and tried + 1 < MOST_DISMISSALS:
            with work.database.changing() as session:
                again = tried + 1
                key = f"{run_id}-{again}"
                work.jobs.enqueue(
                    session, DISMISS, run_id, again, key=key, after=pause(fault, again + 2)
                )
