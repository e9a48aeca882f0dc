"""One scenario simulated: its flows, its volumes, and whether its water balance closes."""

import warnings
from dataclasses import dataclass

import numpy as np

from basin_service.model import demand
from basin_service.model.climate import random_climate
from basin_service.model.land import water_of
from basin_service.model.months import Calendar, Ensemble, Months
from basin_service.model.network import INFLOWS, OUTFLOWS, Forcing, Network, built
from basin_service.model.scenarios import SCENARIOS, Applied, Choices, applied
from basin_service.model.steady import Steady, natural_state


class ModelBroken(Exception):  # noqa: N818 - a fact
    """The model gave something that cannot be: the run must fail, and say so."""


@dataclass(frozen=True)
class Request:
    """Whole years, climate members, and the seed of the climate."""

    years: int
    members: int
    seed: int
    choices: Choices


@dataclass(frozen=True)
class Simulated:
    """What a scenario gave. Flows in ML/d, volumes in ML at the end of each month."""

    scenario: Applied
    calendar: Calendar
    start: Steady
    flows: dict[str, Ensemble]
    volumes: dict[str, Ensemble]
    community: Ensemble
    livestock: Ensemble
    mass_balance_error_pct: float
    land_balance_error_mm: float


def simulate(scenario_id: str, request: Request) -> Simulated:
    """Run one scenario. ModelBroken when a number is none, or water appears or is lost."""
    scenario = applied(SCENARIOS[scenario_id], request.choices)
    forcing = _forcing(request, scenario)
    start = natural_state()
    with warnings.catch_warnings():
        # Pywr asks pandas 2 for a month by the only name that all of it understands.
        warnings.filterwarnings("ignore", "'M' is deprecated", FutureWarning)
        network = built(forcing, scenario, start)
        network.model.run()
    flows, volumes = _recorded(network)
    error = _balance_error(forcing.calendar.days, flows, volumes, start)
    return Simulated(
        scenario, forcing.calendar, start, flows, volumes, forcing.community, forcing.livestock,
        error, forcing.land.balance_error_mm,
    )  # fmt: skip


def _forcing(request: Request, scenario: Applied) -> Forcing:
    calendar = Calendar(request.years)
    natural = random_climate(calendar, request.members, request.seed)
    climate = natural.changed(scenario.rain_factor, scenario.evaporation_factor)
    community, livestock = (
        _for_all(used, request.members)
        for used in (demand.of_community(calendar), demand.of_livestock(calendar))
    )
    return Forcing(calendar, climate, water_of(climate), community, livestock)


def _for_all(values: Months, members: int) -> Ensemble:
    return np.repeat(values[:, None], members, axis=1)


def _recorded(network: Network) -> tuple[dict[str, Ensemble], dict[str, Ensemble]]:
    flows = {name: np.array(recorder.data) for name, recorder in network.flows.items()}
    volumes = {name: np.array(recorder.data) for name, recorder in network.volumes.items()}
    for name, values in (flows | volumes).items():
        if not np.isfinite(values).all():
            raise ModelBroken(f"{name} has values that are not numbers")
    return flows, volumes


def _balance_error(
    days: Months, flows: dict[str, Ensemble], volumes: dict[str, Ensemble], start: Steady
) -> float:
    """The worst member's water that is not accounted for, in percent of all that came in."""
    came = sum((flows[name] * days[:, None]).sum(axis=0) for name in INFLOWS)
    went = sum((flows[name] * days[:, None]).sum(axis=0) for name in OUTFLOWS)
    before = start.aquifer + start.lagoon
    stored = volumes["aquifer"][-1] + volumes["lagoon"][-1] - before
    return float(np.max(np.abs(came - went - stored) / came) * 100)
