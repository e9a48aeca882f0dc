"""Runs of models: one by its code, the list of a study, and what the same question led to."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from accounts.models import Person
from basin.lifecycle import ACTIVE, RUN_VIEWS, RunState, RunView
from basin.models import Evidence, Process, Run, Study
from basin.policy import TABLE, Action
from kernel.errors import NotFound
from kernel.policy import Actor, allowed, require

RUNS_A_PAGE = 30


def run_for(
    session: Session,
    actor: Actor,
    code: str,
    action: Action = Action.READ,
    *,
    for_change: bool = False,
) -> Run:
    """The run of this code for who may read its study; NotFound for everybody else."""
    query = select(Run).where(Run.code == code.strip().upper())
    found = session.scalar(query.with_for_update(of=Run) if for_change else query)
    if found is None or not allowed(TABLE, actor, action, found.study):
        raise NotFound("not-found")
    return found


def runs_of(
    session: Session,
    actor: Actor,
    study: Study,
    view: RunView = RunView.ALL,
    *,
    mine: bool = False,
    before: int | None = None,
) -> Sequence[Run]:
    """Runs of a study, newest first, one more than a page holds; `before` is the id of a run."""
    require(TABLE, actor, Action.READ, study)
    query = select(Run).where(Run.study_id == study.id, Run.state.in_(RUN_VIEWS[view]))
    if mine:
        query = query.where(_of_person(actor))
    if before is not None:
        query = query.where(Run.id < before)
    return session.scalars(query.order_by(Run.id.desc()).limit(RUNS_A_PAGE + 1)).all()


def counts_of(
    session: Session, actor: Actor, study: Study, *, mine: bool = False
) -> dict[RunView, int]:
    """How many runs of a study each view holds."""
    require(TABLE, actor, Action.READ, study)
    query = select(Run.state, func.count()).where(Run.study_id == study.id)
    if mine:
        query = query.where(_of_person(actor))
    found = dict(session.execute(query.group_by(Run.state)).all())
    return {view: sum(found.get(each, 0) for each in states) for view, states in RUN_VIEWS.items()}


def standing_run(session: Session, study: Study, process: Process, sha256: str) -> Run | None:
    """The run that asks the same, as long as it waits, works or gave evidence."""
    query = select(Run).where(
        Run.study_id == study.id,
        Run.process == process.name,
        Run.process_version == process.version,
        Run.inputs_sha256 == sha256,
        Run.state.in_(ACTIVE | {RunState.STORED}),
    )
    return session.scalar(query)


def how_many(session: Session, *conditions: ColumnElement[bool]) -> int:
    """How many runs there are of which all of this holds."""
    return session.scalar(select(func.count()).select_from(Run).where(*conditions)) or 0


def proposed_since(session: Session, person_id: int, since: datetime) -> int:
    """How many runs somebody proposed since then, in whatever study."""
    return how_many(session, Run.proposed_by_id == person_id, Run.proposed_at >= since)


def started_since(session: Session, person_id: int, since: datetime) -> int:
    """How many runs somebody started since then, in whatever study."""
    return how_many(session, Run.started_by_id == person_id, Run.started_at >= since)


def in_states(session: Session, study: Study, states: frozenset[RunState]) -> int:
    """How many runs of a study stand in one of these states."""
    return how_many(session, Run.study_id == study.id, Run.state.in_(states))


def evidence_of(session: Session, run: Run) -> Evidence | None:
    """What a run gave."""
    return session.scalar(select(Evidence).where(Evidence.run_id == run.id))


def asked_again_by(session: Session, run: Run) -> Run | None:
    """The newest run that asks again what this one asked."""
    query = select(Run).where(Run.again_of_id == run.id)
    return session.scalar(query.order_by(Run.id.desc()).limit(1))


def names_of(session: Session, runs: Sequence[Run]) -> dict[int, str]:
    """The names of those who proposed, started or ended these runs, by their ids."""
    people = ((run.proposed_by_id, run.started_by_id, run.ended_by_id) for run in runs)
    ids = {each for those in people for each in those if each is not None}
    query = select(Person.id, Person.name).where(Person.id.in_(ids))
    return dict(session.execute(query).all())


def models_of(session: Session, runs: Sequence[Run]) -> dict[tuple[int, str], Process]:
    """The models that these runs ask, by service and name, as they are described today."""
    query = select(Process).where(Process.name.in_({run.process for run in runs}))
    found = session.scalars(query).all()
    return {(process.provider_id, process.name): process for process in found}


def _of_person(actor: Actor) -> ColumnElement[bool]:
    return Run.proposed_by_id == actor.person_id
