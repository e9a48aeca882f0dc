"""The walls around a child process that parses a hostile file."""

import resource
from contextlib import suppress
from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Walls:
    """How much one file may cost."""

    cpu_seconds: int
    memory_mb: int


def confine(walls: Walls) -> None:
    """Bound what this process may use from now on: it never gets it back."""
    _bound(resource.RLIMIT_CORE, 0)  # a dump would hold the file in the open
    _bound(resource.RLIMIT_FSIZE, 0)  # it answers through a pipe and writes no file
    _bound(resource.RLIMIT_CPU, walls.cpu_seconds)
    _bound(resource.RLIMIT_AS, walls.memory_mb * MEGABYTE)


def _bound(what: int, most: int) -> None:
    with suppress(ValueError, OSError):  # macOS knows no bound of memory
        resource.setrlimit(what, (most, most))
