"""The question goes to the service: once, whatever falls over meanwhile."""

from datetime import timedelta

from basin.client.faults import Fault, ServiceFault
from basin.jobs.duties import DUTIES
from basin.jobs.installed import services
from basin.jobs.keeping import keep
from basin.kinds import RunProblem
from basin.lifecycle import RunState, next_poll
from basin.operations import running
from basin.operations.runs import SUBMIT
from basin.operations.troubles import OF_FAULT, PASSING
from basin.queries.running import Question, question, run_at_work
from kernel.jobs import Queue, Work

BUSY_WAIT, SHORTEST, LONGEST = (timedelta(seconds=seconds) for seconds in (30, 5, 120))
PATIENCE = {Fault.BUSY: timedelta(minutes=15), Fault.SERVER_ERROR: timedelta(minutes=3)}
"""How long a service that answers so is asked again; one that does not answer, to the deadline."""


@DUTIES.duty(SUBMIT.removeprefix("basin."), queue=Queue.MODELS)
def submit(work: Work, run_id: int, tried: int) -> None:
    """Send the question of a run, or wait and try again."""
    work.outside(submit_once, work, run_id, tried)


def submit_once(work: Work, run_id: int, tried: int) -> None:
    """Look whether the model is still the one that was asked, then send the question."""
    with work.database.reading() as session:
        asked = question(session, run_id)
    if asked is None or asked.state is RunState.RUNNING:
        return
    if asked.is_late:
        with work.database.changing() as session:
            running.end_late(session, work.jobs, run_id)
        return
    try:
        service = services().at(asked.url)
        model = service.process(asked.process)
    except ServiceFault as fault:
        _not_sent(work, asked, tried, fault)
        return
    if model.version != asked.version:
        _fail(work, asked, RunProblem.MODEL_CHANGED, f"now {model.version}, not {asked.version}")
        return
    with work.database.changing() as session:
        may_send = running.begin_to_send(session, run_id, model.takes_keys)
    if may_send:
        _send(work, asked, tried, takes_keys=model.takes_keys)


def _send(work: Work, asked: Question, tried: int, *, takes_keys: bool) -> None:
    try:
        submitted = services().at(asked.url).execute(asked.process, asked.inputs, asked.key)
    except ServiceFault as fault:
        _perhaps_sent(work, asked, tried, fault, takes_keys=takes_keys)
        return
    if submitted.job_id is None:
        keep(work, asked, submitted.body or b"")
        return
    with work.database.changing() as session:
        running.accept(session, work.jobs, asked.run_id, submitted.job_id)


def _not_sent(work: Work, asked: Question, tried: int, fault: ServiceFault) -> None:
    """The service could not even be looked at: nothing was sent this time."""
    if fault.fault is Fault.GONE:
        _fail(work, asked, RunProblem.MODEL_CHANGED, f"not offered any more: {fault.detail}")
    elif _may_wait(asked, fault):
        _wait(work, asked, tried, fault)
    else:
        _fail(work, asked, OF_FAULT[fault.fault], fault.detail)


def _perhaps_sent(
    work: Work, asked: Question, tried: int, fault: ServiceFault, *, takes_keys: bool
) -> None:
    """The question was refused, never arrived, or nobody knows."""
    if fault.fault not in PASSING:
        gone = fault.fault is Fault.GONE
        problem = RunProblem.MODEL_CHANGED if gone else OF_FAULT[fault.fault]
        _fail(work, asked, problem, fault.detail)
    elif fault.perhaps_received and not takes_keys:
        with work.database.changing() as session:
            if (run := run_at_work(session, asked.run_id)) is not None:
                running.give_up(session, run, RunProblem.INTERRUPTED, fault.detail)
    elif _may_wait(asked, fault):
        _wait(work, asked, tried, fault, surely_not_sent=not fault.perhaps_received)
    else:
        _fail(work, asked, OF_FAULT[fault.fault], fault.detail)


def _may_wait(asked: Question, fault: ServiceFault) -> bool:
    if fault.fault not in PASSING:
        return False
    patience = PATIENCE.get(fault.fault)
    return patience is None or asked.seconds < patience.total_seconds()


def _wait(
    work: Work, asked: Question, tried: int, fault: ServiceFault, *, surely_not_sent: bool = False
) -> None:
    with work.database.changing() as session:
        run = run_at_work(session, asked.run_id)
        if run is None:
            return
        if surely_not_sent:
            run.submit_tries -= 1  # how this one ended is known; of one before it perhaps not
        running.trouble(session, run, fault.fault, fault.detail)
        running.send_later(session, work.jobs, run, tried + 1, pause(fault, tried))


def _fail(work: Work, asked: Question, problem: RunProblem, told: str) -> None:
    with work.database.changing() as session:
        if (run := run_at_work(session, asked.run_id)) is not None:
            running.fail(session, run, problem, told)


def pause(fault: ServiceFault, tried: int) -> timedelta:
    """How long to leave a service alone: as it asks when it is busy, within reason."""
    if fault.fault is not Fault.BUSY:
        return next_poll(tried)
    asked_for = timedelta(seconds=fault.retry_after) if fault.retry_after else BUSY_WAIT
    return min(max(asked_for, SHORTEST), LONGEST)
