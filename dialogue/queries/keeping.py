"""How what was promised at a table is kept: the rates of its commitments."""

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from commitments.models import Commitment
from commitments.quality import Rates, rates_of
from commitments.queries.quality import facts_of
from dialogue.models import Process
from dialogue.policy import TABLE, Action
from dialogue.queries.agreements.keeping import agreements_without_commitment
from kernel.policy import Actor, allowed


def rates_at(session: Session, actor: Actor, process: Process) -> Rates:
    """The rates of a process today; whoever is no party learns those of published commitments."""
    wanted = [
        Commitment.office_id == process.office_id,
        Commitment.belongs_to == process.subject,
    ]
    inside = allowed(TABLE, actor, Action.READ, process)
    if not inside:
        wanted.append(Commitment.is_public.is_(True))
    return rates_of(
        facts_of(session, wanted),
        today_at(process.office),
        agreements_without_commitment=agreements_without_commitment(session, process)
        if inside
        else None,
    )
