"""Who is in the Council of Experts of a study."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from basin import events
from basin.models import Expert, Study
from basin.policy import TABLE, Action
from kernel.audit import record
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require


@dataclass(frozen=True)
class Candidate:
    """Somebody for the council; `person_id` where they have an account."""

    name: str
    institution: str = ""
    discipline: str = ""
    proposed_by: str = ""
    person_id: int | None = None


def join_council(
    session: Session, actor: Actor, study: Study, candidate: Candidate, since: date
) -> Expert:
    """Let an expert into the council; an account is in it once. BadInput without a name."""
    require(TABLE, actor, Action.CHANGE, study)
    if not candidate.name.strip():
        raise BadInput("expert-without-name")
    if candidate.person_id is not None and candidate.person_id in accounts_in(study):
        raise RuleBroken("expert-is-in-already")
    expert = Expert(office_id=study.office_id, since=since, **vars(candidate))
    study.experts.append(expert)
    session.flush()  # the trail names the expert
    record(session, events.EXPERT_JOINED, actor, study.subject, expert_id=expert.id)
    return expert


def leave_council(
    session: Session, actor: Actor, study: Study, expert: Expert, today: date
) -> None:
    """An expert leaves: they sign no more, and what they signed stays under their name."""
    require(TABLE, actor, Action.CHANGE, study)
    if expert.left_on is None:
        expert.left_on = today
        record(session, events.EXPERT_LEFT, actor, study.subject, expert_id=expert.id)


def accounts_in(study: Study) -> frozenset[int | None]:
    """The accounts of those who are in the council now."""
    return frozenset(expert.person_id for expert in study.experts if expert.left_on is None)
