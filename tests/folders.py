"""Where tests keep their files: in memory, for a disk that syncs at each commit is slow."""

import os
import shutil
import tempfile
from pathlib import Path

ROOM_BYTES = 2 * 1024**3


def quick_folder() -> Path:
    """A folder in memory when it has room and lets programs run, else the usual one."""
    memory = Path("/dev/shm")  # noqa: S108 - a name of our own is made in it
    if not memory.is_dir() or os.statvfs(memory).f_flag & os.ST_NOEXEC:
        return Path(tempfile.gettempdir())
    roomy = shutil.disk_usage(memory).free > ROOM_BYTES
    return memory if roomy else Path(tempfile.gettempdir())
