"""The basin as Pywr sees it: two stores, and the ways that water may take between them.

A cost only says who comes first where there is too little water: the lower, the earlier.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pywr.core import Catchment, Link, Model, Output, Scenario, Storage, Timestepper
from pywr.recorders import NumpyArrayNodeRecorder, NumpyArrayStorageRecorder

from basin_service.model.assumptions import number
from basin_service.model.climate import Climate
from basin_service.model.land import Land
from basin_service.model.months import FIRST_YEAR, Calendar, Ensemble
from basin_service.model.rules import LinearReservoir, MineWells, OverLagoon, Series
from basin_service.model.scenarios import Applied
from basin_service.model.steady import Steady, dead_volume
from basin_service.model.units import DAYS_OF_YEAR, ML_D_OF_L_S, ML_OF_HM3

INFLOWS = ("recharge", "runoff", "lagoon_rain")
OUTFLOWS = (
    "lagoon_evaporation", "margin_evaporation", "induced_leakage", "mine_wells", "community",
    "livestock",
)  # fmt: skip
STORES = ("aquifer", "lagoon")
WITHIN = ("springs", "high_spring", "river_to_lagoon")

BY_NATURE, COMMUNITY, LIVESTOCK, MINE = -5000, -2000, -1000, -100
LAGOON_EVAPORATION = -9000
PLENTY = 1e7
"""Megalitres: more than any store of this basin ever holds."""


@dataclass(frozen=True)
class Forcing:
    """What comes from outside, for one scenario. Demands in ML/d."""

    calendar: Calendar
    climate: Climate
    land: Land
    community: Ensemble
    livestock: Ensemble


@dataclass(frozen=True)
class Network:
    """A model that is ready to run, and what records its flows (ML/d) and volumes (ML)."""

    model: Any
    flows: dict[str, Any]
    volumes: dict[str, Any]


def built(forcing: Forcing, scenario: Applied, start: Steady) -> Network:
    """The basin of one scenario."""
    model = Model()
    model.timestepper = _steps(forcing.calendar)
    Scenario(model, "climate", size=forcing.climate.rain.shape[1])
    aquifer, lagoon = _stores(model, start)
    river = Link(model, "river")
    _land(model, forcing, aquifer, river)
    springs = _springs(model, aquifer, river)
    _high_spring(model, forcing, start, aquifer, river)
    _mine(model, scenario, start, aquifer, springs)
    _lagoon(model, forcing, river, lagoon)
    flows = {
        name: NumpyArrayNodeRecorder(model, model.nodes[name])
        for name in (*INFLOWS, *OUTFLOWS, *WITHIN)
    }
    volumes = {name: NumpyArrayStorageRecorder(model, model.nodes[name]) for name in STORES}
    return Network(model, flows, volumes)


def _steps(calendar: Calendar) -> Any:
    last = FIRST_YEAR + calendar.years - 1
    return Timestepper(pd.Timestamp(FIRST_YEAR, 1, 1), pd.Timestamp(last, 12, 31), "M")


def _stores(model: Any, start: Steady) -> Iterator[Any]:
    for name, volume in (("aquifer", start.aquifer), ("lagoon", start.lagoon)):
        yield Storage(
            model, name, inputs=1, outputs=1, min_volume=0, max_volume=PLENTY, initial_volume=volume
        )


def _land(model: Any, forcing: Forcing, aquifer: Any, river: Any) -> None:
    daily = number("place.area") / forcing.calendar.days[:, None]
    recharge = Catchment(model, "recharge", flow=Series(model, forcing.land.recharge * daily))
    recharge.connect(aquifer)
    runoff = Catchment(model, "runoff", flow=Series(model, forcing.land.quick * daily))
    runoff.connect(river)


def _springs(model: Any, aquifer: Any, river: Any) -> Any:
    """The low springs and the evaporation at the margin; the rule of the springs."""
    rate = 1 / (number("aquifer.residence") * DAYS_OF_YEAR)
    share = number("aquifer.to_springs")
    rule = LinearReservoir(model, aquifer, share * rate, dead_volume())
    springs = Link(model, "springs", max_flow=rule, cost=BY_NATURE)
    aquifer.connect(springs)
    springs.connect(river)
    rest = LinearReservoir(model, aquifer, (1 - share) * rate, dead_volume())
    aquifer.connect(Output(model, "margin_evaporation", max_flow=rest, cost=BY_NATURE))
    return rule


def _high_spring(model: Any, forcing: Forcing, start: Steady, aquifer: Any, river: Any) -> None:
    """The spring that dries first: the community drinks first, then livestock, then the river."""
    reach = number("springs.high_range") * ML_OF_HM3
    rate = number("springs.high_flow") * ML_D_OF_L_S / reach
    rule = LinearReservoir(model, aquifer, rate, start.aquifer - reach)
    spring = Link(model, "high_spring", max_flow=rule, cost=BY_NATURE)
    aquifer.connect(spring)
    for name, demand, cost in (
        ("community", forcing.community, COMMUNITY),
        ("livestock", forcing.livestock, LIVESTOCK),
    ):
        spring.connect(Output(model, name, max_flow=Series(model, demand), cost=cost))
    spring.connect(river)


def _mine(model: Any, scenario: Applied, start: Steady, aquifer: Any, springs: Any) -> None:
    leaking = scenario.brine_l_s * scenario.induced_leakage * ML_D_OF_L_S
    aquifer.connect(Output(model, "induced_leakage", max_flow=leaking, cost=BY_NATURE))
    least = scenario.spring_trigger * start.springs
    pumped = scenario.fresh_l_s * ML_D_OF_L_S
    rule = MineWells(model, pumped, springs, least, number("mine.cut_to"))
    aquifer.connect(Output(model, "mine_wells", max_flow=rule, cost=MINE))


def _lagoon(model: Any, forcing: Forcing, river: Any, lagoon: Any) -> None:
    """Rain and the river fill it; nothing but evaporation empties it."""
    gauge = Link(model, "river_to_lagoon")
    river.connect(gauge)
    gauge.connect(lagoon)
    days = forcing.calendar.days
    rain = OverLagoon(model, lagoon, forcing.climate.rain, days)
    Catchment(model, "lagoon_rain", flow=rain).connect(lagoon)
    lost = OverLagoon(model, lagoon, forcing.climate.evaporation, days)
    lagoon.connect(Output(model, "lagoon_evaporation", max_flow=lost, cost=LAGOON_EVAPORATION))
