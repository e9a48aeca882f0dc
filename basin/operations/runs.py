"""Asking a model something: proposing a run, starting it, declining, cancelling, asking again."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from basin import events
from basin.contract.canonical import canonical, digest
from basin.contract.inputs import InputsRefused, expanded
from basin.lifecycle import ENDED, RUN, RunState, RunVerb
from basin.models import Member, Process, Run, Study
from basin.operations.run_limits import (
    expect_room_to_propose,
    expect_room_to_start,
    take_turns,
)
from basin.policy import TABLE, Action, keeper_here
from basin.queries.providers import described, model_of
from basin.queries.runs import standing_run
from kernel.audit import record
from kernel.clock import now
from kernel.codes import free_code
from kernel.errors import BadInput, Forbidden, RuleBroken
from kernel.jobs import Jobs
from kernel.policy import Actor, require

SUBMIT, DISMISS = "basin.submit", "basin.dismiss"
CODE_SIGNS = 6
KEY_BYTES = 16


@dataclass(frozen=True)
class Ask:
    """What somebody asks a model: values for its inputs, and why.

    `seen` is the version of the model whose inputs were filled in; `member` is who proposes, where
    somebody of the office writes it down for them; `again_of` is a run that gave nothing.
    """

    values: Mapping[str, Any]
    why: str
    seen: str
    member: Member | None = None
    again_of: Run | None = None


@dataclass(frozen=True)
class Asked:
    """The run that asks it, and whether it was made now: the same question stands once."""

    run: Run
    is_new: bool


def propose(session: Session, actor: Actor, study: Study, ask: Ask) -> Asked:
    """Propose a run, or find the one that asks the same and waits, works or gave evidence.

    RuleBroken when the study is closed, no service offers its model, the model changed since it was
    seen, or there is no room; BadInput `run-inputs-refused` names the inputs that are wrong.
    """
    if not study.is_open:
        raise RuleBroken("study-closed")
    require(TABLE, actor, Action.PROPOSE, study)
    model = model_as_seen(session, study, ask.seen)
    inputs = inputs_of(model, ask.values)
    if not ask.why.strip():
        raise BadInput("run-without-reason")
    _expect_may_speak_for(actor, study, ask.member)
    take_turns(session, actor, study)
    standing = standing_run(session, study, model, digest(canonical(inputs)))
    if standing is not None:
        return Asked(standing, is_new=False)
    expect_room_to_propose(session, actor, study)
    return Asked(_new_run(session, actor, study, model, inputs, ask), is_new=True)


def start(session: Session, jobs: Jobs, actor: Actor, run: Run) -> None:
    """Let the worker ask the service; RuleBroken when the model changed since it was proposed."""
    if not run.study.is_open:
        raise RuleBroken("study-closed")
    require(TABLE, actor, Action.START, run.study)
    RUN.after(run.state, RunVerb.START)
    model_as_seen(session, run.study, run.process_version)
    take_turns(session, actor, run.study)
    expect_room_to_start(session, actor, run.study)
    move(session, actor, run, RunVerb.START)
    run.started_by_id, run.started_at = actor.person_id, now()
    jobs.enqueue(session, SUBMIT, run.id, 0, key=f"{run.id}-0")


def decline(session: Session, actor: Actor, run: Run, reason: str) -> None:
    """Say no to a proposal, and why."""
    require(TABLE, actor, Action.START, run.study)
    if not reason.strip():
        raise BadInput("run-declined-without-reason")
    end(session, actor, run, RunVerb.DECLINE)
    run.told = reason.strip()


def cancel(session: Session, jobs: Jobs, actor: Actor, run: Run) -> None:
    """Stop it, also at the service; nothing that it answers from now on is kept."""
    require(TABLE, actor, Action.CANCEL, run.study)
    end(session, actor, run, RunVerb.CANCEL)
    if run.job:
        jobs.enqueue(session, DISMISS, run.id, 0, key=f"{run.id}-0")


def ask_again(session: Session, actor: Actor, run: Run) -> Asked:
    """Ask the same once more, after a run that gave nothing: a new run, of the model of today."""
    if run.state not in ENDED - {RunState.STORED}:
        raise RuleBroken("run-not-to-be-repeated")
    model = model_of(session, run.study)
    ask = Ask(
        values=run.inputs,
        why=run.why,
        seen=model.version if model else "",
        member=run.for_member if keeper_here(actor, run.study) else None,
        again_of=run,
    )
    return propose(session, actor, run.study, ask)


def model_as_seen(session: Session, study: Study, seen: str) -> Process:
    """The model of a study; RuleBroken when none is offered, or another version than was seen."""
    model = model_of(session, study)
    if model is None:
        raise RuleBroken("run-without-model")
    if model.version != seen:
        raise RuleBroken("run-model-changed")
    return model


def inputs_of(model: Process, values: Mapping[str, Any]) -> dict[str, Any]:
    """Every input with its value; BadInput names those that the model does not take.

    A whole number is written without a point, so that 30 and 30.0 are the same question.
    """
    try:
        taken = expanded(described(model).inputs, values)
    except InputsRefused as refused:
        raise BadInput("run-inputs-refused", **refused.problems) from None
    return {name: _plain(value) for name, value in taken.items()}


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def move(session: Session, actor: Actor, run: Run, verb: RunVerb) -> None:
    """Let a run move, and the trail know; RuleBroken when it cannot."""
    before, run.state = run.state, RUN.after(run.state, verb)
    record(
        session, events.RUN_MOVED, actor, run.subject,
        verb=str(verb), before=str(before), after=str(run.state),
    )  # fmt: skip


def end(session: Session, actor: Actor, run: Run, verb: RunVerb) -> None:
    """Let a run end by this verb."""
    move(session, actor, run, verb)
    run.ended_at, run.ended_by_id = now(), actor.person_id


def _new_run(
    session: Session, actor: Actor, study: Study, model: Process, inputs: dict[str, Any], ask: Ask
) -> Run:
    run = Run(
        office_id=study.office_id,
        study_id=study.id,
        study=study,
        code=free_code(session, Run.code, "R", CODE_SIGNS),
        key=secrets.token_hex(KEY_BYTES),
        provider_id=model.provider_id,
        process=model.name,
        process_version=model.version,
        inputs=inputs,
        inputs_sha256=digest(canonical(inputs)),
        why=ask.why.strip(),
        state=RunState.PROPOSED,
        proposed_by_id=actor.person_id,
        for_member_id=ask.member.id if ask.member else None,
        again_of_id=ask.again_of.id if ask.again_of else None,
    )
    session.add(run)
    session.flush()  # the trail names it
    record(
        session, events.RUN_PROPOSED, actor, run.subject,
        study=study.subject, inputs_sha256=run.inputs_sha256,
    )  # fmt: skip
    return run


def _expect_may_speak_for(actor: Actor, study: Study, member: Member | None) -> None:
    """Somebody of the office writes down what a member without an account proposes."""
    if member is None:
        return
    if not (keeper_here(actor, study) or actor.system):
        raise Forbidden("not-allowed")
    if member.study_id != study.id or member.left_on is not None:
        raise BadInput("run-for-nobody")
