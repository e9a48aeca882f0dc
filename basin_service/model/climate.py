"""A random climate: rain, temperature and evaporation of each month, for several members.

The same seed gives the same climate for every scenario, so that scenarios differ by what is done
and not by luck.
"""

from dataclasses import dataclass

import numpy as np

from basin_service.model.assumptions import by_month, number
from basin_service.model.months import Calendar, Ensemble, Months


@dataclass(frozen=True)
class Climate:
    """Rain and open-water evaporation in mm/month, temperature in degrees Celsius."""

    rain: Ensemble
    temperature: Ensemble
    evaporation: Ensemble

    def changed(self, rain: float, evaporation: float) -> "Climate":
        """The same weather with so many times the rain and the evaporation."""
        return Climate(self.rain * rain, self.temperature, self.evaporation * evaporation)


def random_climate(calendar: Calendar, members: int, seed: int) -> Climate:
    """The climate that belongs to a seed."""
    rng = np.random.default_rng(seed)
    months = len(calendar.numbers)
    years = _lognormal(rng, number("climate.rain_spread_of_years"), (calendar.years, members))
    spread = _lognormal(rng, number("climate.rain_spread_of_months"), (months, members))
    rain = _mean_rain(calendar)[:, None] * np.repeat(years, 12, axis=0) * spread
    noise = rng.normal(0.0, number("climate.temperature_spread"), (months, members))
    temperature = _mean_temperature(calendar)[:, None] + noise
    noise = rng.normal(0.0, number("climate.evaporation_spread"), (months, members))
    return Climate(rain, temperature, _mean_evaporation(calendar)[:, None] * np.exp(noise))


def _lognormal(rng: np.random.Generator, spread: float, shape: tuple[int, int]) -> Ensemble:
    """Factors about 1 whose expectation is 1."""
    return np.exp(rng.normal(0.0, spread, shape) - spread**2 / 2)


def _mean_rain(calendar: Calendar) -> Months:
    shares = np.array(by_month("climate.rain_by_month"))
    yearly: Months = number("climate.rain") * shares / shares.sum()
    return yearly[calendar.numbers - 1]


def _mean_temperature(calendar: Calendar) -> Months:
    season = np.cos(2 * np.pi * (calendar.numbers - 1.5) / 12)  # warmest in the middle of January
    warmth: Months = (
        number("climate.temperature_mean") + number("climate.temperature_swing") * season
    )
    return warmth


def _mean_evaporation(calendar: Calendar) -> Months:
    season = 1 + number("climate.evaporation_swing") * np.cos(
        2 * np.pi * (calendar.numbers - 1) / 12
    )
    monthly: Months = number("climate.evaporation") / 12 * season / season[:12].mean()
    return monthly
