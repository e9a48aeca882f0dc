"""A few figures that sum up a scenario, each as percentiles over the climate members."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from basin_service.contract import words
from basin_service.contract.percentiles import of_members
from basin_service.contract.variables import VARIABLES
from basin_service.model.assumptions import number
from basin_service.model.months import Ensemble
from basin_service.model.simulation import Simulated

LAST_MONTHS = 60
ENOUGH = 0.999
"""What is met to a thousandth counts as met."""

Figure = Callable[[Simulated], NDArray[np.float64]]


def _mean_at_the_end(variable: str) -> Figure:
    return lambda result: _values(variable, result)[-LAST_MONTHS:].mean(axis=0)


def _percent_of_months_under(variable: str, limit: str) -> Figure:
    return lambda result: _percent(_values(variable, result) < number(limit))


def _values(variable: str, result: Simulated) -> Ensemble:
    return VARIABLES[variable].values(result)


def _percent(months: NDArray[np.bool_]) -> NDArray[np.float64]:
    share: NDArray[np.float64] = 100 * months.mean(axis=0)
    return share


def _met(given: Ensemble, wanted: Ensemble) -> NDArray[np.float64]:
    return _percent(given >= wanted * ENOUGH)


INDICATORS: dict[str, tuple[str, Figure]] = {
    "lagoon_level_last5y_mean": ("m", _mean_at_the_end("lagoon_level")),
    "lagoon_months_below_min_pct": (
        "%", _percent_of_months_under("lagoon_level", "lagoon.least_level"),
    ),
    "streamflow_last5y_mean": ("L/s", _mean_at_the_end("streamflow")),
    "eco_flow_months_below_pct": (
        "%", _percent_of_months_under("streamflow", "lagoon.least_inflow"),
    ),
    "spring_flow_last5y_mean": ("L/s", _mean_at_the_end("spring_flow")),
    "aquifer_storage_change_end": (
        "hm3", lambda result: _values("aquifer_storage_change", result)[-1],
    ),
    "community_reliability_pct": (
        "%", lambda result: _met(result.flows["community"], result.community),
    ),
    "livestock_reliability_pct": (
        "%", lambda result: _met(result.flows["livestock"], result.livestock),
    ),
    "mine_fresh_mean": (
        "L/s", lambda result: _values("mine_fresh_abstraction", result).mean(axis=0),
    ),
}  # fmt: skip


def indicators(scenario_id: str, result: Simulated) -> dict[str, Any]:
    """The figures of one scenario, with what the scenario was."""
    return {
        "title": words.SCENARIOS[scenario_id],
        "parameters": result.scenario.as_facts(),
        "values": {
            name: {"unit": unit, **of_members(figure(result))}
            for name, (unit, figure) in INDICATORS.items()
        },
    }
