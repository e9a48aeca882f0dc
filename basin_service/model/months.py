"""The months that are simulated, and how long each of them is."""

import calendar
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FIRST_YEAR = 2026

Months = NDArray[np.float64]
"""One value for each month: shape (months,)."""
Ensemble = NDArray[np.float64]
"""One value for each month and member of the climate: shape (months, members)."""


@dataclass(frozen=True)
class Calendar:
    """`years` whole years from January of FIRST_YEAR."""

    years: int

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Year and month of each step."""
        return [(FIRST_YEAR + year, month) for year in range(self.years) for month in range(1, 13)]

    @property
    def numbers(self) -> NDArray[np.int64]:
        """The month of each step, 1 to 12."""
        return np.tile(np.arange(1, 13), self.years)

    @property
    def days(self) -> Months:
        """The days of each step."""
        return np.array([calendar.monthrange(*pair)[1] for pair in self.pairs], dtype=float)

    @property
    def stamps(self) -> list[str]:
        """The first moment of each step, as CoverageJSON writes it."""
        return [f"{year:04d}-{month:02d}-01T00:00:00Z" for year, month in self.pairs]
