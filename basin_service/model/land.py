"""What becomes of rain and snow on the land: quick runoff, recharge, and what dries again."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from basin_service.model.assumptions import number
from basin_service.model.climate import Climate
from basin_service.model.months import Ensemble

Members = NDArray[np.float64]


@dataclass(frozen=True)
class Land:
    """Quick runoff and recharge in mm/month; the error of the land's own balance in mm."""

    quick: Ensemble
    recharge: Ensemble
    balance_error_mm: float


@dataclass
class _Stores:
    """Water that lies as snow and in the soil, in mm."""

    snow: Members
    soil: Members

    @property
    def whole(self) -> Members:
        return self.snow + self.soil


def water_of(climate: Climate) -> Land:
    """Pass a climate over the land, month by month."""
    members = climate.rain.shape[1]
    stores = _Stores(np.zeros(members), np.full(members, number("land.soil_first")))
    before = stores.whole
    quick, recharge, lost = (np.zeros_like(climate.rain) for _ in range(3))
    for month in range(len(climate.rain)):
        water = _thawed(stores, climate.rain[month], climate.temperature[month])
        effective = _effective(water)
        quick[month] = number("land.quick") * effective
        recharge[month] = effective - quick[month]
        lost[month] = _dried(stores, water - effective, climate.evaporation[month])
    out = (quick + recharge + lost).sum(axis=0)
    error = np.abs(climate.rain.sum(axis=0) - out - (stores.whole - before))
    return Land(quick, recharge, float(error.max()))


def _thawed(stores: _Stores, rain: Members, temperature: Members) -> Members:
    """Liquid water of a month: rain, and snow that melts. The rest stays as snow."""
    snowing = np.clip((number("land.snow_below") - temperature) / 4.0, 0.0, 1.0)
    stores.snow = stores.snow + rain * snowing
    melting = np.minimum(stores.snow, np.maximum(temperature, 0.0) * number("land.melt"))
    stores.snow = stores.snow - melting
    water: Members = rain * (1.0 - snowing) + melting
    return water


def _effective(water: Members) -> Members:
    """The part of a month's water that leaves the soil downwards or sideways."""
    growth = np.minimum(number("land.effective_growth"), water / number("land.effective_at"))
    part: Members = np.minimum(water, number("land.effective") * water * growth)
    return part


def _dried(stores: _Stores, water: Members, evaporation: Members) -> Members:
    """Wet the soil, let it dry, and say how much it lost to the air."""
    stores.soil = stores.soil + water
    thirst = number("land.soil_drying") * evaporation
    lost = np.minimum(stores.soil, np.maximum(thirst, stores.soil - number("land.soil_most")))
    stores.soil = stores.soil - lost
    return lost
