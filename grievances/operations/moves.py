"""The one way to a new state: require, change, add the step, write the trail."""

from sqlalchemy.orm import Session

from grievances import events
from grievances.deadlines import FAR_OFF
from grievances.lifecycle import CASE, CLOCK_STOPPED, REOPENING, State, Verb
from grievances.models import Case, Step
from grievances.policy import TABLE
from grievances.queries.clocks import deadline_of, pause_of
from kernel.audit import record
from kernel.clock import now
from kernel.errors import RuleBroken
from kernel.policy import Actor, require


def move(session: Session, actor: Actor, case: Case, verb: Verb) -> State:
    """Make one move; the state before. RuleBroken out of order, Forbidden for others."""
    before, after = case.state, CASE.after(case.state, verb)
    require(TABLE, actor, verb, case)
    case.state = after
    if after is not before:
        if before in CLOCK_STOPPED:
            case.pauses = [*case.pauses, pause_of(case)]
        case.entered_state_at = now()
    if verb in REOPENING:
        case.reopened_at = case.entered_state_at
    set_due(case)
    session.add(
        Step(case_id=case.id, verb=verb, before=before, after=after, person_id=actor.person_id)
    )
    record(
        session, events.CASE_MOVED, actor, case.subject, verb=verb, before=before, after=after
    )  # fmt: skip
    return before


def set_due(case: Case) -> None:
    """Write down by when somebody must move next, after anything that its clocks depend on."""
    deadline = deadline_of(case)
    case.due_on = deadline.due if deadline else FAR_OFF
    case.amber_on = deadline.amber() if deadline else FAR_OFF


def expect_version(case: Case, seen: int) -> None:
    """RuleBroken when somebody changed the case since the page with this form was made."""
    if case.version != seen:
        raise RuleBroken("changed-meanwhile")
