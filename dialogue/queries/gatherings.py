"""The meetings of a process: the next one, and those that were, with their actas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue.kinds import Gathered
from dialogue.models import Process
from dialogue.policy import TABLE, Action
from kernel.policy import Actor, allowed
from meetings.contents import Text
from meetings.lifecycle import State
from meetings.models import AgendaItem, Meeting, SealedMinutes
from meetings.queries.public_actas import told_publicly

SHOWN = 8
POINTS = 2
"""How many points of an agenda tell one meeting from the others."""


@dataclass(frozen=True)
class Gatherings:
    """The next meeting with the titles of its agenda, the newest ones before it, how many in all.

    Whoever is no party learns only of those whose acta is published, and what it says they are
    called: `titles` are by their id. Where it is held and what about is told to the parties alone:
    `about` has the titles of the first points of its agenda.
    """

    next: Meeting | None
    agenda: Sequence[AgendaItem]
    before: Sequence[Meeting]
    total: int
    titles: Mapping[int, Text]
    stand: Mapping[int, Gathered]
    about: Mapping[int, Sequence[Text]]


def gatherings_of(session: Session, actor: Actor, process: Process) -> Gatherings:
    """The meetings of a process that this actor may know of; a cancelled one is none."""
    wanted = _of(actor, process)
    query = select(Meeting).where(*wanted)
    coming = next(iter(to_come_of(session, actor, process)), None)
    newest = query.order_by(Meeting.begins_on.desc(), Meeting.id.desc()).limit(SHOWN + 1)
    before = [one for one in session.scalars(newest) if coming is None or one.id != coming.id]
    inside = allowed(TABLE, actor, Action.READ, process)
    shown, today = before[:SHOWN], today_at(process.office)
    return Gatherings(
        next=coming,
        agenda=_agenda(session, coming) if coming and inside else [],
        before=shown,
        total=session.scalar(select(func.count(Meeting.id)).where(*wanted)) or 0,
        titles=_titles(session, [*filter(None, [coming]), *shown], inside=inside),
        stand={one.id: stand_of(one, today) for one in shown},
        about=_about(session, shown) if inside else {},
    )


def stand_of(meeting: Meeting, today: date) -> Gathered:
    """How far a meeting came; a sealed acta stands while its next version is written."""
    if meeting.state is State.SEALED or meeting.amending:
        return Gathered.SEALED
    if meeting.closed_at is not None:
        is_read = meeting.state is State.READ_BACK
        return Gathered.READ_BACK if is_read else Gathered.HELD
    if meeting.ends_on < today:
        return Gathered.UNTOLD
    return Gathered.GOING_ON if meeting.is_open else Gathered.PLANNED


def to_come_of(session: Session, actor: Actor, process: Process) -> Sequence[Meeting]:
    """The meetings that are still to be held, or are being held, the soonest first."""
    query = select(Meeting).where(
        *_of(actor, process),
        Meeting.ends_on >= today_at(process.office),
        Meeting.closed_at.is_(None),
    )
    return session.scalars(query.order_by(Meeting.begins_on, Meeting.id)).all()


def _of(actor: Actor, process: Process) -> list[ColumnElement[bool]]:
    """Only those of its own office: a reference is typed by whoever plans a meeting."""
    wanted = [
        Meeting.belongs_to == process.subject,
        Meeting.office_id == process.office_id,
        Meeting.cancelled_at.is_(None),
    ]
    if not allowed(TABLE, actor, Action.READ, process):
        sealed = select(SealedMinutes.meeting_id)
        wanted += [Meeting.is_public.is_(True), Meeting.id.in_(sealed)]
    return wanted


def _titles(session: Session, found: Sequence[Meeting], *, inside: bool) -> dict[int, Text]:
    if inside:
        return {one.id: Text(one.title, one.title_qu) for one in found}
    return {key: acta.heading.title for key, acta in told_publicly(session, found).items()}


def _about(session: Session, found: Sequence[Meeting]) -> dict[int, list[Text]]:
    query = select(AgendaItem).where(AgendaItem.meeting_id.in_([one.id for one in found]))
    told: dict[int, list[Text]] = {}
    for item in session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)):
        told.setdefault(item.meeting_id, []).append(Text(item.title, item.title_qu))
    return {key: points[:POINTS] for key, points in told.items()}


def _agenda(session: Session, meeting: Meeting) -> Sequence[AgendaItem]:
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    return session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)).all()
