"""From the positions of a round that stand to what each group answered."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from dialogue.models import Position, Round
from dialogue.protocols import Hands, Tally
from dialogue.protocols.kinds import PositionOption, PositionUnit


def latest(positions: Iterable[Position]) -> list[Position]:
    """Those that stand: of each seat, delegation or show of hands the newest, unless taken back."""
    newest: dict[tuple[object, ...], Position] = {}
    for one in sorted(positions, key=lambda found: found.id):
        newest[one.unit, one.group_id, one.seat_id] = one
    return [one for one in newest.values() if not one.withdrawn]


def counted(positions: Sequence[Position], counted_as: Mapping[int, int]) -> list[Position]:
    """Those that count: of a titular and their alternates one alone, the titular's if there is one.

    `counted_as` is the seat under which each seat counts. Who came first does not matter.
    """
    singles = sorted(
        (one for one in positions if one.seat_id is not None),
        key=lambda one: (counted_as.get(one.seat_id or 0, 0) != one.seat_id, one.seat_id),
    )
    by_seat: dict[int, Position] = {}
    for one in singles:
        by_seat.setdefault(counted_as.get(one.seat_id or 0, one.seat_id or 0), one)
    return [*by_seat.values(), *(one for one in positions if one.seat_id is None)]


def tallies_of(
    one: Round,
    positions: Sequence[Position],
    counted_as: Mapping[int, int],
    integrated: Collection[int] = (),
    in_the_room: Collection[int] = (),
) -> list[Tally]:
    """What each group of the snapshot answered, from the positions that stand.

    `integrated` are ids of positions whose objection was taken up, `in_the_room` the seats of those
    who are present: they fill a seat without saying anything.
    """
    counting = counted(positions, counted_as)
    return [
        _tally(group, [p for p in counting if p.group_id == group["id"]], counted_as, integrated,
               in_the_room)
        for group in one.quorum.get("groups", ())
    ]  # fmt: skip


def _tally(
    group: Mapping[str, Any],
    positions: Sequence[Position],
    counted_as: Mapping[int, int],
    integrated: Collection[int],
    in_the_room: Collection[int],
) -> Tally:
    accredited = set(group["seats"])
    there = {counted_as.get(seat, seat) for seat in in_the_room}
    there |= {counted_as.get(one.seat_id or 0, 0) for one in positions}
    unit = positions[0].unit if positions else PositionUnit.INDIVIDUAL
    hands = hands_of(positions[0]) if unit is PositionUnit.TALLY else None
    counts = (
        {option: shown.total for option, shown in hands.items() if shown.total}
        if hands is not None
        else Counter(one.option for one in positions if one.option is not None)
    )
    return Tally(
        key=str(group["id"]),
        decides=group["decides"],
        may_block=group["may_block"],
        seats=len(accredited),
        present=len(accredited & there),
        counts=counts,
        unit=unit,
        integrated=_taken_up(positions, counts, integrated),
        orders=Counter(tuple(one.ranking) for one in positions if one.ranking),
        hands=hands,
    )


def _taken_up(
    positions: Sequence[Position],
    counts: Mapping[PositionOption, int],
    integrated: Collection[int],
) -> int:
    """How many objections were taken up; those of a show of hands all together."""
    if positions and positions[0].unit is PositionUnit.TALLY:
        taken = positions[0].id in integrated
        return counts.get(PositionOption.OBJECTION, 0) if taken else 0
    return sum(one.id in integrated for one in positions if one.option is PositionOption.OBJECTION)


def hands_of(position: Position) -> dict[PositionOption, Hands]:
    """The hands that went up, by option."""
    return {PositionOption(option): Hands(**shown) for option, shown in position.hands.items()}
