"""One thing that was noted in a meeting, by its reference or by the key of its entry.

Whoever calls these has the meeting from `meeting_for`, so that it may be read.
"""

from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from meetings.models import (
    AgendaItem,
    Agreement,
    Contribution,
    Group,
    Meeting,
    Participant,
    SpeakingTurn,
    Theme,
)

Row = TypeVar("Row")


def contribution_at(session: Session, meeting: Meeting, reference: str) -> Contribution:
    """The contribution of this meeting with this reference, or NotFound."""
    return _one(session, _contributions(meeting).where(Contribution.reference == reference))


def contribution_of_entry(session: Session, meeting: Meeting, entry: str) -> Contribution | None:
    """What this entry made before."""
    return session.scalar(_contributions(meeting).where(Contribution.entry == entry))


def theme_at(session: Session, meeting: Meeting, reference: str) -> Theme:
    """The theme of this meeting with this reference, held for a change, or NotFound."""
    query = select(Theme).where(Theme.meeting_id == meeting.id, Theme.reference == reference)
    return _one(session, query.with_for_update())


def theme_of_entry(session: Session, meeting: Meeting, entry: str) -> Theme | None:
    """The theme that this entry made before, held for a change."""
    query = select(Theme).where(Theme.meeting_id == meeting.id, Theme.entry == entry)
    return session.scalar(query.with_for_update())


def agreement_at(session: Session, meeting: Meeting, reference: str) -> Agreement:
    """The agreement of this meeting with this reference, or NotFound."""
    query = select(Agreement).where(Agreement.meeting_id == meeting.id)
    return _one(session, query.where(Agreement.reference == reference))


def agreement_of_entry(session: Session, meeting: Meeting, entry: str) -> Agreement | None:
    """What this entry made before."""
    query = select(Agreement).where(Agreement.meeting_id == meeting.id)
    return session.scalar(query.where(Agreement.entry == entry))


def turn_at(session: Session, meeting: Meeting, turn_id: int) -> SpeakingTurn:
    """The turn of this meeting with this number, or NotFound."""
    query = select(SpeakingTurn).where(SpeakingTurn.meeting_id == meeting.id)
    return _one(session, query.where(SpeakingTurn.id == turn_id))


def turn_of_entry(session: Session, meeting: Meeting, entry: str) -> SpeakingTurn | None:
    """What this entry made before."""
    query = select(SpeakingTurn).where(SpeakingTurn.meeting_id == meeting.id)
    return session.scalar(query.where(SpeakingTurn.entry == entry))


def item_at(session: Session, meeting: Meeting, item_id: int) -> AgendaItem:
    """The point of this meeting's agenda with this number, or NotFound."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    return _one(session, query.where(AgendaItem.id == item_id))


def expect_known(
    session: Session,
    meeting: Meeting,
    *,
    agenda_item_id: int | None = None,
    group_id: int | None = None,
    participant_id: int | None = None,
) -> None:
    """NotFound unless point and person are of this meeting, and the group of its office."""
    if agenda_item_id:
        item_at(session, meeting, agenda_item_id)
    if group_id:
        groups = select(Group).where(Group.office_id == meeting.office_id)
        _one(session, groups.where(Group.id == group_id))
    if participant_id:
        people = select(Participant).where(Participant.meeting_id == meeting.id)
        _one(session, people.where(Participant.id == participant_id))


def _contributions(meeting: Meeting) -> Select[Contribution]:
    return select(Contribution).where(Contribution.meeting_id == meeting.id)


def _one(session: Session, query: Select[Row]) -> Row:
    found = session.scalar(query)
    if found is None:
        raise NotFound("not-found")
    return found
