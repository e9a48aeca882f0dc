"""The variables of the contract with their fixed units, and the levels to watch."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from basin_service.contract.words import BASIS
from basin_service.model.assumptions import number
from basin_service.model.lagoon import area_of, depth_of
from basin_service.model.months import Ensemble
from basin_service.model.simulation import Simulated
from basin_service.model.units import M3_OF_ML, ML_D_OF_L_S, ML_OF_HM3


@dataclass(frozen=True)
class Variable:
    """One variable: its unit (UCUM) and how it comes from what was simulated."""

    unit: str
    values: Callable[[Simulated], Ensemble]


def _litres_a_second(flow: str) -> Callable[[Simulated], Ensemble]:
    return lambda result: result.flows[flow] / ML_D_OF_L_S


def _lacking(wanted: Ensemble, given: Ensemble) -> Ensemble:
    """Cubic metres a day that were wanted and not given."""
    lacking: Ensemble = np.maximum(wanted - given, 0.0) * M3_OF_ML
    return lacking


VARIABLES: dict[str, Variable] = {
    "lagoon_level": Variable("m", lambda result: depth_of(result.volumes["lagoon"])),
    "lagoon_area": Variable("km2", lambda result: area_of(result.volumes["lagoon"])),
    "streamflow": Variable("L/s", _litres_a_second("river_to_lagoon")),
    "spring_flow": Variable("L/s", _litres_a_second("high_spring")),
    "aquifer_storage_change": Variable(
        "hm3", lambda result: (result.volumes["aquifer"] - result.start.aquifer) / ML_OF_HM3
    ),
    "unmet_community": Variable(
        "m3/d", lambda result: _lacking(result.community, result.flows["community"])
    ),
    "unmet_livestock": Variable(
        "m3/d", lambda result: _lacking(result.livestock, result.flows["livestock"])
    ),
    "mine_fresh_abstraction": Variable("L/s", _litres_a_second("mine_wells")),
}


def thresholds() -> list[dict[str, object]]:
    """Levels to watch: illustrations, until the parties agree on theirs."""
    return [
        {
            "variable": variable,
            "op": "<",
            "value": number(name),
            "unit": VARIABLES[variable].unit,
            "basis": BASIS["en"],
            "x-basis": BASIS,
        }
        for variable, name in (
            ("lagoon_level", "lagoon.least_level"),
            ("streamflow", "lagoon.least_inflow"),
        )
    ]
