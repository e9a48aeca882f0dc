"""For whom somebody speaks when they say something of evidence or of thresholds."""

from collections.abc import Mapping

from basin.kinds import Side
from basin.models import Expert, Member, Study
from kernel.errors import BadInput
from kernel.policy import Actor

UNNAMED: Mapping[Side, str] = {
    Side.COMMUNITY: "Alguien de la comunidad",
    Side.COMPANY: "Alguien de la empresa",
    Side.AUTHORITY: "Alguien de la autoridad",
    Side.ACADEMIA: "Alguien de la universidad",
    Side.CIVIL_SOCIETY: "Alguien de la sociedad civil",
    Side.OBSERVER: "Alguien que observa",
}
"""Who sits without a group, as the ledger names them for ever: never by name."""


def said_by(actor: Actor, study: Study, group: str) -> str:
    """The name that stands beside it for ever: of a group at the table, of an expert by name.

    Staff write down what a `group` said, and name it; BadInput when they do not. Who sits at the
    table speaks for their group: what is published must not point at one person of it.
    """
    if group.strip():
        return group.strip()
    if seat := seat_of(actor, study):
        return seat.group or UNNAMED[seat.side]
    expert = expert_of(actor, study)
    if expert is None:
        raise BadInput("said-by-nobody")
    return f"{expert.name} ({expert.institution})" if expert.institution else expert.name


def seat_of(actor: Actor, study: Study) -> Member | None:
    """Where the actor sits at the table of this study, if they do."""
    return next((one for one in study.members if _is(actor, one)), None)


def expert_of(actor: Actor, study: Study) -> Expert | None:
    """Who the actor is in the council of this study, if they are in it."""
    return next((one for one in study.experts if _is(actor, one)), None)


def _is(actor: Actor, one: Member | Expert) -> bool:
    return actor.person_id is not None and one.person_id == actor.person_id and one.left_on is None
