"""What one group said of one thing in one round, and the share that stands behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogue.protocols.kinds import Leaning, PositionUnit
from dialogue.protocols.outcomes import Standing
from dialogue.protocols.tallies import Tally

UNDECIDED = 0.5
"""The share of a delegation that abstains or stands aside."""


@dataclass(frozen=True)
class Counts:
    """How many support, stand between and oppose. `accredited` seats, where there are such.

    Groups that do not decide are shown and enter no figure of all together. ValueError for fewer
    than none, or for a delegation of more than one voice.
    """

    support: int = 0
    neutral: int = 0
    oppose: int = 0
    unit: PositionUnit = PositionUnit.INDIVIDUAL
    decides: bool = True
    accredited: int | None = None

    def __post_init__(self) -> None:
        if min(self.support, self.neutral, self.oppose) < 0:
            raise ValueError("people cannot be fewer than none")
        if self.is_delegation and self.people > 1:
            raise ValueError("a delegation has one voice")

    @property
    def people(self) -> int:
        """How many took part; of a delegation its one voice."""
        return self.support + self.neutral + self.oppose

    @property
    def is_delegation(self) -> bool:
        """Whether one voice speaks for the whole group."""
        return self.unit is PositionUnit.DELEGATION

    @property
    def share(self) -> float | None:
        """The share of support, 0 to 1, as if one more had been for it and one more against.

        That keeps a few people from looking like all or nobody. A delegation speaks for its whole
        group: 1, a half or 0. None when nobody took part.
        """
        if not self.people:
            return None
        if self.is_delegation:
            return UNDECIDED if self.neutral else float(self.support)
        return (self.support + 1) / (self.people + 2)


def counts_of(tallies: Iterable[Tally]) -> dict[str, Counts]:
    """The answers of a round, as consensus reads them; what supports and opposes: `LEANING`."""
    return {
        one.key: Counts(
            one.leaning(Leaning.SUPPORT),
            one.leaning(Leaning.NEUTRAL),
            one.leaning(Leaning.OPPOSE),
            one.unit,
            one.decides,
            one.seats,
        )
        for one in tallies
    }


def counts_in(standings: Iterable[Standing]) -> dict[str, Counts]:
    """The same from an outcome that was sealed."""
    return {
        one.group: Counts(one.support, one.neutral, one.oppose, one.unit, one.decides, one.seats)
        for one in standings
    }


def together(counts: Mapping[str, Counts]) -> Counts:
    """All deciding groups as one: people counted one by one, a delegation as one voice."""
    deciding = [one for one in counts.values() if one.decides]
    return Counts(
        sum(one.support for one in deciding),
        sum(one.neutral for one in deciding),
        sum(one.oppose for one in deciding),
    )
