"""Who sits at a table for whom, and which group sits there without an agreement to take part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue.kinds import SeatKind
from dialogue.models import Group, Participation, Process, Seat
from kernel.errors import NotFound

SOON = timedelta(days=30)
"""A mandate that ends within these days is shown as ending soon."""


@dataclass(frozen=True)
class Side:
    """A group of today: who sits there, who sat, and the agreements by which it takes part.

    `taken` counts its titulars, for an alternate and its titular are one voice.
    """

    group: Group
    seated: Sequence[Seat]
    gone: Sequence[Seat]
    agreements: Sequence[Participation]
    signed: bool
    taken: int
    ends_soon: bool


def sides_of(session: Session, process: Process) -> list[Side]:
    """The groups of a process that are not retired, in their order."""
    today = today_at(process.office)
    signed = participations_of(session, process)
    return [
        _side(group, process.seats, [one for one in signed if one.group_id == group.id], today)
        for group in process.groups
        if group.retired_on is None
    ]


def participations_of(session: Session, process: Process) -> Sequence[Participation]:
    """Every agreement of participation of a process, the newest first."""
    query = select(Participation).where(Participation.process_id == process.id)
    return session.scalars(query.order_by(Participation.id.desc())).all()


def participation_of(session: Session, process: Process, number: int) -> Participation:
    """One of them; NotFound for those of other processes."""
    found = session.get(Participation, number)
    if found is None or found.process_id != process.id:
        raise NotFound("not-found")
    return found


def group_of(process: Process, number: int) -> Group:
    """One group of this process; NotFound for those of others."""
    found = next((one for one in process.groups if one.id == number), None)
    if found is None:
        raise NotFound("not-found")
    return found


def seat_at(process: Process, number: int) -> Seat:
    """One seat of this process; NotFound for those of others."""
    found = next((one for one in process.seats if one.id == number), None)
    if found is None:
        raise NotFound("not-found")
    return found


def ends_soon(seat: Seat, today: date) -> bool:
    """Whether a mandate that holds today ends within thirty days."""
    if not seat.sits_on(today) or seat.ends_on is None:
        return False
    return seat.ends_on - today <= SOON


def _side(
    group: Group, seats: Sequence[Seat], agreements: Sequence[Participation], today: date
) -> Side:
    own = [one for one in seats if one.group_id == group.id]
    seated = [one for one in own if one.sits_on(today)]
    return Side(
        group=group,
        seated=seated,
        gone=[one for one in own if not one.sits_on(today)],
        agreements=agreements,
        signed=any(one.holds_on(today) for one in agreements),
        taken=sum(one.kind is SeatKind.TITULAR for one in seated),
        ends_soon=any(ends_soon(one, today) for one in seated),
    )
