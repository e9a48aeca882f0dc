"""For whom somebody speaks when they say something of evidence or of thresholds."""

from basin.models import Expert, Member, Study
from kernel.errors import BadInput
from kernel.policy import Actor


def said_by(actor: Actor, study: Study, group: str) -> str:
    """The name that stands beside it: who sits at the table speaks for themselves.

    Staff write down what a `group` said, and name it; BadInput when they do not.
    """
    if group.strip():
        return group.strip()
    found: Member | Expert | None = seat_of(actor, study) or expert_of(actor, study)
    if found is None:
        raise BadInput("said-by-nobody")
    stands_for = found.group if isinstance(found, Member) else found.institution
    return f"{found.name} ({stands_for})" if stands_for else found.name


def seat_of(actor: Actor, study: Study) -> Member | None:
    """Where the actor sits at the table of this study, if they do."""
    return next((one for one in study.members if _is(actor, one)), None)


def expert_of(actor: Actor, study: Study) -> Expert | None:
    """Who the actor is in the council of this study, if they are in it."""
    return next((one for one in study.experts if _is(actor, one)), None)


def _is(actor: Actor, one: Member | Expert) -> bool:
    return actor.person_id is not None and one.person_id == actor.person_id and one.left_on is None
