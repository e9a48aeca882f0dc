"""Meetings by their reference, with what belongs to them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.policy import Actor, allowed
from kernel.vault import DataKey, Vault
from meetings.models import AgendaItem, Group, Meeting, Sitting
from meetings.policy import TABLE, Action


def meeting_for(
    session: Session, actor: Actor, reference: str, *, for_change: bool = False
) -> Meeting:
    """The meeting of this reference for who may read it; NotFound for everybody else."""
    query = select(Meeting).where(Meeting.reference == reference.strip().upper())
    meeting = session.scalar(query.with_for_update(of=Meeting) if for_change else query)
    if meeting is None or not allowed(TABLE, actor, Action.READ, meeting):
        raise NotFound("not-found")
    return meeting


def key_of(session: Session, vault: Vault, meeting: Meeting) -> DataKey:
    """The key under which files, documents and telephones of a meeting are sealed."""
    return vault.data_key(session, meeting.data_key_id, meeting.office.holder)


def sittings_of(session: Session, meeting: Meeting) -> Sequence[Sitting]:
    """The parts of a meeting for which attendance is taken, in their order."""
    query = select(Sitting).where(Sitting.meeting_id == meeting.id)
    return session.scalars(query.order_by(Sitting.position)).all()


def agenda_of(session: Session, meeting: Meeting) -> Sequence[AgendaItem]:
    """The points of the agenda, in their order."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    return session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)).all()


def groups_of(session: Session, office_id: int, *, retired: bool = False) -> Sequence[Group]:
    """The groups that an office offers, or those that it no longer does, by name."""
    query = select(Group).where(Group.office_id == office_id, Group.active.is_(not retired))
    return session.scalars(query.order_by(Group.folded)).all()


def groups_known(session: Session, office_id: int) -> dict[int, Group]:
    """Every group of an office by its id, the retired ones too."""
    query = select(Group).where(Group.office_id == office_id)
    return {group.id: group for group in session.scalars(query)}
