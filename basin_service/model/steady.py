"""The state in which every scenario starts: what the natural climate keeps in balance.

It comes from a long climate of its own with a fixed seed, so it is the same for every request.
"""

from dataclasses import dataclass
from functools import cache

from basin_service.model.assumptions import number
from basin_service.model.climate import random_climate
from basin_service.model.lagoon import volume_at
from basin_service.model.land import water_of
from basin_service.model.months import Calendar
from basin_service.model.units import DAYS_OF_YEAR, ML_D_OF_L_S, ML_OF_HM3, ML_OF_MM_KM2

YEARS, MEMBERS, SEED = 30, 50, 7


@dataclass(frozen=True)
class Steady:
    """Volumes in megalitres and flows in megalitres a day of the natural balance."""

    aquifer: float
    lagoon: float
    springs: float


@cache
def natural_state() -> Steady:
    """Aquifer, lagoon and springs when nothing is pumped and no year differs from another."""
    climate = random_climate(Calendar(YEARS), MEMBERS, SEED)
    land = water_of(climate)
    daily = 12 * ML_OF_MM_KM2 * number("place.area") / DAYS_OF_YEAR
    high = number("springs.high_flow") * ML_D_OF_L_S
    through = float(land.recharge.mean()) * daily - high
    springs = number("aquifer.to_springs") * through
    inflow = springs + high + float(land.quick.mean()) * daily - _used()
    net_mm = float(climate.evaporation.mean() - climate.rain.mean()) * 12
    return Steady(
        aquifer=dead_volume() + through * number("aquifer.residence") * DAYS_OF_YEAR,
        lagoon=volume_at(inflow * DAYS_OF_YEAR / (net_mm * ML_OF_MM_KM2)),
        springs=springs,
    )


def dead_volume() -> float:
    """Megalitres below the springs."""
    return number("aquifer.dead_volume") * ML_OF_HM3


def _used() -> float:
    people = number("people.inhabitants") * number("people.use") * 1e-6
    return people + number("people.livestock_use") * ML_D_OF_L_S
