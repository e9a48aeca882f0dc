"""Seats: given for a mandate, renewed, left; who sits there signs in or holds a card.

Whatever a seat opens is asked anew in every request: on the day after its mandate ends, or from
the day on which somebody leaves, it opens nothing, and nobody has to shut it.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import events
from dialogue.kinds import SeatKind, Tongue
from dialogue.models import Group, Process, Seat
from dialogue.policy import TABLE, Action
from dialogue.queries.parties import group_of, seat_at
from kernel.audit import record
from kernel.errors import BadInput, NotFound, RuleBroken
from kernel.files import StoredFile, Taken, attach, remove
from kernel.policy import Actor, require
from kernel.vault import Sealer

CHANGED = ("name", "post", "language", "mandate", "since", "ends_on")
"""What a change touches. For another group, or as something else, somebody gets another seat."""


@dataclass(frozen=True)
class SeatOutline:
    """Who sits there, as what, and by which mandate. `stands_in_for_id`: an alternate's titular."""

    kind: SeatKind
    name: str
    since: date
    ends_on: date | None = None
    stands_in_for_id: int | None = None
    post: str = ""
    language: Tongue = Tongue.ES
    mandate: str = ""


def give_seat(
    session: Session,
    key: Sealer,
    actor: Actor,
    process: Process,
    group_id: int,
    outline: SeatOutline,
    document: Taken | None = None,
) -> Seat:
    """Let somebody sit for a group, with the paper of their mandate where there is one."""
    require(TABLE, actor, Action.GIVE_SEATS, process)
    group = group_of(process, group_id)
    _expect_sound(outline)
    _expect_room(process, group, outline)
    seat = Seat(office_id=process.office_id, group=group, **vars(outline))
    seat.mandate_file = attach(session, key, document) if document else None
    process.seats.append(seat)
    session.flush()  # the trail names it
    _take_over_alternates(process, seat)
    record(
        session, events.SEAT_GIVEN, actor, process.subject,
        seat_id=seat.id, group_id=group.id, kind=seat.kind,
    )  # fmt: skip
    return seat


def change_seat(
    session: Session,
    key: Sealer,
    actor: Actor,
    process: Process,
    number: int,
    outline: SeatOutline,
    document: Taken | None = None,
    *,
    seen: int,
) -> None:
    """Renew a mandate, or correct what is written; another paper takes the place of the first."""
    require(TABLE, actor, Action.GIVE_SEATS, process)
    seat = seat_at(process, number)
    if seat.version != seen:
        raise RuleBroken("changed-meanwhile")
    if seat.left_on is not None:
        raise RuleBroken("seat-left")
    _expect_sound(outline)
    _expect_room_again(process, seat, outline)
    for name in CHANGED:
        setattr(seat, name, getattr(outline, name))
    if document is not None:
        _replace_paper(session, seat, attach(session, key, document))
    record(session, events.SEAT_CHANGED, actor, process.subject, seat_id=seat.id)


def leave_seat(
    session: Session, actor: Actor, process: Process, number: int, left_on: date
) -> None:
    """They left the table: from that day on it opens nothing, whatever they hold."""
    require(TABLE, actor, Action.GIVE_SEATS, process)
    seat = seat_at(process, number)
    if left_on < seat.since or left_on > today_at(process.office):
        raise BadInput("seat-left-wrong-day")
    if seat.left_on is None:
        seat.left_on = left_on
        record(session, events.SEAT_LEFT, actor, process.subject, seat_id=seat.id)


def _replace_paper(session: Session, seat: Seat, paper: StoredFile) -> None:
    before = session.get(StoredFile, seat.mandate_file_id) if seat.mandate_file_id else None
    session.flush()  # the new one has its id
    seat.mandate_file_id = paper.id
    session.flush()  # nothing refers to the old one
    if before is not None:
        remove(session, before)


def _expect_sound(outline: SeatOutline) -> None:
    if not outline.name.strip() and outline.kind is not SeatKind.INVITED:
        raise BadInput("seat-without-name")
    if outline.ends_on is not None and outline.ends_on < outline.since:
        raise BadInput("mandate-days-wrong")


def _expect_room(process: Process, group: Group, outline: SeatOutline) -> None:
    if group.retired_on is not None:
        raise NotFound("not-found")
    if outline.kind is SeatKind.TITULAR:
        titulars = [one for one in _held(process, group) if one.kind is SeatKind.TITULAR]
        if len(titulars) >= group.seats:
            raise RuleBroken("seats-all-taken", seats=group.seats)
    if outline.kind is SeatKind.ALTERNATE or outline.stands_in_for_id is not None:
        _expect_titular(process, group, outline)


def _expect_room_again(process: Process, seat: Seat, outline: SeatOutline) -> None:
    """A mandate that is over is not renewed once somebody else has taken the chair."""
    others = [one for one in _held(process, seat.group) if one.kind is SeatKind.TITULAR]
    over = outline.ends_on is not None and outline.ends_on < today_at(process.office)
    comes_back = seat.kind is SeatKind.TITULAR and seat not in others and not over
    if comes_back and len(others) >= seat.group.seats:
        raise RuleBroken("seats-all-taken", seats=seat.group.seats)


def _take_over_alternates(process: Process, seat: Seat) -> None:
    """Who stood in for the titular before stands in for this one: a chair counts once."""
    if seat.kind is not SeatKind.TITULAR:
        return
    held = _held(process, seat.group)
    titulars = {one.id for one in held if one.kind is SeatKind.TITULAR}
    orphans = [
        one for one in held
        if one.kind is SeatKind.ALTERNATE and one.stands_in_for_id not in titulars
    ]  # fmt: skip
    before = orphans[0].stands_in_for_id if orphans else None
    for one in orphans:
        if one.stands_in_for_id == before:
            one.stands_in_for_id = seat.id


def _expect_titular(process: Process, group: Group, outline: SeatOutline) -> None:
    held = {one.id for one in _held(process, group) if one.kind is SeatKind.TITULAR}
    if outline.kind is not SeatKind.ALTERNATE or outline.stands_in_for_id not in held:
        raise BadInput("alternate-of-nobody")


def _held(process: Process, group: Group) -> list[Seat]:
    """The seats of a group whose time is not over."""
    today = today_at(process.office)
    return [one for one in process.seats if one.group_id == group.id and not one.is_over(today)]
