"""What is measured, in which unit, and the few conversions that somebody may choose.

Nothing is converted by itself: a conversion is chosen by name, shown with its rule, and stands in
the document of the evidence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from basin.contract.variables import RANGES, UNITS, Range

OTHER = "other"
"""A variable of their own, with their own name and unit."""

OBSERVED: Mapping[str, str] = MappingProxyType(
    {
        "rain": "mm",
        "water_level": "m",
        "lagoon_level": "m",
        "streamflow": "L/s",
        "spring_flow": "L/s",
    }
)
"""What a station measures; the last three are drawn over the same variable of a model."""

MEASURABLE: Mapping[str, Range] = MappingProxyType(
    {"rain": Range(0, 3000), "water_level": Range(-500, 7000)} | dict(RANGES)
)
"""What can be true: a level may be counted from the sea."""


@dataclass(frozen=True)
class Conversion:
    """value x `factor`, divided by the days of its step and 86,400 s where it is a total of one.

    `source` is the unit of the table, `target` ours.
    """

    source: str
    target: str
    factor: float
    of_a_step: bool = False
    """The table holds what ran through in the whole month (or day, or year)."""

    @property
    def key(self) -> str:
        """By what a form names it."""
        return f"{self.source}>{self.target}"


SECONDS_OF_A_DAY = 86_400

_ALL = (
    Conversion("m3/s", "L/s", 1000.0),
    Conversion("m3/h", "L/s", 1000 / 3600),
    Conversion("m3/d", "L/s", 1000 / SECONDS_OF_A_DAY),
    Conversion("ML/d", "L/s", 1_000_000 / SECONDS_OF_A_DAY),
    Conversion("m3", "L/s", 1000.0, of_a_step=True),
    Conversion("hm3", "L/s", 1e9, of_a_step=True),
    Conversion("cm", "m", 0.01),
    Conversion("mm", "m", 0.001),
    Conversion("m2", "km2", 1e-6),
    Conversion("ha", "km2", 0.01),
    Conversion("m3", "hm3", 1e-6),
    Conversion("L/s", "m3/d", 86.4),
    Conversion("m3/s", "m3/d", 86_400.0),
    Conversion("m3", "m3/d", 86_400.0, of_a_step=True),
    Conversion("cm", "mm", 10.0),
    Conversion("m", "mm", 1000.0),
)
CONVERSIONS: Mapping[str, Conversion] = MappingProxyType({one.key: one for one in _ALL})

_SPELLED: Mapping[str, str] = MappingProxyType(
    {
        "l/s": "L/s", "lps": "L/s", "lt/s": "L/s", "lts/s": "L/s", "l/seg": "L/s",
        "liter/second": "L/s", "liters/second": "L/s", "litros/segundo": "L/s",
        "m3/s": "m3/s", "m³/s": "m3/s", "cms": "m3/s", "m^3/s": "m3/s", "m3/seg": "m3/s",
        "cubic meters/second": "m3/s", "cubic meter/second": "m3/s",
        "m3/h": "m3/h", "m³/h": "m3/h", "m3/d": "m3/d", "m³/d": "m3/d", "m3/dia": "m3/d",
        "m3/día": "m3/d", "m3/day": "m3/d", "m^3/day": "m3/d", "ml/d": "ML/d",
        "m3": "m3", "m³": "m3", "m^3": "m3", "cubic meter": "m3", "cubic meters": "m3",
        "hm3": "hm3", "hm³": "hm3", "hm^3": "hm3", "mmc": "hm3", "mcm": "hm3", "million m^3": "hm3",
        "million cubic meter": "hm3", "million cubic meters": "hm3", "million m3": "hm3",
        "m": "m", "metros": "m", "meter": "m", "meters": "m", "msnm": "m", "m.s.n.m.": "m",
        "cm": "cm", "mm": "mm", "milimetros": "mm", "milímetros": "mm", "millimeters": "mm",
        "km2": "km2", "km²": "km2", "km^2": "km2", "ha": "ha", "m2": "m2", "m²": "m2",
    }
)  # fmt: skip


def unit_spelled(text: str) -> str:
    """Our symbol for a unit as tables write it; "" when it is none that we know."""
    return _SPELLED.get(" ".join(text.strip().strip("()[]").casefold().split()), "")


def unit_of(variable: str) -> str:
    """The unit that this variable always has; "" for one of their own."""
    return UNITS.get(variable) or OBSERVED.get(variable, "")


def converted(value: float, conversion: Conversion | None, days: int) -> float:
    """The value in our unit; `days` is how long its step is."""
    if conversion is None:
        return value
    found = value * conversion.factor
    return found / (days * SECONDS_OF_A_DAY) if conversion.of_a_step else found
