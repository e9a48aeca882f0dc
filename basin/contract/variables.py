"""The variables that every service means alike: their unit, and what a basin can hold of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

CONTRACT = "basin-evidence/1"


@dataclass(frozen=True)
class Range:
    """The least and the greatest value that can be true of a variable, in its unit."""

    least: float
    greatest: float

    def holds(self, value: float) -> bool:
        """Whether a value can be true."""
        return self.least <= value <= self.greatest


UNITS: Mapping[str, str] = MappingProxyType(
    {
        "lagoon_level": "m",
        "lagoon_area": "km2",
        "streamflow": "L/s",
        "spring_flow": "L/s",
        "aquifer_storage_change": "hm3",
        "unmet_community": "m3/d",
        "unmet_livestock": "m3/d",
        "mine_fresh_abstraction": "L/s",
    }
)
"""UCUM units. A service that uses another one is refused; nothing is converted silently."""

# Wide on purpose: they refuse a wrong sign or a wrong magnitude, not a wet year.
RANGES: Mapping[str, Range] = MappingProxyType(
    {
        "lagoon_level": Range(0, 50),
        "lagoon_area": Range(0, 500),
        "streamflow": Range(0, 100_000),
        "spring_flow": Range(0, 10_000),
        "aquifer_storage_change": Range(-10_000, 10_000),
        "unmet_community": Range(0, 1_000_000),
        "unmet_livestock": Range(0, 1_000_000),
        "mine_fresh_abstraction": Range(0, 100_000),
    }
)

OTHERWISE = Range(-1e12, 1e12)
"""For variables that only this service knows: they are kept and shown with their own unit."""


def range_of(variable: str) -> Range:
    """What a variable can hold."""
    return RANGES.get(variable, OTHERWISE)
