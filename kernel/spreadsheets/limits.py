"""How large a spreadsheet may be, and what reading one may cost."""

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
MOST_SHEETS = 50
MOST_TEXT = 4 * MEGABYTE
"""Characters of all cells together: one long text may be pointed at by every cell."""

WALLS = Walls(cpu_seconds=20, memory_mb=512)
WALL_SECONDS = 20.0
LARGEST_ANSWER = 64 * MEGABYTE
"""A child that says more is not believed."""
