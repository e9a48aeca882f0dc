"""Where everybody stands in a round: for nobody's eyes before it is revealed.

Until a round is closed, or its objections are heard, its office sees who answered and nothing of
what; who sits there sees how many of each group did, and their own. A round may let whoever
answered see the counts at once, also through the one voice or the hands of their group: a group
answers in one unit, and nobody of it has another answer to give. Nobody ever sees what was answered
in a round that is void.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dialogue.kinds import Reveal
from dialogue.lifecycle.rounds import RoundState
from dialogue.models import Integration, Position, Presence, Process, Round, Seat
from dialogue.policy import DECIDERS, RECORDERS, TABLE, Action, seat_of
from dialogue.protocols import Tally
from dialogue.protocols.kinds import PositionUnit
from dialogue.queries.counting import counted, latest, tallies_of
from kernel.clock import now
from kernel.errors import NotFound
from kernel.files import StoredFile
from kernel.policy import Actor, allowed

REVEALED = frozenset({RoundState.HEARING, RoundState.CLOSED})


@dataclass(frozen=True)
class Answered:
    """How many seats of a group are accredited and how many answered; nothing of what they said.

    `by` names who answered, for the office alone.
    """

    group: Mapping[str, Any]
    unit: PositionUnit | None
    count: int
    seats: int
    by: tuple[str, ...] = ()

    def called(self, language: str) -> str:
        """The name of the group in this language, or in Spanish where there is none."""
        said: str = self.group["name"].get(language) or self.group["name"]["es"]
        return said

    @property
    def has_spoken(self) -> bool:
        """Whether anything stands for the group."""
        return self.count > 0


@dataclass(frozen=True)
class Seen:
    """What an actor sees of a round. `tallies` and `positions` are None before it is revealed."""

    answered: Sequence[Answered]
    own: Position | None
    tallies: Sequence[Tally] | None
    positions: Sequence[Position] | None
    integrations: Mapping[int, Integration]


def standing_in(session: Session, one: Round) -> list[Position]:
    """The positions of a round that stand. For operations: whoever shows them asks `seen_by`."""
    query = select(Position).where(Position.round_id == one.id).order_by(Position.id)
    return latest(session.scalars(query))


def counted_as(process: Process) -> dict[int, int]:
    """The seat under which each seat of a process counts."""
    return {seat.id: seat.counted_as for seat in process.seats}


def tallied(session: Session, process: Process, one: Round) -> list[Tally]:
    """What each group answered so far. For operations: whoever shows it asks `seen_by`."""
    return tallies_of(
        one,
        standing_in(session, one),
        counted_as(process),
        integrations_of(session, one),
        seats_present(session, one),
    )


def integrations_of(session: Session, one: Round) -> dict[int, Integration]:
    """The objections of a round that were taken up, by the position."""
    query = select(Integration).join(Position).where(Position.round_id == one.id)
    return {found.position_id: found for found in session.scalars(query)}


def seats_present(session: Session, one: Round) -> set[int]:
    """The seats that were in the room while the round was open.

    The room is the meeting that holds the round, or one in which hands were counted for it.
    """
    if one.opened_at is None:
        return set()
    counted_in = {p.act for p in standing_in(session, one) if p.unit is PositionUnit.TALLY}
    query = select(Presence.seat_id).where(
        Presence.meeting.in_({one.meeting, *counted_in} - {""}),
        Presence.at <= (one.closed_at or now()),
        or_(Presence.left_at.is_(None), Presence.left_at >= one.opened_at),
    )
    return set(session.scalars(query))


def seen_by(session: Session, actor: Actor, process: Process, one: Round) -> Seen:
    """What this actor may know of a round that they found before."""
    standing, own = standing_in(session, one), None
    counting = counted(standing, counted_as(process))
    seat = seat_of(actor, process, DECIDERS)
    if seat is not None:
        own = next((found for found in standing if found.seat_id == seat.id), None)
    inside = allowed(TABLE, actor, Action.READ, process)
    office = process.office_id in actor.offices(*RECORDERS) or actor.system
    has_answered = own is not None or (seat is not None and _is_spoken_for(standing, seat))
    knows = _knows(one, inside, has_answered=has_answered)
    integrated = integrations_of(session, one) if knows else {}
    return Seen(
        [_answered(process, group, counting, office) for group in one.quorum.get("groups", ())]
        if inside
        else [],
        own,
        tallied(session, process, one) if knows else None,
        counting if inside and one.state in REVEALED else None,
        integrated,
    )


def is_revealed(one: Round) -> bool:
    """Whether everybody at the table may see where everybody stands."""
    return one.state in REVEALED


def position_in(session: Session, one: Round, position_id: int) -> Position:
    """A position of a round that stands, once it is revealed; else NotFound."""
    found = next((p for p in standing_in(session, one) if p.id == position_id), None)
    if found is None or not is_revealed(one):
        raise NotFound("not-found")
    return found


def act_of(session: Session, position: Position) -> StoredFile:
    """The paper behind a position that was found before; NotFound when there is none."""
    if position.file_id is None:
        raise NotFound("not-found")
    return session.get_one(StoredFile, position.file_id)


def own_position(session: Session, actor: Actor, process: Process, one: Round) -> Position | None:
    """What the actor answered themselves, while it stands."""
    seat = seat_of(actor, process, DECIDERS)
    if seat is None:
        return None
    return next((found for found in standing_in(session, one) if found.seat_id == seat.id), None)


def _is_spoken_for(standing: Collection[Position], seat: Seat) -> bool:
    """Whether the group of this seat answered as one, or by show of hands."""
    return any(one.group_id == seat.group_id and one.seat_id is None for one in standing)


def _knows(one: Round, inside: bool, *, has_answered: bool) -> bool:
    if not inside:
        return False
    at_once = one.state is RoundState.OPEN and one.reveal is Reveal.VOTED
    return one.state in REVEALED or (at_once and has_answered)


def _answered(
    process: Process, group: Mapping[str, Any], counting: Collection[Position], office: bool
) -> Answered:
    theirs = [found for found in counting if found.group_id == group["id"]]
    answering = {found.seat_id for found in theirs}
    names = tuple(sorted(seat.name for seat in process.seats if seat.id in answering))
    return Answered(
        group, theirs[0].unit if theirs else None, len(theirs), len(group["seats"]),
        names if office else (),
    )  # fmt: skip
