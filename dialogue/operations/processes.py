"""A process is made, changed, opened, put to rest and closed."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries.offices import today_at
from dialogue import events
from dialogue.kinds import Moderation, ProcessKind, Visibility
from dialogue.lifecycle.processes import PROCESS, ProcessState, ProcessVerb
from dialogue.models import Process
from dialogue.operations.hiding import hide_what_was_published
from dialogue.operations.stages import lay_stages
from dialogue.policy import TABLE, Action
from dialogue.queries.proposals import rounds_going_on
from kernel.audit import record
from kernel.codes import free_code
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from kernel.vault import Vault

CODE_SIGNS = 6


@dataclass(frozen=True)
class Outline:
    """What an office says of a process when it makes or changes one."""

    kind: ProcessKind
    title: str
    title_qu: str = ""
    summary: str = ""
    summary_qu: str = ""
    basin: str = ""
    place: str = ""
    ground_rules: str = ""
    ground_rules_qu: str = ""
    visibility: Visibility = Visibility.PARTIES
    moderation: Moderation = Moderation.AFTER
    study: str = ""
    organisation: str = ""


def make_process(
    session: Session,
    actor: Actor,
    vault: Vault,
    office: Office,
    outline: Outline,
    *,
    came_from: str = "",
) -> Process:
    """Begin to prepare a process, with the stages of its kind; its files get a key of their own."""
    require(TABLE, actor, Action.MAKE, office.id)
    if not outline.title.strip():
        raise BadInput("title-missing")
    process = Process(
        office_id=office.id,
        office=office,
        data_key_id=vault.new_data_key(session, [office.holder]).id,
        code=free_code(session, Process.code, "P", CODE_SIGNS),
        came_from=came_from,
        made_by_id=actor.person_id,
        groups=[],
        seats=[],
        **_written(outline),
    )
    session.add(process)
    session.flush()  # its parts refer to its id
    lay_stages(session, process)
    record(
        session, events.PROCESS_MADE, actor, process.subject,
        office_id=office.id, kind=process.kind,
    )  # fmt: skip
    return process


def change_process(
    session: Session, actor: Actor, process: Process, outline: Outline, *, seen: int
) -> None:
    """Write down anew what a process says of itself; its kind stays, for its stages come of it."""
    require(TABLE, actor, Action.CHANGE, process)
    if process.version != seen:
        raise RuleBroken("changed-meanwhile")
    if not outline.title.strip():
        raise BadInput("title-missing")
    for name, value in _written(outline).items():
        if name != "kind":
            setattr(process, name, value)
    if process.visibility is not Visibility.PUBLIC:
        hide_what_was_published(session, actor, process)
    record(
        session, events.PROCESS_CHANGED, actor, process.subject, visibility=process.visibility
    )  # fmt: skip


def move_process(
    session: Session, actor: Actor, process: Process, verb: ProcessVerb, closure: str = ""
) -> None:
    """Open, rest, resume, close or reopen it; a closed one says in `closure` what came of it."""
    require(TABLE, actor, Action.CHANGE, process)
    if verb in {ProcessVerb.CLOSE, ProcessVerb.SUSPEND} and rounds_going_on(session, process):
        raise RuleBroken("round-going-on")
    process.state = PROCESS.after(process.state, verb)
    today = today_at(process.office)
    if verb is ProcessVerb.CLOSE:
        if not closure.strip():
            raise BadInput("closure-missing")
        process.closure, process.closed_on = closure.strip(), today
    if process.state is ProcessState.GOING_ON:
        process.begun_on, process.closed_on = process.begun_on or today, None
    record(session, events.PROCESS_MOVED, actor, process.subject, verb=verb, state=process.state)


def _written(outline: Outline) -> dict[str, Any]:
    return {
        name: value.strip() if type(value) is str else value
        for name, value in vars(outline).items()
    }
