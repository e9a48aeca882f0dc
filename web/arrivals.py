"""How bodies arrive at the server: slowly, sometimes too large, never on a disk in the open.

A body beyond the limit of its address is read to its end and thrown away, so that the browser reads
our page about it instead of a broken line. All large bodies together may take so much room; who
comes when there is none is asked to come again. A body takes room for what has come of it, not for
what it says will come: nobody shuts others out by promises.
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
STEP = 2 * MEGABYTE
"""A body takes room in such pieces."""
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
    """Keeps up to `most` bytes; beyond them, or without room, it forgets everything and counts."""

    buf: Any
    strbuf: bytes

    def __init__(self, most: int, arrivals: Arrivals | None = None) -> None:
        super().__init__(KEPT_IN_MEMORY)
        self._most = most
        self._seen = 0
        self._arrivals = arrivals
        self._room = KEPT_IN_MEMORY
        self.lacks_room = False

    def __len__(self) -> int:
        return self._seen if self._seen > self._most else super().__len__()

    def append(self, piece: bytes) -> None:
        """One more piece of the body."""
        self._seen += len(piece)
        if self._seen <= self._most and not self._finds_room():
            self.lacks_room, self._most = True, 0
        if self._seen <= self._most:
            super().append(piece)
        elif self.buf is not None or self.strbuf:
            self.close()
            self.buf, self.strbuf = None, b""

    def _finds_room(self) -> bool:
        while self._arrivals is not None and self._room < self._seen:
            if not self._arrivals.reserve(self, STEP):
                return False
            self._room += STEP
        return True


class ArrivingRequest(HTTPRequestParser):  # type: ignore[misc]  # ships no types
    """A request that is being received under the limits of `adj.arrivals`."""

    body_rcv: Any
    _kept: BoundedBuffer | None = None

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head, then decide how much of the body is kept."""
        super().parse_header(header_plus)
        for name in [name for name in self.headers if f"HTTP_{name}" == BUSY]:
            del self.headers[name]
        if self.body_rcv is None:
            return
        self._kept = buffer = self._buffer()
        if self.chunked:
            self.body_rcv.buf = buffer
        else:
            self.body_rcv = FixedStreamReceiver(self.content_length, buffer)

    def received(self, data: bytes) -> int:
        """Take some more of the request; without room for it, the view will say so."""
        taken: int = super().received(data)
        if self._kept is not None and self._kept.lacks_room:
            self.headers[BUSY.removeprefix("HTTP_")] = "1"
        return taken

    def _buffer(self) -> BoundedBuffer:
        """Where the body goes: all of it, or nothing when it says itself that it is too much."""
        arrivals: Arrivals = self.adj.arrivals
        limit = arrivals.limit(self.path, self.command)
        said = limit if self.chunked else self.content_length
        return BoundedBuffer(limit if said <= limit else 0, arrivals)


def furnish(server: Any, app: Flask, settings: Settings) -> None:
    """Let `server` receive requests this way."""
    server.adj.arrivals = Arrivals(app, settings)


def keep_off_the_disk(folder: Path) -> None:
    """What this process puts aside while it arrives or leaves lies in `folder`."""
    tempfile.tempdir = str(folder)
