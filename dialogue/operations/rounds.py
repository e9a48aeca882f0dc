"""A round of positions is planned, opened, heard, closed and sealed, or made void."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import events
from dialogue.kinds import Reasons, Reveal
from dialogue.lifecycle.rounds import ROUND, RoundState, RoundVerb
from dialogue.models import Group, Process, Proposal, Round, RoundResult
from dialogue.operations.holding import hold_anew
from dialogue.operations.results import Telling, seal_result
from dialogue.policy import DECIDERS, TABLE, Action
from dialogue.protocols import Rules
from dialogue.protocols.kinds import Protocol
from dialogue.queries.proposals import expect_no_round_going_on
from kernel.audit import record
from kernel.clock import now
from kernel.database import hold
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require

FEWEST_OPTIONS = 2


@dataclass(frozen=True)
class Plan:
    """How a round is held. `settings` are those of `protocols.Rules`, without alternatives."""

    protocol: Protocol
    settings: Mapping[str, Any] = field(default_factory=dict)
    reveal: Reveal = Reveal.CLOSED
    reasons: Reasons = Reasons.ON_NEGATIVE
    closes_at: datetime | None = None
    meeting: str = ""


def plan_round(
    session: Session, actor: Actor, process: Process, proposal: Proposal, plan: Plan
) -> Round:
    """Prepare a round on the newest version of a proposal."""
    require(TABLE, actor, Action.RUN, process)
    hold_anew(session, proposal)
    if proposal.withdrawn_at is not None:
        raise RuleBroken("proposal-withdrawn")
    newest = proposal.versions[-1]
    if plan.protocol is Protocol.RANKED and len(newest.options) < FEWEST_OPTIONS:
        raise RuleBroken("round-without-options")
    if plan.closes_at is not None and plan.closes_at <= now():
        raise BadInput("closing-in-past")
    made = Round(
        office_id=process.office_id,
        process_id=process.id,
        proposal=proposal,
        proposed=newest,
        number=_next_number(session, proposal),
        protocol=plan.protocol,
        settings=_settings(plan.settings),
        reveal=plan.reveal,
        reasons=plan.reasons,
        closes_at=plan.closes_at,
        meeting=plan.meeting,
        state=RoundState.PLANNED,
    )
    session.add(made)
    session.flush()  # the trail names it
    record(
        session, events.ROUND_MOVED, actor, process.subject,
        round_id=made.id, verb="plan", state=made.state,
    )  # fmt: skip
    return made


def open_round(session: Session, actor: Actor, process: Process, one: Round) -> None:
    """Begin to take positions; who is accredited now is what quorum is measured by."""
    require(TABLE, actor, Action.RUN, process)
    hold(session, one.proposal.subject)
    hold_anew(session, one)
    expect_no_round_going_on(session, one.proposal)
    if one.proposal.withdrawn_at is not None:
        raise RuleBroken("proposal-withdrawn")
    if one.closes_at is not None and one.closes_at <= now():
        raise BadInput("closing-in-past")
    groups = [group for group in process.groups if group.retired_on is None]
    if not groups:
        raise RuleBroken("round-without-groups")
    one.quorum = {"groups": [_snapshot(process, group) for group in groups]}
    one.opened_at = now()
    _move(session, actor, process, one, RoundVerb.OPEN)


def hear_objections(session: Session, actor: Actor, process: Process, one: Round) -> None:
    """Take no more positions; the table reads the objections, and may take them up."""
    require(TABLE, actor, Action.RUN, process)
    hold_anew(session, one)
    if one.protocol is not Protocol.CONSENT:
        raise RuleBroken("round-not-by-consent")
    _move(session, actor, process, one, RoundVerb.HEAR)


def close_round(
    session: Session, actor: Actor, process: Process, one: Round, telling: Telling
) -> RoundResult:
    """End a round: what it came to is computed and sealed for ever, with its words."""
    require(TABLE, actor, Action.RUN, process)
    hold_anew(session, one)
    one.closed_at = now()
    _move(session, actor, process, one, RoundVerb.CLOSE)
    return seal_result(session, actor, process, one, telling)


def void_round(session: Session, actor: Actor, process: Process, one: Round, reason: str) -> None:
    """Let a round count for nothing, with the reason; nobody learns what was answered in it."""
    require(TABLE, actor, Action.RUN, process)
    hold_anew(session, one)
    if not reason.strip():
        raise BadInput("reason-missing")
    one.void_reason = reason.strip()
    _move(session, actor, process, one, RoundVerb.VOID)


def _move(session: Session, actor: Actor, process: Process, one: Round, verb: RoundVerb) -> None:
    one.state = ROUND.after(one.state, verb)
    session.flush()  # another round that is open shows itself here
    record(
        session, events.ROUND_MOVED, actor, process.subject,
        round_id=one.id, verb=verb, state=one.state,
    )  # fmt: skip


def _next_number(session: Session, proposal: Proposal) -> int:
    last = select(func.max(Round.number)).where(Round.proposal_id == proposal.id)
    return (session.scalar(last) or 0) + 1


def _settings(given: Mapping[str, Any]) -> dict[str, Any]:
    """All of them, those left out as they usually are."""
    try:
        rules = Rules(**given)
    except (TypeError, ValueError) as wrong:
        raise BadInput("settings-wrong") from wrong
    return {name: value for name, value in vars(rules).items() if name != "alternatives"}


def _snapshot(process: Process, group: Group) -> dict[str, Any]:
    """A group as it is accredited today: a titular and their alternates are one seat."""
    today = today_at(process.office)
    seats = {
        seat.counted_as
        for seat in process.seats
        if seat.group_id == group.id and seat.kind in DECIDERS and seat.sits_on(today)
    }
    return {
        "id": group.id,
        "name": {"es": group.name, "qu": group.name_qu},
        "kind": group.kind.value,
        "decides": group.decides,
        "may_block": group.may_block,
        "seats": sorted(seats),
    }
