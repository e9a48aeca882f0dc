"""The quality rates of promises, with what only meetings know beside them."""

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from accounts.models import Office
from commitments.models import Commitment
from commitments.quality import Rate, Rates
from commitments.queries.quality import Teller, rates_for
from kernel.policy import Actor
from meetings.kinds import Extent
from meetings.models import AgendaItem, Agreement, Meeting
from meetings.particulars import HAD_AGENDA


def whole_rates(session: Session, actor: Actor, office: Office, belongs_to: str = "") -> Rates:
    """The rates of an office, or of one programme or process of it, of old actas and of ours."""
    return rates_for(
        session,
        actor,
        office,
        belongs_to=belongs_to,
        actas_without_agenda=actas_without_agenda(session, office, belongs_to),
        agreements_without_commitment=agreements_without_commitment(session, office, belongs_to),
    )


def actas_without_agenda(session: Session, office: Office, belongs_to: str = "") -> Rate:
    """Of the meetings that took place, how many had no agenda.

    Of old actas only those count that tell whether they had one. One made here was opened with an
    agenda, so it is counted by its points all the same: what cannot be is seen to be zero.
    """
    query = select(Meeting).where(
        Meeting.office_id == office.id,
        Meeting.cancelled_at.is_(None),
        or_(Meeting.imported.is_(True), Meeting.opened_at.is_not(None)),
    )
    if belongs_to:
        query = query.where(Meeting.belongs_to == belongs_to)
    points = exists().where(AgendaItem.meeting_id == Meeting.id)
    without = [
        _had_none(meeting, has) for meeting, has in session.execute(query.add_columns(points))
    ]
    told = [one for one in without if one is not None]
    return Rate(sum(told), len(told))


def agreements_without_commitment(session: Session, office: Office, belongs_to: str = "") -> Rate:
    """Of what was agreed, wholly or in part, how much no commitment follows."""
    query = (
        select(func.count(Agreement.id))
        .join(Meeting, Meeting.id == Agreement.meeting_id)
        .where(Agreement.office_id == office.id, Agreement.withdrawn_at.is_(None))
        .where(or_(Agreement.extent.is_(None), Agreement.extent != Extent.NONE))
    )
    if belongs_to:
        query = query.where(Meeting.belongs_to == belongs_to)
    followed = exists().where(Commitment.agreement == Agreement.reference)
    return Rate(session.scalar(query.where(~followed)) or 0, session.scalar(query) or 0)


def _origins(session: Session, office: Office) -> list[str]:
    """The programmes and processes of which an office has meetings."""
    query = select(Meeting.belongs_to).where(
        Meeting.office_id == office.id, Meeting.belongs_to != "", Meeting.cancelled_at.is_(None)
    )
    return list(session.scalars(query.distinct()))


TELLER = Teller(_origins, actas_without_agenda, agreements_without_commitment)


def _had_none(meeting: Meeting, has_points: bool) -> bool | None:
    if not meeting.imported:
        return not has_points
    told = meeting.particulars.get(HAD_AGENDA)
    return None if told is None else not told
