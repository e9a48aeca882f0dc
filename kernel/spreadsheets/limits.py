"""How large a spreadsheet may be, and what reading one may cost."""

from dataclasses import dataclass

from kernel.cleaning.confinement import Walls

MEGABYTE = 1024 * 1024

LARGEST = 5 * MEGABYTE
"""Bytes of the file that is sent."""
LARGEST_UNPACKED = 64 * MEGABYTE
"""Bytes of all its parts, counted while they are unpacked: what a file says of itself is not
believed."""
MOST_PARTS = 2_000
MOST_ROWS = 5_000
MOST_COLUMNS = 100
LONGEST_SERIES = 40_000
"""Rows of a table of measurements: a century of days."""
MOST_SHEETS = 50
MOST_TEXT = 4 * MEGABYTE
"""Characters of all cells together: one long text may be pointed at by every cell."""

WALLS = Walls(cpu_seconds=20, memory_mb=512)
WALL_SECONDS = 20.0
LARGEST_ANSWER = 64 * MEGABYTE
"""A child that says more is not believed."""


@dataclass(frozen=True)
class Extent:
    """How far the sheets of a file may reach."""

    rows: int = MOST_ROWS
    columns: int = MOST_COLUMNS

    @property
    def cells(self) -> int:
        """How many cells may be filled, in all sheets together: two full lists of people."""
        return 2 * MOST_ROWS * MOST_COLUMNS

    @property
    def room(self) -> int:
        """How many cells a parser may lay out for one sheet, empty ones included."""
        return max(MOST_ROWS, self.rows // 4) * MOST_COLUMNS


LIST = Extent()
"""A list of people or things."""
SERIES = Extent(rows=LONGEST_SERIES)
"""A table of measurements: many rows, and fewer columns the longer it is."""
