"""What a programme promised: its open commitments, and the rates that only its meetings tell."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from commitments.kinds import Tab
from commitments.models import Commitment
from commitments.quality import Rate, Rates
from commitments.queries.quality import rates_for
from commitments.queries.registry import Filters, all_of
from kernel.policy import Actor
from meetings.lifecycle import State
from meetings.models import AgendaItem, Agreement, Meeting
from trainings.models import Programme


def open_promises(session: Session, actor: Actor, programme: Programme) -> Sequence[Commitment]:
    """What was promised in the programme and is not done, the overdue first."""
    return all_of(session, actor, Filters(tab=Tab.OPEN, belongs_to=programme.subject))


def programme_rates(session: Session, actor: Actor, programme: Programme) -> Rates:
    """The quality rates of a programme, with those of its actas and agreements."""
    return rates_for(
        session,
        actor,
        programme.office,
        belongs_to=programme.subject,
        actas_without_agenda=_without_agenda(session, programme),
        agreements_without_commitment=_without_commitment(session, programme),
    )


def _actas(programme: Programme) -> Select[int]:
    """The meetings of a programme whose acta is sealed, or came from paper."""
    return select(Meeting.id).where(
        Meeting.belongs_to == programme.subject,
        Meeting.cancelled_at.is_(None),
        (Meeting.state == State.SEALED) | Meeting.imported,
    )


def _without_agenda(session: Session, programme: Programme) -> Rate | None:
    actas = session.scalars(_actas(programme)).all()
    query = select(AgendaItem.meeting_id).where(AgendaItem.meeting_id.in_(actas)).distinct()
    return Rate(len(actas) - len(session.scalars(query).all()), len(actas)) if actas else None


def _without_commitment(session: Session, programme: Programme) -> Rate | None:
    agreements = select(Agreement.id).where(
        Agreement.meeting_id.in_(_actas(programme)), Agreement.withdrawn_at.is_(None)
    )
    every = _count(session, agreements)
    followed = select(Commitment.id).where(Commitment.agreement == Agreement.reference).exists()
    return Rate(_count(session, agreements.where(~followed)), every) if every else None


def _count(session: Session, rows: Select[int]) -> int:
    return session.scalar(select(func.count()).select_from(rows.subquery())) or 0
