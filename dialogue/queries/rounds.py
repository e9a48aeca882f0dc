"""Rounds of positions, for who may read their proposal."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from dialogue.lifecycle.rounds import RoundState
from dialogue.models import Process, Proposal, Round
from dialogue.policy import TABLE, Action
from dialogue.protocols import Rules
from dialogue.protocols.kinds import Protocol
from kernel.clock import now
from kernel.errors import NotFound
from kernel.policy import Actor, allowed

SHARES = ("quorum", "aside_limit", "support", "majority")
"""The settings of a round that are shares of one; besides them there is `levels`."""

OVERTIME = timedelta(minutes=5)
"""The clock closes rounds every minute: one that is open so much later needs somebody."""


def rounds_of(
    session: Session, actor: Actor, process: Process, proposals: Collection[Proposal]
) -> Mapping[int, Sequence[Round]]:
    """The rounds of proposals that the actor may read, by the id of each, in their order.

    Everybody reads of closed rounds alone: see `allowed_to_know`.
    """
    query = select(Round).where(Round.proposal_id.in_([one.id for one in proposals]))
    found: dict[int, list[Round]] = {one.id: [] for one in proposals}
    inside = allowed(TABLE, actor, Action.READ, process)
    for one in session.scalars(query.order_by(Round.proposal_id, Round.number)):
        if inside or one.state is RoundState.CLOSED:
            found[one.proposal_id].append(one)
    return found


def round_for(
    session: Session, actor: Actor, process: Process, proposal: Proposal, number: int
) -> Round:
    """One round of a proposal that was found before; NotFound for one that is not to be known."""
    query = select(Round).where(Round.proposal_id == proposal.id, Round.number == number)
    found = session.scalar(query)
    inside = allowed(TABLE, actor, Action.READ, process)
    if found is None or not (inside or found.state is RoundState.CLOSED):
        raise NotFound("not-found")
    return found


def rounds_in(session: Session, process: Process, meeting: str) -> Sequence[Round]:
    """The rounds of a process that were held in one meeting, the newest first."""
    query = select(Round).where(Round.process_id == process.id, Round.meeting == meeting)
    return session.scalars(query.order_by(Round.id.desc())).all()


def rounds_due(session: Session, at: datetime, after: int, most: int) -> Sequence[int]:
    """The ids of open rounds whose time is over, of whatever office."""
    query = select(Round.id).where(
        Round.state == RoundState.OPEN, Round.closes_at <= at, Round.id > after
    )
    return session.scalars(query.order_by(Round.id).limit(most)).all()


def rounds_in_overtime(session: Session, process: Process) -> Sequence[Round]:
    """Those of a table that should be closed and are not: the clock did not come to it, or nobody
    has closed what was heard."""
    query = (
        select(Round)
        .join(Proposal, Round.proposal_id == Proposal.id)
        .where(
            Round.process_id == process.id,
            Round.state.in_([RoundState.OPEN, RoundState.HEARING]),
            Round.closes_at <= now() - OVERTIME,
        )
        .options(contains_eager(Round.proposal).lazyload(Proposal.versions))
    )
    return session.scalars(query.order_by(Round.id)).all()


def round_numbered(session: Session, number: int) -> tuple[Round, Process]:
    """A round by its id and its table, for the platform itself."""
    one = session.get_one(Round, number)
    return one, session.get_one(Process, one.process_id)


def rules_of(one: Round) -> Rules:
    """What was settled about a round, as the protocols ask for it."""
    known: dict[str, Any] = dict(one.settings)
    ranked = one.protocol is Protocol.RANKED
    alternatives = tuple(one_of for one_of, _ in alternatives_of(one)) if ranked else ()
    return Rules(**known, alternatives=alternatives)


def alternatives_of(one: Round) -> Sequence[tuple[str, Mapping[str, str]]]:
    """What a ranked round puts in order: the key of each, and its words by language."""
    return [(str(number), words) for number, words in enumerate(one.proposed.options, 1)]
