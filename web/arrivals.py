"""How bodies arrive at the server: slowly, sometimes too large, never on a disk in the open.

A body beyond the limit of its address is read to its end and thrown away, so that the browser reads
our page about it instead of a broken line. All large bodies together may take so much room; who
comes when there is none is asked to come again.
"""

import shutil
import tempfile
import threading
import weakref
from pathlib import Path
from typing import Any

from flask import Flask
from waitress.buffers import OverflowableBuffer
from waitress.parser import HTTPRequestParser
from waitress.receiver import FixedStreamReceiver

from web.settings import Settings
from web.uploads import BUSY, limit_of_path

MEGABYTE = 1024 * 1024
KEPT_IN_MEMORY = MEGABYTE
READ_AT_MOST = 1024 * MEGABYTE
"""Beyond it nothing is read any more and the line is cut."""


class Arrivals:
    """The limits of one server, and the room that large bodies share."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._app = app
        self._lock = threading.Lock()
        # Half: what arrived is copied once more when it is taken apart.
        self._free = shutil.disk_usage(settings.temp_dir).free // 2
        self._default = settings.max_body_kb * 1024

    def limit(self, path: str, method: str) -> int:
        """How many bytes a body that is sent to this address may have."""
        if "SETTINGS" not in self._app.config:  # an application without our glue
            return self._default
        return limit_of_path(self._app, path.encode("latin-1").decode("utf-8", "replace"), method)

    def reserve(self, holder: object, size: int) -> bool:
        """Keep room for a body until `holder` is gone; False when there is none."""
        if size <= KEPT_IN_MEMORY:
            return True
        with self._lock:
            if size > self._free:
                return False
            self._free -= size
        weakref.finalize(holder, self._give_back, size)
        return True

    def _give_back(self, size: int) -> None:
        with self._lock:
            self._free += size


class BoundedBuffer(OverflowableBuffer):  # type: ignore[misc]  # ships no types
    """Keeps up to `most` bytes; beyond them it forgets everything and only counts."""

    buf: Any
    strbuf: bytes

    def __init__(self, most: int) -> None:
        super().__init__(KEPT_IN_MEMORY)
        self._most = most
        self._seen = 0

    def __len__(self) -> int:
        return self._seen if self._seen > self._most else super().__len__()

    def append(self, piece: bytes) -> None:
        """One more piece of the body."""
        self._seen += len(piece)
        if self._seen <= self._most:
            super().append(piece)
        elif self.buf is not None or self.strbuf:
            self.close()
            self.buf, self.strbuf = None, b""


class ArrivingRequest(HTTPRequestParser):  # type: ignore[misc]  # ships no types
    """A request that is being received under the limits of `adj.arrivals`."""

    body_rcv: Any

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head, then decide how much of the body is kept."""
        super().parse_header(header_plus)
        for name in [name for name in self.headers if f"HTTP_{name}" == BUSY]:
            del self.headers[name]
        if self.body_rcv is None:
            return
        buffer = BoundedBuffer(self._room())
        if self.chunked:
            self.body_rcv.buf = buffer
        else:
            self.body_rcv = FixedStreamReceiver(self.content_length, buffer)

    def _room(self) -> int:
        """How much of the body is kept: all, or nothing when it is too much."""
        arrivals: Arrivals = self.adj.arrivals
        limit = arrivals.limit(self.path, self.command)
        size = limit if self.chunked else self.content_length
        if size > limit:
            return 0
        if not arrivals.reserve(self, size):
            self.headers[BUSY.removeprefix("HTTP_")] = "1"
            return 0
        return size


def furnish(server: Any, app: Flask, settings: Settings) -> None:
    """Let `server` receive requests this way."""
    server.adj.arrivals = Arrivals(app, settings)


def keep_off_the_disk(folder: Path) -> None:
    """What this process puts aside while it arrives or leaves lies in `folder`."""
    tempfile.tempdir = str(folder)
