"""Carrying a concern further: to an ombudsman's office, or to a dialogue process."""

from sqlalchemy.orm import Session

from kernel.audit import record
from kernel.errors import BadInput, NotFound
from kernel.handovers import Handover, Offered, Wanted, offer
from kernel.policy import Actor, require
from meetings import events
from meetings.kinds import CarriedTo
from meetings.models import Carrying, Meeting
from meetings.policy import TABLE, Action
from meetings.queries.carrying import concern_of, ombudsmen

WANTED = {CarriedTo.CASE: Wanted.CASE, CarriedTo.PROCESS: Wanted.PROCESS}


def carry(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    reference: str,
    to: CarriedTo,
    office_id: int,
    reason: str,
) -> Handover:
    """Offer a concern of this meeting to an office: as a case, or for a dialogue process.

    A process is sought in the meeting's own office; a case at an ombudsman's office of the country.
    """
    require(TABLE, actor, Action.CARRY, meeting)
    concern = concern_of(session, meeting, reference)
    if not reason.strip():
        raise BadInput("reason-missing")
    if to is CarriedTo.CASE and office_id not in {one.id for one in ombudsmen(session, meeting)}:
        raise NotFound("not-found")
    offered = Offered(
        title=concern.title,
        reason=reason.strip(),
        words=concern.words,
        language=concern.language,
        translation=concern.translation,
        place=_place(meeting),
    )
    handover = offer(
        session,
        actor,
        from_ref=concern.reference,
        wanted=WANTED[to],
        office_id=office_id if to is CarriedTo.CASE else meeting.office_id,
        offered=offered,
    )
    session.add(
        Carrying(
            office_id=meeting.office_id,
            meeting_id=meeting.id,
            what=concern.reference,
            to=to,
            handover_id=handover.id,
        )
    )
    record(
        session, events.CONCERN_CARRIED, actor, meeting.subject,
        concern=concern.reference, wanted=to, office=handover.office_id,
    )  # fmt: skip
    return handover


def _place(meeting: Meeting) -> str:
    named = (meeting.community, meeting.district, meeting.province, meeting.department)
    return ", ".join(filter(None, named))
