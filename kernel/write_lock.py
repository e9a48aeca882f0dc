"""One writer at a time on an SQLite file: a lock among threads, then a lock among processes.

Without it SQLite lets writers poll for the file: the slowest of many waits eight times as long.
"""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kernel.errors import Unavailable

WAIT_SECONDS = 10.0
PAUSE_SECONDS = 0.002


class WriteLock:
    """Held by at most one thread of one process. A process that dies lets it go.

    The file is opened on first use in each process: a descriptor that was inherited over fork
    would share its lock with the parent and hold nobody off.
    """

    def __init__(self, path: Path, wait_seconds: float = WAIT_SECONDS) -> None:
        self._path = path
        self._wait_seconds = wait_seconds
        self._threads = threading.Lock()
        self._file: IO[bytes] | None = None
        self._opened_by = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for a `with` block; Unavailable when nobody lets it go in time."""
        deadline = time.monotonic() + self._wait_seconds
        if not self._threads.acquire(timeout=self._wait_seconds):
            raise Unavailable("unavailable", reason="busy")
        try:
            file = self._own_file()
            _lock_before(deadline, file)
            try:
                yield
            finally:
                fcntl.flock(file, fcntl.LOCK_UN)
        finally:
            self._threads.release()

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        with self._threads:
            if self._file is not None:
                self._file.close()
                self._file = None

    def _own_file(self) -> IO[bytes]:
        if self._file is not None and self._opened_by != os.getpid():
            self._file.close()  # ours only: the parent keeps its own, and the lock on it
            self._file = None
        if self._file is None:
            try:
                self._file = self._path.open("ab")
            except OSError as trouble:
                raise Unavailable("unavailable", reason="unwritable") from trouble
            self._opened_by = os.getpid()
        return self._file


def _lock_before(deadline: float, file: IO[bytes]) -> None:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise Unavailable("unavailable", reason="busy") from None
            time.sleep(PAUSE_SECONDS)
        else:
            return
