"""Where a case was offered to a table of dialogue, what became of it, and what was promised."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries.offices import offices_open
from commitments.lifecycle import UNBOUND
from commitments.models import Commitment
from commitments.policy import READERS
from grievances.models import Case
from kernel.handovers import Handover, Wanted, handovers_from
from kernel.policy import Actor


@dataclass(frozen=True)
class OfferMade:
    """One offer, the office that it went to, and the commitments of what came of it."""

    handover: Handover
    office: Office | None
    promises: Sequence[Commitment]


def tables_for(session: Session, case: Case) -> list[Office]:
    """The offices that may be asked: those of the country that work today, its own too."""
    return [one for one in offices_open(session) if one.country == case.office.country]


def offers_made(session: Session, actor: Actor, case: Case) -> list[OfferMade]:
    """Every offer of this case to a table, the first one first."""
    offices = {one.id: one for one in offices_open(session)}
    return [
        OfferMade(one, offices.get(one.office_id), _promises(session, actor, one))
        for one in handovers_from(session, f"case:{case.reference}")
        if one.wanted is Wanted.PROCESS
    ]


def _promises(session: Session, actor: Actor, handover: Handover) -> Sequence[Commitment]:
    """What belongs to the process that came of it, as far as this actor may read it."""
    if not handover.result_ref:
        return []
    query = select(Commitment).where(
        Commitment.belongs_to == handover.result_ref,
        Commitment.office_id == handover.office_id,
        Commitment.status.not_in(UNBOUND),
        or_(Commitment.is_public.is_(True), Commitment.office_id.in_(actor.offices(*READERS))),
    )
    return session.scalars(query.order_by(Commitment.id)).all()
