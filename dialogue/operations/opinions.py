"""Opinion groups are looked for by the worker: ordered in a change, kept in another."""

from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from dialogue import events
from dialogue.kinds import OpinionState
from dialogue.models import Conversation, OpinionRun, Process, Statement
from dialogue.policy import TABLE, Action
from dialogue.queries.opinions import conversations_due, last_run
from kernel.audit import record
from kernel.canonical import canonical_json
from kernel.clock import now
from kernel.jobs import Jobs
from kernel.policy import SYSTEM, Actor, require

GROUP = "dialogue.group-opinions"


def ask_for_groups(
    session: Session,
    jobs: Jobs,
    actor: Actor,
    process: Process,
    conversation: Conversation,
    *,
    anew: bool = False,
) -> OpinionRun:
    """Let the worker look for them now; one that waits already stays the only one, unless it must
    be `anew`: one that waits may have read the votes before the last of them."""
    require(TABLE, actor, Action.CONVERSE, process)
    last = last_run(session, conversation)
    if not anew and last is not None and last.state is OpinionState.QUEUED:
        return last
    return _order(session, jobs, conversation)


def ask_for_due(session: Session, jobs: Jobs) -> int:
    """Look for them wherever votes grew enough; in how many conversations."""
    due = conversations_due(session)
    for one in due:
        _order(session, jobs, one)
    return len(due)


def _order(session: Session, jobs: Jobs, conversation: Conversation) -> OpinionRun:
    run = OpinionRun(
        office_id=conversation.office_id, conversation_id=conversation.id, votes=conversation.votes
    )
    session.add(run)
    session.flush()  # the worker finds it by its id
    jobs.enqueue(session, GROUP, run.id, key=str(run.id))
    return run


def keep_groups(session: Session, run_id: int, result: dict[str, Any], grouped: int) -> None:
    """Keep what was found; how far each statement parts people orders what is asked next."""
    run = session.get_one(OpinionRun, run_id)
    if run.state is not OpinionState.QUEUED:
        return
    run.state = OpinionState.DONE if grouped else OpinionState.TOO_FEW
    run.votes, run.ended_at = result["votes"], now()
    run.result = canonical_json(result)
    _order_by_extremity(session, run, result["statements"])
    conversation = session.get_one(Conversation, run.conversation_id)
    process = session.get_one(Process, conversation.process_id)
    record(
        session, events.OPINIONS_GROUPED, SYSTEM, process.subject, run_id=run.id, state=run.state
    )  # fmt: skip


def give_up(session: Session, run_id: int) -> None:
    """Say that it failed; the office can order it again."""
    run = session.get_one(OpinionRun, run_id)
    run.state, run.ended_at = OpinionState.FAILED, now()


def _order_by_extremity(session: Session, run: OpinionRun, figures: list[dict[str, Any]]) -> None:
    table = Statement.__table__
    query = (
        update(table)  # type: ignore[arg-type]  # a table, not its class: many rows at once
        .where(table.c.conversation_id == run.conversation_id, table.c.number == bindparam("of"))
        .values(extremity=bindparam("far"))
    )
    rows = [{"of": one["statement"], "far": one["extremity"]} for one in figures]
    if rows:
        session.execute(query, rows)
