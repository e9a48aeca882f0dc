"""What is compared: scenarios of one or more pieces of evidence, and limits that matter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from basin.contract.answers import Scenario
from basin.contract.series import Series
from basin.kinds import Comparison as Side

BASELINE = "baseline"
"""The id that a model gives to what nothing was changed in."""
VALUE = "value"
"""In place of a percentile, where a series has only one value at a time."""
MIDDLES = ("p50", VALUE)


class Standing(StrEnum):
    """Who stands behind a limit."""

    MODEL = "model"
    """Only those who made the model."""
    PROPOSED = "proposed"
    AGREED = "agreed"


@dataclass(frozen=True)
class Limit:
    """A height of `variable`, in `unit`, that it is bad to be on one side of."""

    variable: str
    value: float
    unit: str
    side: Side
    standing: Standing

    def is_beyond(self, value: float) -> bool:
        """Whether a value lies on the bad side; the limit itself is still good."""
        return value < self.value if self.side is Side.BELOW else value > self.value


@dataclass(frozen=True)
class Case:
    """A scenario on a page. `key` is unique there; `source` is the code of its evidence.

    Cases of one `climate` were computed with the same rain: their dry runs are the same dry runs.
    `own` are the limits that its model names, which some of its indicators count months under;
    `label` tells apart scenarios of the same name in two pieces of evidence.
    """

    key: str
    scenario: Scenario
    source: str = ""
    climate: str = ""
    own: tuple[Limit, ...] = ()
    label: str = ""

    @property
    def name(self) -> Mapping[str, str]:
        """What the model calls it, by language."""
        return self.scenario.title or {"es": self.scenario.id}

    @property
    def variables(self) -> tuple[str, ...]:
        """What it has series of, in the order of the model."""
        return tuple(dict.fromkeys(variable for variable, _ in self.scenario.series))

    def series(self, variable: str, percentile: str) -> Series | None:
        """One percentile of a variable; None when the model gives none."""
        return self.scenario.series.get((variable, percentile))

    def middle(self, variable: str) -> Series | None:
        """The middle run, or the only one."""
        found = (self.series(variable, name) for name in MIDDLES)
        return next((one for one in found if one is not None), None)

    def unit(self, variable: str) -> str | None:
        """The unit of a variable, None when there is no series of it."""
        names = (series.unit for (name, _), series in self.scenario.series.items()
                 if name == variable)  # fmt: skip
        return next(names, None)


def cases_of(
    scenarios: Iterable[Scenario], source: str = "", own: Iterable[Limit] = (), label: str = ""
) -> tuple[Case, ...]:
    """The scenarios of one piece of evidence: one model, so one climate and the same limits."""
    limits = tuple(own)
    return tuple(
        Case(
            f"{source}.{one.id}" if source else one.id, one, source, source or "here", limits,
            label,
        )
        for one in scenarios
    )  # fmt: skip


def share_climate(cases: Sequence[Case]) -> tuple[Case, ...]:
    """The same cases; pieces of evidence whose baselines hold the same numbers share a climate.

    Whether two answers were computed with the same rain is not said by them, but a baseline that
    is the same to the last digit can come from nothing else.
    """
    leaders: list[Case] = []
    known: dict[str, str] = {}
    for case in (one for one in cases if one.scenario.id == BASELINE):
        alike = (one for one in leaders if _same_numbers(one.scenario, case.scenario))
        leader = next(alike, None)
        known[case.climate] = leader.climate if leader else case.climate
        leaders += [] if leader else [case]
    return tuple(replace(one, climate=known.get(one.climate, one.climate)) for one in cases)


def _same_numbers(one: Scenario, other: Scenario) -> bool:
    return one.times == other.times and one.series == other.series
