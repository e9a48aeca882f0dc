"""How many runs somebody may ask for: a model and those who read proposals have only so much time.

Days are those of the office. Who asks the same again for a failure counts like everybody.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from basin.lifecycle import AT_WORK, RunState
from basin.models import Study
from basin.queries import runs
from kernel.clock import now
from kernel.database import hold
from kernel.errors import RuleBroken
from kernel.policy import Actor

PROPOSALS_A_DAY = 20
"""By one person: each is read by somebody of the office, and more were never thought about."""
STARTS_A_DAY = 40
"""By one person: two full afternoons of a negotiation that asks every five minutes."""
PROPOSALS_OPEN = 60
"""In one study: nobody would find the one that matters among more."""
AT_ONCE = 6
"""In one study: a service does one after the other; who waits behind more misses the deadline."""


def take_turns(session: Session, actor: Actor, study: Study) -> None:
    """Who looks and then adds does so one after the other; always in this order."""
    hold(session, f"{study.subject}:runs")
    hold(session, f"{actor.name}:runs")


def expect_room_to_propose(session: Session, actor: Actor, study: Study) -> None:
    """RuleBroken when this person asked enough today, or the study has enough to read."""
    if actor.person_id is not None:
        today = runs.proposed_since(session, actor.person_id, day_began(study))
        if today >= PROPOSALS_A_DAY:
            raise RuleBroken("run-proposals-of-the-day")
    if runs.in_states(session, study, frozenset({RunState.PROPOSED})) >= PROPOSALS_OPEN:
        raise RuleBroken("run-proposals-open")


def expect_room_to_start(session: Session, actor: Actor, study: Study) -> None:
    """RuleBroken when this person started enough today, or the study has enough at work."""
    if actor.person_id is not None:
        today = runs.started_since(session, actor.person_id, day_began(study))
        if today >= STARTS_A_DAY:
            raise RuleBroken("run-starts-of-the-day")
    if runs.in_states(session, study, AT_WORK) >= AT_ONCE:
        raise RuleBroken("run-others-at-work")


def day_began(study: Study) -> datetime:
    """When the day of the office began."""
    zone = ZoneInfo(study.office.time_zone)
    return datetime.combine(now().astimezone(zone).date(), time(), zone)
