"""The shape of the lagoon: area = a * depth^n, hence volume = a / (n + 1) * depth^(n + 1)."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from basin_service.model.assumptions import number

Sizes = TypeVar("Sizes", float, NDArray[np.float64])


def depth_of(volume: Sizes) -> Sizes:
    """Depth in m at a volume in megalitres."""
    power = number("lagoon.shape_power") + 1
    depth: Sizes = (np.maximum(volume, 0.0) / 1e3 * power / number("lagoon.shape_area")) ** (
        1 / power
    )
    return depth


def area_of(volume: Sizes) -> Sizes:
    """Area in km2 at a volume in megalitres."""
    area: Sizes = number("lagoon.shape_area") * depth_of(volume) ** number("lagoon.shape_power")
    return area


def volume_at(area: float) -> float:
    """Volume in megalitres at an area in km2."""
    power = number("lagoon.shape_power")
    depth = (area / number("lagoon.shape_area")) ** (1 / power)
    return float(number("lagoon.shape_area") * depth ** (power + 1) / (power + 1) * 1e3)
