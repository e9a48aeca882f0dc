"""What came out of a round and why: as figures and codes, so that any language can say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogue.protocols.kinds import (
    OutcomeState,
    PositionOption,
    PositionUnit,
    Protocol,
    ReasonCode,
)


@dataclass(frozen=True)
class Reason:
    """One fact behind an outcome. Which figures it has depends on its code.

    `group` is the key of a group (None: all together), `count` of `of` are people or seats,
    `needed` seats, `share` against `limit` are fractions of one, `options` alternatives.
    """

    code: ReasonCode
    group: str | None = None
    count: int | None = None
    of: int | None = None
    needed: int | None = None
    share: float | None = None
    limit: float | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """How one group stands in the outcome: its seats and its answers."""

    group: str
    unit: PositionUnit
    decides: bool
    seats: int
    present: int
    needed: int
    answers: int
    support: int
    neutral: int
    oppose: int
    counts: Mapping[PositionOption, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Ranking:
    """Borda points as parts of the most that an alternative can have, 0 to 1.

    `by_group` of each group; `together` with all groups weighing alike; `order` from the best one
    down, `first` those that share the first place.
    """

    by_group: Mapping[str, Mapping[str, float]]
    together: Mapping[str, float]
    order: tuple[str, ...]
    first: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """The state of a round with the `reasons` for it, and `remarks` that do not change it."""

    protocol: Protocol
    state: OutcomeState
    binding: bool
    """Whether the groups hold themselves to it if it is reached; an advice never binds."""
    reasons: tuple[Reason, ...] = ()
    remarks: tuple[Reason, ...] = ()
    standings: tuple[Standing, ...] = ()
    ranking: Ranking | None = None

    @property
    def passes(self) -> bool:
        """Whether something was decided that holds."""
        return self.binding and self.state is OutcomeState.REACHED


@dataclass(frozen=True)
class Findings:
    """What a protocol finds in the answers, quorum aside."""

    objections: tuple[Reason, ...] = ()
    blocks: tuple[Reason, ...] = ()
    shortfalls: tuple[Reason, ...] = ()
    remarks: tuple[Reason, ...] = ()
    ranking: Ranking | None = None
