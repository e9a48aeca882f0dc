"""Percentiles over the climate members, rounded to what a reader can use."""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from basin_service.model.months import Ensemble

SHOWN = (10, 50, 90)
DECIMALS = 4


def over_members(values: Ensemble) -> dict[str, list[float | None]]:
    """For each month the 10th, 50th and 90th percentile of the members, by `p10` and so on."""
    found = np.percentile(values, SHOWN, axis=1)
    return {f"p{percent}": written(row) for percent, row in zip(SHOWN, found, strict=True)}


def of_members(values: NDArray[np.float64]) -> dict[str, float | None]:
    """The same percentiles of one figure for each member."""
    found = written(np.percentile(values, SHOWN))
    return {f"p{percent}": value for percent, value in zip(SHOWN, found, strict=True)}


def written(values: Iterable[float]) -> list[float | None]:
    """Rounded; what is no number is missing, and never leaves as one. No zero has a minus."""
    return [
        round(float(value), DECIMALS) + 0.0 if math.isfinite(value) else None for value in values
    ]
