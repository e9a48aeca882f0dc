"""Whether the runs of a service are as they should be, from the question to the dismissal."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from basin.client.faults import Fault, ServiceFault
from basin.client.findings import Report
from basin.client.jobs import JobState
from basin.client.service import Service
from basin.client.trial import Trial, question
from basin.contract.answers import Answer, checked, expects, parsed
from basin.contract.canonical import canonical, digest
from basin.contract.inputs import InputKind, InputsRefused
from basin.contract.processes import Process
from basin.contract.variables import UNITS

LANGUAGES = ("es", "qu", "en")
PERCENTILES = ("p10", "p50", "p90")


def try_out(
    service: Service, process: Process, report: Report, pause: Callable[[float], None]
) -> None:
    """A few small runs of one process; ServiceFault or Refused when one breaks off."""
    trial = Trial(service, process, report, pause)
    try:
        inputs = question(process)
    except InputsRefused as refused:
        report.fail("run.inputs", f"the defaults do not make a question: {refused}")
        return
    try:
        _bad_inputs(trial, inputs)
        first = _first_run(trial, inputs)
        if first is None:
            return
        _repeated(trial, inputs, first)
        _keys(trial, inputs)
        _dismissed(trial, inputs)
        _unknown_jobs(trial)
    finally:
        trial.tidy()


def _bad_inputs(trial: Trial, inputs: dict[str, Any]) -> None:
    bad: dict[str, dict[str, Any]] = {
        "an unknown scenario": {"scenarios": ["no-such-scenario"]},
        "an unknown input": {"no-such-input": 1},
    }
    for spec in trial.process.inputs:
        if spec.kind is InputKind.NUMBER and spec.maximum is not None:
            bad[f"{spec.name} beyond its maximum"] = {spec.name: spec.maximum + 1}
            bad[f"{spec.name} as a text"] = {spec.name: "many"}
            break
    for what, change in bad.items():
        with trial.report.failing("run.bad-inputs"):
            try:
                trial.ask(inputs | change)
            except ServiceFault as fault:
                if fault.fault is not Fault.REFUSED_REQUEST:
                    raise
                trial.report.ok("run.bad-inputs", f"{what} is answered with 400")
            else:
                trial.report.fail("run.bad-inputs", f"{what} was accepted; answer it with 400")


def _first_run(trial: Trial, inputs: dict[str, Any]) -> Answer | None:
    """The answer; None when it is not one that the platform takes."""
    report = trial.report
    submitted = trial.ask(inputs)
    if submitted.job_id is None:
        report.warn("run.async", "answered at once with 200: long runs would time out")
    else:
        report.judge(
            submitted.status == 201 and submitted.location is not None,
            "run.async",
            "answered with 201 and the Location of a job",
            f"answered {submitted.status}, Location {submitted.location}: needs 201 and Location",
        )
        _statuses(trial, submitted.job_id)
    body = trial.results(submitted)
    with report.failing("results.contract"):
        answer = checked(parsed(body))
        report.ok("results.contract", "units, lengths, ranges and water balance are in order")
        with report.failing("results.inputs"):
            expects(answer, inputs)
            report.ok("results.inputs", "run.inputs repeats all that was asked, with defaults")
        _manners(answer, report)
        return answer
    return None


def _statuses(trial: Trial, job_id: str) -> None:
    report = trial.report
    seen = trial.watched(job_id)
    last = seen[-1]
    report.judge(
        last.state is JobState.SUCCESSFUL,
        "job.status",
        f"the job ended successful after {len(seen)} questions",
        f"the job ended {last.state}: {last.message or 'without a message'}",
    )
    progress = [each.progress for each in seen if each.progress is not None]
    report.advise(
        bool(progress) and progress == sorted(progress),
        "job.progress",
        f"tells its progress, up to {max(progress, default=0)} %",
        "tells no progress, or one that falls",
    )
    report.advise(
        all(each.process_id for each in seen),
        "job.process",
        "says of which process it is",
        "has no processID, so a mix-up could not be seen",
    )


def _manners(answer: Answer, report: Report) -> None:
    """What is not refused, and yet people would miss it."""
    languages = [each for each in LANGUAGES if each not in answer.caveats]
    report.advise(
        not languages, "results.caveats", "says in three languages what it does not represent",
        f"caveats lack {', '.join(languages)}",
    )  # fmt: skip
    unsaid = [one.id for one in answer.scenarios if one.mass_balance_error_pct is None]
    report.advise(
        not unsaid, "results.balance", "says how far the water balance closes",
        f"no mass_balance_error_pct for {', '.join(unsaid)}",
    )  # fmt: skip
    lacking = sorted(
        {
            f"{variable}.{percentile}"
            for one in answer.scenarios
            for variable in {key[0] for key in one.series}
            for percentile in PERCENTILES
            if (variable, percentile) not in one.series
        }
    )
    report.advise(
        not lacking, "results.uncertainty", "every series comes with p10, p50 and p90",
        f"uncertainty is always shown, and these lack: {', '.join(lacking)[:200]}",
    )  # fmt: skip
    missing = sorted(UNITS.keys() - {key[0] for one in answer.scenarios for key in one.series})
    report.advise(
        not missing, "results.variables", "has all eight variables that are compared",
        f"no chart can be drawn of {', '.join(missing)}",
    )  # fmt: skip


def _repeated(trial: Trial, inputs: dict[str, Any], first: Answer) -> None:
    again = checked(parsed(trial.results(trial.ask(inputs))))
    same = all(
        digest(canonical(first.outputs[name])) == digest(canonical(again.outputs[name]))
        for name in ("indicators", "timeseries")
    )
    trial.report.judge(
        same, "results.repeatable", "the same inputs give the same numbers, to the last digit",
        "the same inputs gave other numbers: nobody can check such evidence",
    )  # fmt: skip


def _keys(trial: Trial, inputs: dict[str, Any]) -> None:
    if not trial.process.takes_keys:
        return
    key = uuid4().hex
    one, two = trial.ask(inputs, key), trial.ask(inputs, key)
    trial.report.judge(
        one.job_id is not None and one.job_id == two.job_id,
        "keys.same",
        "the same Idempotency-Key gives the same job",
        "the same Idempotency-Key started a second run",
    )
    try:
        other = trial.ask(inputs | _another(trial.process, inputs), key)
    except ServiceFault:
        trial.report.ok("keys.other", "the same key with other inputs is refused")
    else:
        trial.report.judge(
            other.job_id != one.job_id,
            "keys.other",
            "the same key with other inputs is another job",
            "the same key with other inputs gave the job of the first inputs",
        )


def _another(process: Process, inputs: dict[str, Any]) -> dict[str, Any]:
    """A small change that the process accepts; empty when it can be asked one thing only."""
    if len(inputs.get("scenarios", ())) > 1:
        return {"scenarios": inputs["scenarios"][:1]}
    for spec in process.inputs:
        bounds = (spec.minimum, spec.maximum)
        if spec.kind in {InputKind.INTEGER, InputKind.NUMBER} and None not in bounds:
            return {spec.name: next(each for each in bounds if each != inputs.get(spec.name))}
    return {}


def _dismissed(trial: Trial, inputs: dict[str, Any]) -> None:
    submitted = trial.ask(inputs)
    if submitted.job_id is None:
        return
    trial.service.dismiss(submitted.job_id)
    state = trial.service.status(submitted.job_id).state
    trial.report.judge(
        state in {JobState.DISMISSED, JobState.GONE},
        "job.dismiss",
        f"a job that is dismissed is {state}",
        f"a job that was dismissed is still {state}",
    )
    try:
        trial.service.results(submitted.job_id)
    except ServiceFault:
        trial.report.ok("job.dismissed-results", "and it gives no results any more")
    else:
        trial.report.warn("job.dismissed-results", "and still gives results")


def _unknown_jobs(trial: Trial) -> None:
    job = uuid4().hex
    trial.report.judge(
        trial.service.status(job).state is JobState.GONE,
        "job.unknown",
        "a job that never was is answered with 404",
        "a job that never was has a status",
    )
