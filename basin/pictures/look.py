"""How somebody wants to see the scenarios."""

from collections.abc import Sequence
from dataclasses import dataclass

from basin.comparing import Case, Comparison
from basin.kinds import QualityFlag
from kernel.charts.dyes import SERIES

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
UNSURE = frozenset({QualityFlag.ESTIMATED, QualityFlag.SUSPECT})


@dataclass(frozen=True)
class Observed:
    """What a station measured of `variable`, in `unit`: `flags` say how good each value is."""

    label: str
    variable: str
    unit: str
    times: tuple[str, ...]
    values: tuple[float | None, ...]
    flags: tuple[QualityFlag, ...] = ()

    def is_unsure(self, at: int) -> bool:
        """Whether the value at this place was estimated or is suspect."""
        return bool(self.flags) and self.flags[at] in UNSURE


@dataclass(frozen=True)
class Look:
    """`shown` are the keys of the cases to draw (empty: all, at most five); `bands` those whose
    p10–p90 is shown too, beside that of the baseline. `stamp` stands in every picture. `both`: of
    every year its lowest and its highest value are drawn, not only the one that hurts."""

    shown: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    stamp: str = ""
    observed: tuple[Observed, ...] = ()
    both: bool = False
    key: str = "v"
    """Makes the pictures unique in their page."""

    def cases(self, comparison: Comparison) -> tuple[Case, ...]:
        """What is drawn, in the order of the comparison."""
        wanted = [one for one in comparison.cases if not self.shown or one.key in self.shown]
        return tuple(wanted[: len(SERIES)])


def letter(comparison: Comparison, case: Case) -> str:
    """The sign of a case, the same in all pictures and tables of a comparison."""
    return LETTERS[comparison.cases.index(case) % len(LETTERS)]


def place(comparison: Comparison, case: Case, drawn: Sequence[Case]) -> int:
    """The colour of a case: the same whichever others are drawn, as far as there are enough."""
    every = comparison.cases if len(comparison.cases) <= len(SERIES) else drawn
    return list(every).index(case)
