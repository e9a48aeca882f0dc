"""The walls around a child process that parses a hostile file.

Bounds of time and memory hold everywhere. On Linux the kernel also takes away every call that a
parser has no need of: it opens no file, starts no program, reaches no network. So what a hostile
file makes of the process can burn some seconds, and read nothing but itself.
"""

import platform
import resource
import sys
from contextlib import suppress
from dataclasses import dataclass

from kernel.cleaning.seccomp import take_away

MEGABYTE = 1024 * 1024
_CODECS = ("ascii", "latin-1", "utf-8", "utf-16", "utf-16-be", "utf-16-le", "utf-32", "cp1252")


@dataclass(frozen=True)
class Walls:
    """How much one file may cost."""

    cpu_seconds: int
    memory_mb: int


def confine(walls: Walls) -> None:
    """Bound what this process may use from now on: it never gets it back.

    Whatever it needs from the disk must be loaded before.
    """
    _bound(resource.RLIMIT_CORE, 0)  # a dump would hold the file in the open
    _bound(resource.RLIMIT_FSIZE, 0)  # it answers through a pipe and writes no file
    _bound(resource.RLIMIT_CPU, walls.cpu_seconds)
    _bound(resource.RLIMIT_AS, walls.memory_mb * MEGABYTE)
    for codec in _CODECS:
        "".encode(codec)  # Python loads each from a file when it is first used
    if sys.platform == "linux":
        take_away(platform.machine())


def _bound(what: int, most: int) -> None:
    with suppress(ValueError, OSError):  # macOS knows no bound of memory
        resource.setrlimit(what, (most, most))
