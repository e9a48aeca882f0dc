"""A case, or what several cases show, is offered to a table of dialogue.

Only what whoever offers it types goes over: no word of the person who filed it, no name, no code.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from grievances import events
from grievances.models import Case
from grievances.policy import TABLE, Action
from grievances.queries.offering import tables_for
from kernel.audit import record
from kernel.errors import BadInput, NotFound
from kernel.handovers import Handover, Offered, Wanted, offer
from kernel.policy import Actor, require


@dataclass(frozen=True)
class Telling:
    """What is told of it: a title, and why a table should take it up."""

    office_id: int
    title: str
    reason: str


def offer_to_table(session: Session, actor: Actor, case: Case, telling: Telling) -> Handover:
    """Offer it to an office that keeps tables; NotFound for one that may not be asked."""
    require(TABLE, actor, Action.OFFER, case)
    if telling.office_id not in {one.id for one in tables_for(session, case)}:
        raise NotFound("not-found")
    if not telling.title.strip():
        raise BadInput("title-missing")
    if not telling.reason.strip():
        raise BadInput("reason-missing")
    handover = offer(
        session,
        actor,
        from_ref=f"case:{case.reference}",
        wanted=Wanted.PROCESS,
        office_id=telling.office_id,
        offered=Offered(title=telling.title.strip(), reason=telling.reason.strip()),
    )
    record(session, events.CASE_OFFERED, actor, case.subject, handover_id=handover.id)
    return handover
