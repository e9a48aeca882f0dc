"""What the worker must know of a run to go on with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from basin.contract import texts
from basin.lifecycle import AT_WORK, DEADLINE, RunState
from basin.models import Process, Provider, Run
from basin.queries.providers import described
from kernel.clock import now

UNSAID = frozenset({"1", "a"})
"""Units that a title leaves out: a share, and years, which the input says itself."""


@dataclass(frozen=True)
class Question:
    """A run as it is asked: where, what, under which key, and how far it came.

    `job` is empty until the service took it.
    """

    run_id: int
    url: str
    process: str
    version: str
    inputs: Mapping[str, Any]
    key: str
    job: str
    state: RunState
    started_at: datetime

    @property
    def is_late(self) -> bool:
        """Nobody waits any longer for it."""
        return now() >= self.started_at + DEADLINE

    @property
    def seconds(self) -> int:
        """How long it has been at work."""
        return int((now() - self.started_at).total_seconds())


def question(session: Session, run_id: int) -> Question | None:
    """What a run asks, while it is at work; None when it ended or does not wait for the worker."""
    run = session.get(Run, run_id)
    if run is None or run.state not in AT_WORK:
        return None
    return _question(run, session.get_one(Provider, run.provider_id).url)


def questions_at_work(session: Session) -> Sequence[Question]:
    """Every run that is at work, whatever its office."""
    query = select(Run, Provider.url).join(Provider, Provider.id == Run.provider_id)
    found = session.execute(query.where(Run.state.in_(AT_WORK)).order_by(Run.id))
    return [_question(run, url) for run, url in found]


def run_at_work(session: Session, run_id: int) -> Run | None:
    """A run as it stands now, in a change held until its end; None when it is not at work."""
    query = select(Run).where(Run.id == run_id, Run.state.in_(AT_WORK))
    held = query.with_for_update(of=Run) if session.info.get("changing") else query
    return session.scalar(held)


def asked_by(run: Run) -> str:
    """For whom it was asked, as evidence says it for ever: a group or an office, never a name."""
    study = run.study
    groups = {one.id: one.group for one in study.members if one.id == run.for_member_id}
    if run.for_member_id is None and run.proposed_by_id is not None:
        groups = {one.id: one.group for one in study.members if _is(run, one.person_id)}
        groups |= {one.id: one.institution for one in study.experts if _is(run, one.person_id)}
    return next((group for group in groups.values() if group), study.office.name)


def _is(run: Run, person_id: int | None) -> bool:
    return person_id is not None and person_id == run.proposed_by_id


@dataclass(frozen=True)
class Dismissal:
    """A job for which nobody waits any more, and where it is."""

    url: str
    job: str


def job_to_dismiss(session: Session, run_id: int) -> Dismissal | None:
    """The job of a run that was cancelled or given up."""
    run = session.get(Run, run_id)
    if run is None or not run.job or run.state not in {RunState.CANCELLED, RunState.UNKNOWN}:
        return None
    return Dismissal(session.get_one(Provider, run.provider_id).url, run.job)


def model_asked(session: Session, run: Run) -> Process | None:
    """The model that a run asks, as it is described today."""
    query = select(Process).where(
        Process.provider_id == run.provider_id, Process.name == run.process
    )
    return session.scalar(query)


@dataclass(frozen=True)
class Wording:
    """What a question is called, in Spanish and in Quechua; units and titles of its inputs."""

    title: str
    title_qu: str
    units: Mapping[str, str]
    input_titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def wording(session: Session, run: Run) -> Wording:
    """How the question of a run reads in its evidence."""
    process = model_asked(session, run)
    if process is None:
        return Wording(run.process, "", {})
    units = {spec.name: spec.unit for spec in described(process).inputs if spec.unit}
    es, qu = (question_words(process, run.inputs, language) for language in ("es", "qu"))
    titles = {spec.name: spec.title for spec in described(process).inputs if spec.title}
    return Wording(es, qu, units, titles)


def question_words(process: Process, inputs: Mapping[str, Any], language: str) -> str:
    """A question in a line: its scenarios, and each input that is not as usual."""
    model = described(process)
    words = []
    for spec in model.inputs:
        value = inputs.get(spec.name)
        if spec.choices and isinstance(value, list):
            titles = {each.value: texts.in_language(each.title, language) for each in spec.choices}
            words.append(", ".join(titles.get(each) or each for each in value))
        elif value is not None and value != spec.default and not spec.choices:
            named = texts.in_language(spec.title, language) or spec.name
            number = str(value) if language == "en" else str(value).replace(".", ",")
            unit = "" if spec.unit in UNSAID else spec.unit
            words.append(f"{named} {number} {unit}".strip())
    return texts.one_line(" · ".join(words)) or texts.in_language(model.title, language)


def _question(run: Run, url: str) -> Question:
    return Question(
        run_id=run.id,
        url=url,
        process=run.process,
        version=run.process_version,
        inputs=run.inputs,
        key=run.key,
        job=run.job,
        state=run.state,
        started_at=run.started_at or run.proposed_at,
    )
