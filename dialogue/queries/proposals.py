"""What was put to the table, for who may read it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.kinds import ThreadVisibility
from dialogue.lifecycle.rounds import RoundState
from dialogue.models import Process, Proposal, Round, Thread
from dialogue.policy import TABLE, Action
from kernel.errors import NotFound, RuleBroken
from kernel.policy import Actor, allowed

GOING_ON = (RoundState.OPEN, RoundState.HEARING)


def proposals_of(session: Session, actor: Actor, process: Process) -> Sequence[Proposal]:
    """The proposals of a process that this actor may read, the newest first."""
    query = select(Proposal).where(Proposal.process_id == process.id)
    if not allowed(TABLE, actor, Action.READ, process):
        query = query.where(Proposal.is_public)
    return session.scalars(query.order_by(Proposal.id.desc())).all()


def proposal_for(session: Session, actor: Actor, process: Process, code: str) -> Proposal:
    """The proposal of this code in this process; else, or when it is not to be read, NotFound."""
    query = select(Proposal).where(Proposal.code == code.upper(), Proposal.process_id == process.id)
    found = session.scalar(query)
    inside = allowed(TABLE, actor, Action.READ, process)
    if found is None or not (inside or found.is_public):
        raise NotFound("not-found")
    return found


def threads_offered(session: Session, process: Process) -> Sequence[Thread]:
    """The threads of a process to which a proposal can be tied."""
    query = select(Thread).where(Thread.process_id == process.id)
    return session.scalars(query.order_by(Thread.id.desc())).all()


def thread_of(
    session: Session, actor: Actor, process: Process, proposal: Proposal
) -> Thread | None:
    """The thread in which it is talked of, for who may read that too."""
    if proposal.thread_id is None:
        return None
    thread = session.get_one(Thread, proposal.thread_id)
    inside = allowed(TABLE, actor, Action.READ, process)
    return thread if inside or thread.visibility is ThreadVisibility.PUBLIC else None


def rounds_going_on(session: Session, process: Process) -> bool:
    """Whether positions are taken on anything at this table, or objections heard."""
    query = select(Round.id).where(Round.process_id == process.id, Round.state.in_(GOING_ON))
    return session.scalar(query.limit(1)) is not None


def expect_no_round_going_on(session: Session, proposal: Proposal) -> None:
    """RuleBroken while positions are taken, or objections heard."""
    query = select(Round.id).where(Round.proposal_id == proposal.id, Round.state.in_(GOING_ON))
    if session.scalar(query) is not None:
        raise RuleBroken("round-going-on")
