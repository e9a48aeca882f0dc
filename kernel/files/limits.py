"""How much people may send, and what reading it may cost."""

from kernel.cleaning.confinement import Walls
from kernel.cleaning.kinds import FileKind, Incoming

MEGABYTE = 1024 * 1024

EVERY_KIND = frozenset(FileKind)

# Bytes of what comes in, by what it is. An installation may set a lower ceiling for all of them.
LARGEST = {
    FileKind.IMAGE: 20 * MEGABYTE,
    FileKind.PDF: 25 * MEGABYTE,
    FileKind.SOUND: 40 * MEGABYTE,
    FileKind.VIDEO: 60 * MEGABYTE,
}
LARGEST_OF_ALL = max(LARGEST.values())

LARGEST_COPY = 256 * MEGABYTE
"""More than the largest picture can weigh: a child that says more is not believed."""

AT_ONCE = 2
"""So many files are cleaned at a time in one process: each may cost a core."""
WAITING = 2
"""So many more wait for their turn; whoever comes then is asked to come again in a moment, and the
other threads go on answering."""
WAIT_SECONDS = 30.0
WALL_SECONDS = 90.0
"""Nobody waits longer for one file."""

_PICTURE = Walls(cpu_seconds=30, memory_mb=1536)
_PAPER = Walls(cpu_seconds=30, memory_mb=1024)
_FILM = Walls(cpu_seconds=80, memory_mb=2048)


def walls_of(incoming: Incoming) -> Walls:
    """What cleaning such a file may cost."""
    if incoming is Incoming.PDF:
        return _PAPER
    return _PICTURE if incoming.kinds == {FileKind.IMAGE} else _FILM
