"""Which figures sum up a scenario, each with its unit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from basin.comparing.cases import Case, Limit
from basin.comparing.measuring import (
    Basis,
    at_the_end,
    first_year_beyond,
    from_percentiles,
    going_without,
    mean_at_the_end,
    of_indicator,
    share_beyond,
)
from basin.comparing.moments import whole_years
from basin.comparing.spread import UNKNOWN, Spread
from basin.kinds import Comparison as Side

LAST_YEARS = 5
PERCENT = "%"


class Measure(StrEnum):
    """What a figure measures."""

    MEAN = "mean"
    """The mean of the last years, in the unit of the variable."""
    AT_THE_END = "at_the_end"
    """The last value, in the unit of the variable."""
    BEYOND = "beyond"
    """In how many of a hundred months (days, years) it is beyond a limit."""
    LACKING = "lacking"
    """In how many of a hundred months (days, years) somebody goes without water."""
    FIRST_BEYOND = "first_beyond"
    """The first calendar year beyond a limit; never: unknown with `never` set."""


MEANS = ("lagoon_level", "lagoon_area", "streamflow", "spring_flow", "mine_fresh_abstraction")
ENDS = ("aquifer_storage_change",)
UNMET = ("unmet_community", "unmet_livestock")
_FROM_MODEL = {
    "lagoon_level": "lagoon_level_last5y_mean",
    "streamflow": "streamflow_last5y_mean",
    "spring_flow": "spring_flow_last5y_mean",
    "aquifer_storage_change": "aquifer_storage_change_end",
}
_MET_BY_MODEL = {
    "unmet_community": "community_reliability_pct",
    "unmet_livestock": "livestock_reliability_pct",
}
_BEYOND_BY_MODEL = {
    "lagoon_level": "lagoon_months_below_min_pct",
    "streamflow": "eco_flow_months_below_pct",
}
"""These count the months under the limit that the model itself names, and under no other."""


@dataclass(frozen=True)
class Figure:
    """One figure of one scenario, in `unit`. `years`: over how many last years, 0 over all.

    For FIRST_BEYOND the spread holds years: its middle that of the middle run, its ends those of
    the runs that come there first and last; `never` says which of the three never come there.
    """

    measure: Measure
    variable: str
    unit: str
    spread: Spread
    basis: Basis
    years: int = 0
    limit: Limit | None = None
    never: tuple[bool, bool, bool] = (False, False, False)


def _from_model(case: Case, name: str | None, unit: str) -> Spread:
    return of_indicator(case, name, unit) if name else UNKNOWN


Maker = Callable[[Case, str, Basis, str], Figure]


def mean_figure(case: Case, variable: str, basis: Basis, unit: str) -> Figure:
    """The mean of the last five years, or of all when there are fewer."""
    years = min(LAST_YEARS, whole_years(case.scenario.times))
    if basis is Basis.MODEL:
        spread = _from_model(case, _FROM_MODEL.get(variable), unit)
        return Figure(Measure.MEAN, variable, unit, spread, basis, LAST_YEARS)
    figure = mean_at_the_end(case.scenario.times, years or len(case.scenario.times))
    spread = from_percentiles(case, variable, figure)
    return Figure(Measure.MEAN, variable, unit, spread, basis, years)


def end_figure(case: Case, variable: str, basis: Basis, unit: str) -> Figure:
    """The last value of all."""
    if basis is Basis.MODEL:
        spread = _from_model(case, _FROM_MODEL.get(variable), unit)
    else:
        spread = from_percentiles(case, variable, at_the_end)
    return Figure(Measure.AT_THE_END, variable, unit, spread, basis)


def lacking_figure(case: Case, variable: str, basis: Basis, _unit: str) -> Figure:
    """In how many of a hundred steps people or animals go without."""
    if basis is Basis.MODEL:
        met = _from_model(case, _MET_BY_MODEL.get(variable), PERCENT)
        spread = met.map(lambda share: 100 - share)
    else:
        spread = share_beyond(case, variable, going_without(variable))
    return Figure(Measure.LACKING, variable, PERCENT, spread, basis)


def beyond_figure(limit: Limit) -> Maker:
    """In how many of a hundred steps a limit is broken."""

    def figure(case: Case, variable: str, basis: Basis, _unit: str) -> Figure:
        if basis is Basis.MODEL:
            name = _BEYOND_BY_MODEL.get(variable) if _is_own(case, limit) else None
            spread = _from_model(case, name, PERCENT)
        else:
            spread = share_beyond(case, variable, limit)
        return Figure(Measure.BEYOND, variable, PERCENT, spread, basis, limit=limit)

    return figure


def _is_own(case: Case, limit: Limit) -> bool:
    """Whether the model names this very limit, whoever else does."""
    return _below(limit) and any(
        (one.variable, one.side, one.value) == (limit.variable, limit.side, limit.value)
        for one in case.own
    )


def _below(limit: Limit) -> bool:
    return limit.side is Side.BELOW


def first_figure(case: Case, limit: Limit) -> Figure:
    """The first year beyond a limit, of the run that breaks it first, the middle one, the last."""
    year = first_year_beyond(case.scenario.times, limit)
    names = ("p10", "p50", "p90") if _below(limit) else ("p90", "p50", "p10")
    found = [case.series(limit.variable, name) for name in names]
    if found[1] is None:
        found = [None, case.middle(limit.variable), None]
    seen = [None if one is None else year(one) for one in found]
    never = tuple(one is not None and at is None for one, at in zip(found, seen, strict=True))
    first, middle, last = seen
    return Figure(
        Measure.FIRST_BEYOND, limit.variable, "", Spread(first, middle, last), Basis.SERIES,
        limit=limit, never=(never[0], never[1], never[2]),
    )  # fmt: skip


def others(cases: Sequence[Case]) -> tuple[str, ...]:
    """Variables that only these models know, in their order, each once."""
    known = {*MEANS, *ENDS, *UNMET}
    names = (name for case in cases for name in case.variables)
    return tuple(dict.fromkeys(name for name in names if name not in known))
