"""What one group answered in a round: counts in one voice, with the seats that were there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from dialogue.protocols.kinds import Leaning, PositionOption, PositionUnit
from dialogue.protocols.options import LEANING

Order = tuple[str, ...]
"""Alternatives from the best one down; those that are left out follow together."""


@dataclass(frozen=True)
class Hands:
    """Hands that went up for one answer."""

    women: int = 0
    men: int = 0
    other: int = 0

    @property
    def total(self) -> int:
        return self.women + self.men + self.other


@dataclass(frozen=True)
class Tally:
    """The answers of the group `key`, in one `unit`.

    `seats` are accredited to it, `present` are those of them for whom somebody is there: a titular
    and the alternate of the same seat fill it once (`seats_filled`). `integrated` of the objections
    were taken up in the text, with a note. `orders` stand in place of `counts` in a ranked round.
    ValueError for counts that nobody can have taken.
    """

    key: str
    decides: bool
    may_block: bool
    seats: int
    present: int
    counts: Mapping[PositionOption, int] = field(default_factory=dict)
    unit: PositionUnit = PositionUnit.INDIVIDUAL
    integrated: int = 0
    orders: Mapping[Order, int] = field(default_factory=dict)
    hands: Mapping[PositionOption, Hands] | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.present <= self.seats:
            raise ValueError(f"{self.present} of {self.seats} seats")
        if any(count < 0 for count in (*self.counts.values(), *self.orders.values())):
            raise ValueError("nobody answers less than not at all")
        if any(len(set(order)) != len(order) for order in self.orders):
            raise ValueError("an alternative stands twice in an order")
        if self.is_delegation and self.answers > 1:
            raise ValueError("a delegation has one voice")
        if not 0 <= self.integrated <= self.count(PositionOption.OBJECTION):
            raise ValueError("more objections integrated than were made")

    @property
    def is_delegation(self) -> bool:
        """Whether one voice speaks for the whole group."""
        return self.unit is PositionUnit.DELEGATION

    @property
    def answers(self) -> int:
        """How many took part: abstaining is an answer, saying nothing is none."""
        return sum(self.counts.values()) + sum(self.orders.values())

    @property
    def open_objections(self) -> int:
        """Objections that were not taken up in the text."""
        return self.count(PositionOption.OBJECTION) - self.integrated

    def count(self, *options: PositionOption) -> int:
        """How many gave one of these answers."""
        return sum(self.counts.get(option, 0) for option in options)

    def leaning(self, side: Leaning) -> int:
        """How many stand on one side; an objection that was taken up opposes no longer."""
        found = sum(count for option, count in self.counts.items() if LEANING[option] is side)
        moved = {Leaning.OPPOSE: -self.integrated, Leaning.NEUTRAL: self.integrated}
        return found + moved.get(side, 0)

    def by_delegation(self, answer: PositionOption | Order) -> "Tally":
        """The same group in one voice: an answer, or an order in a ranked round."""
        if isinstance(answer, PositionOption):
            return replace(
                self, counts={answer: 1}, unit=PositionUnit.DELEGATION, orders={}, hands=None
            )
        return replace(
            self, counts={}, unit=PositionUnit.DELEGATION, orders={answer: 1}, hands=None
        )

    def by_hands(self, hands: Mapping[PositionOption, Hands]) -> "Tally":
        """The same group by a show of hands."""
        counts = {option: shown.total for option, shown in hands.items()}
        return replace(self, counts=counts, unit=PositionUnit.TALLY, hands=dict(hands))


def seats_filled(seats: Iterable[str]) -> int:
    """How many seats somebody sits on, of the seats of everybody who is there, or who answered."""
    return len(set(seats))
