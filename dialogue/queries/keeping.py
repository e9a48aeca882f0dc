"""How what was promised at a table is kept: the rates of its commitments."""

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from commitments.models import Commitment
from commitments.quality import Rate, Rates, rates_of
from commitments.queries.quality import facts_of
from dialogue.models import Process
from dialogue.policy import TABLE, Action
from dialogue.queries.agreements.keeping import agreements_without_commitment
from kernel.policy import Actor, allowed
from meetings.queries import quality
from meetings.queries.quality import actas_without_agenda


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
        actas_without_agenda=actas_without_agenda(session, process.office, process.subject)
        if inside
        else None,
        agreements_without_commitment=_unfollowed(session, process) if inside else None,
    )


def _unfollowed(session: Session, process: Process) -> Rate:
    """Of the agreements of the table and of the actas of its meetings."""
    noted = quality.agreements_without_commitment(session, process.office, process.subject)
    return agreements_without_commitment(session, process) + noted
