"""One file is parsed by one child process, which dies with it.

What a hostile file can do to a parser it does to that process: it has bounds of time and memory, no
environment, no file of ours open, and nobody waits longer for it than WALL_SECONDS. The file goes
in and its copy comes out through pipes; neither touches the disk.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Any

from kernel.cleaning.kinds import FileKind, Format, Incoming
from kernel.errors import BadInput, Unavailable
from kernel.files import limits

CODE = Path(__file__).resolve().parents[2]
HEAD = 4096

_cleaners = threading.BoundedSemaphore(limits.AT_ONCE)
_seats = threading.BoundedSemaphore(limits.WAITING)


@dataclass(frozen=True)
class Coming:
    """A clean copy on its way out of the child: read `size` bytes of it, then the preview."""

    kind: FileKind
    format: Format
    size: int
    preview_size: int
    shown: dict[str, int]
    """What a list shows of it: width and height, pages, seconds."""
    pipe: IO[bytes]


@contextmanager
def cleaned(source: IO[bytes], incoming: Incoming) -> Iterator[Coming]:
    """Have `source` cleaned; BadInput when it cannot be, Unavailable when all cleaners are busy."""
    with turn(), started("kernel.cleaning") as child:
        bell = threading.Timer(limits.WALL_SECONDS, child.kill)
        feeder = threading.Thread(target=_feed, args=(child, source, incoming), daemon=True)
        feeder.start()
        bell.start()
        try:
            coming = _coming(child)
            feeder.join()
            yield coming
        finally:
            bell.cancel()
            child.kill()
            feeder.join()


@contextmanager
def turn() -> Iterator[None]:
    """One of the few places for a child that parses; Unavailable when all stay taken."""
    if not (_cleaners.acquire(blocking=False) or _waited()):
        raise Unavailable("unavailable", reason="cleaning")
    try:
        yield
    finally:
        _cleaners.release()


def _waited() -> bool:
    """Wait for a place, if there is a seat: whoever waits takes a thread from those who read."""
    if not _seats.acquire(blocking=False):
        return False
    try:
        return _cleaners.acquire(timeout=limits.WAIT_SECONDS)
    finally:
        _seats.release()


@contextmanager
def started(module: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A child that runs one of our modules for one file: it is told nothing but that file."""
    child = subprocess.Popen(  # noqa: S603 - the names of our own modules
        [sys.executable, "-s", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # parsers quote what they stumble over
        cwd=CODE,
        env={},
    )
    try:
        yield child
    finally:
        child.kill()
        for pipe in (child.stdin, child.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]  # both were asked for
        child.wait()


def _feed(child: "subprocess.Popen[bytes]", source: IO[bytes], incoming: Incoming) -> None:
    order = {"incoming": incoming, **asdict(limits.walls_of(incoming))}
    assert child.stdin is not None  # noqa: S101 - it was asked for
    with suppress(OSError, ValueError):  # a child that ended early says why by itself
        child.stdin.write(json.dumps(order).encode() + b"\n")
        copyfileobj(source, child.stdin)
        child.stdin.close()


def _coming(child: "subprocess.Popen[bytes]") -> Coming:
    assert child.stdout is not None  # noqa: S101 - it was asked for
    said = _said(child.stdout.readline(HEAD))
    code = said.get("refused")
    if code is not None:
        raise BadInput(code)
    if max(said["clean"], said["preview"]) > limits.LARGEST_COPY:
        raise BadInput("file-too-complex")
    shown = {name: said[name] for name in ("width", "height", "pages", "seconds") if said[name]}
    return Coming(
        FileKind(said["kind"]),
        Format(said["format"]),
        said["clean"],
        said["preview"],
        shown,
        child.stdout,
    )


def _said(line: bytes) -> dict[str, Any]:
    """What the child said. Who ran into a wall says nothing, who was taken over says anything."""
    refused: dict[str, Any] = {"refused": "file-too-complex"}
    if not line.endswith(b"\n"):
        return refused
    try:
        said: dict[str, Any] = json.loads(line)
    except ValueError:
        return refused
    return said
