"""One writer at a time on an SQLite file: a lock among threads, then a lock among processes.

Without it SQLite lets writers poll for the file: the slowest of many waits eight times as long. For
the same reason nobody polls here: the operating system wakes the next in the queue.
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
            file = self._locked_file(deadline)
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

    def _locked_file(self, deadline: float) -> IO[bytes]:
        file = self._own_file()
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not _Turn(file).comes_before(deadline):
                self._file = None  # the turn that we gave up closes it
                raise Unavailable("unavailable", reason="busy") from None
        return file

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


class _Turn:
    """A place in the queue for the lock. flock knows no time limit, so a thread waits for it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._came = threading.Event()
        self._given_up = False
        self._deciding = threading.Lock()
        threading.Thread(target=self._wait, name="write lock", daemon=True).start()

    def comes_before(self, deadline: float) -> bool:
        """Wait for the turn; afterwards the lock is held, or given up for good."""
        self._came.wait(max(0.0, deadline - time.monotonic()))
        with self._deciding:
            self._given_up = not self._came.is_set()
            return not self._given_up

    def _wait(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)
        with self._deciding:
            if self._given_up:
                self._file.close()  # lets the lock go
            else:
                self._came.set()
