"""What the room of a table needs to know: who is here, whether there is quorum, what came out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue.models import Group, Presence, Process, Seat
from dialogue.policy import DECIDERS, TABLE, Action
from dialogue.protocols import Rules, seats_filled, seats_needed
from kernel.errors import NotFound
from kernel.policy import Actor, require
from meetings.models import Agreement, Meeting
from meetings.policy import READERS as MEETING_READERS


@dataclass(frozen=True)
class Light:
    """Whether a group has its quorum in the room: so many of so many seats, and those it needs."""

    group: Group
    present: int
    seats: int
    needed: int

    @property
    def is_on(self) -> bool:
        """Whether there are enough."""
        return self.present >= self.needed

    @property
    def lacking(self) -> int:
        """How many more have to come."""
        return max(self.needed - self.present, 0)


def meetings_at(session: Session, actor: Actor, process: Process) -> Sequence[Meeting]:
    """The meetings of this very process, of its own office, the newest first."""
    require(TABLE, actor, Action.READ, process)
    query = select(Meeting).where(
        Meeting.belongs_to == process.subject,
        Meeting.office_id == process.office_id,
        Meeting.cancelled_at.is_(None),
    )
    return session.scalars(query.order_by(Meeting.begins_on.desc(), Meeting.id.desc())).all()


def meeting_at(
    session: Session, actor: Actor, process: Process, reference: str, *, for_change: bool = False
) -> Meeting:
    """One meeting of this very process, for its office; NotFound for every other one."""
    query = select(Meeting).where(
        Meeting.reference == reference.upper(),
        Meeting.belongs_to == process.subject,
        Meeting.office_id == process.office_id,
    )
    found = session.scalar(query.with_for_update(of=Meeting) if for_change else query)
    reads = actor.system or process.office_id in actor.offices(*MEETING_READERS)
    if found is None or not reads:
        raise NotFound("not-found")
    return found


def here_now(session: Session, meeting: Meeting) -> dict[int, Presence]:
    """Who of the table is in the room now, by seat."""
    query = select(Presence).where(Presence.meeting == meeting.subject, Presence.left_at.is_(None))
    return {one.seat_id: one for one in session.scalars(query)}


def seats_to_mark(process: Process) -> Mapping[Group, Sequence[Seat]]:
    """The seats that decide today, group by group in the order of the table."""
    today = today_at(process.office)
    return {
        group: [
            seat
            for seat in process.seats
            if seat.group_id == group.id and seat.kind in DECIDERS and seat.sits_on(today)
        ]
        for group in process.groups
        if group.retired_on is None
    }


def lights_of(session: Session, process: Process, meeting: Meeting, quorum: float) -> list[Light]:
    """A light for each group that decides: a titular and the alternate fill one seat."""
    here = here_now(session, meeting)
    return [
        Light(
            group,
            seats_filled(str(seat.counted_as) for seat in seats if seat.id in here),
            total := seats_filled(str(seat.counted_as) for seat in seats),
            seats_needed(total, quorum),
        )
        for group, seats in seats_to_mark(process).items()
        if group.decides
    ]


def usual_quorum() -> float:
    """The share by which lights are lit while no round is open."""
    return Rules().quorum


def noted_of(session: Session, process: Process, entry: str) -> tuple[Agreement, Meeting] | None:
    """The agreement that a round became in the acta of a meeting of this process, if it did."""
    query = (
        select(Agreement, Meeting)
        .join(Meeting, Meeting.id == Agreement.meeting_id)
        .where(Agreement.entry == entry, Meeting.office_id == process.office_id)
    )
    found = session.execute(query).first()
    return (found[0], found[1]) if found else None
