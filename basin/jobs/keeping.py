"""What came back from a model is checked to the end, and only then put in evidence."""

from basin.contract.answers import checked, expects, parsed
from basin.contract.refusals import Refused
from basin.kinds import RunProblem
from basin.operations import running
from basin.operations.snapshot import RunFacts, exhibit_of
from basin.operations.troubles import of_refusal
from basin.queries.running import Question, asked_by, run_at_work, wording
from kernel.clock import now
from kernel.jobs import Work


def keep(work: Work, asked: Question, body: bytes) -> None:
    """Put an answer in evidence, or write down why it cannot be.

    Reading, checking and computing happen with no transaction open; the change itself is short.
    """
    try:
        answer = checked(parsed(body))
        expects(answer, asked.inputs)
    except Refused as refused:
        _refuse(work, asked, of_refusal(refused.refusal), refused.detail)
        return
    facts = _facts(work, asked)
    if facts is None:
        return
    exhibit = exhibit_of(answer, body, facts)
    with work.database.changing() as session:
        running.store(session, asked.run_id, exhibit)


def _facts(work: Work, asked: Question) -> RunFacts | None:
    """What the evidence says of its run; None when nobody waits for it any more."""
    with work.database.reading() as session:
        run = run_at_work(session, asked.run_id)
        if run is None:
            return None
        words = wording(session, run)
        return RunFacts(
            run_id=run.id,
            title=words.title,
            title_qu=words.title_qu,
            why=run.why,
            requested_by=asked_by(run),
            requested_at=run.proposed_at,
            retrieved_at=now(),
            url=asked.url,
            process=run.process,
            process_version=run.process_version,
            job={"id": asked.job},
            inputs=run.inputs,
            units=words.units,
            input_titles=words.input_titles,
        )


def _refuse(work: Work, asked: Question, problem: RunProblem, told: str) -> None:
    with work.database.changing() as session:
        if (run := run_at_work(session, asked.run_id)) is not None:
            running.fail(session, run, problem, told)
