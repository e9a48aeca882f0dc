"""The one way to read a spreadsheet that somebody sent: a child does it and dies with it."""

import json
import signal
import subprocess
import threading
from contextlib import suppress
from dataclasses import asdict
from pathlib import PurePath
from typing import IO, Any

from kernel.errors import BadInput
from kernel.files.child import started, turn
from kernel.spreadsheets import limits
from kernel.spreadsheets.books import Book, of_plain
from kernel.spreadsheets.limits import LIST, Extent


def read(source: IO[bytes], name: str, extent: Extent = LIST) -> Book:
    """The cells of a file that is called `name`, which may reach as far as `extent`.

    BadInput with a code that begins with "sheet-" says why nobody can read it; Unavailable that
    all places where files are read are taken. Slow: no transaction may be open.
    """
    data = source.read(limits.LARGEST + 1)
    if len(data) > limits.LARGEST:
        raise BadInput("sheet-too-large")
    said = _said(data, PurePath(name).suffix[1:], extent)
    code = said.get("refused")
    if code is not None:
        raise BadInput(code)
    try:
        return of_plain(said["book"])
    except (AttributeError, KeyError, TypeError, ValueError):  # no book: it was taken over
        raise BadInput("sheet-broken") from None


def _said(data: bytes, ending: str, extent: Extent) -> dict[str, Any]:
    told = {"ending": ending, **asdict(limits.WALLS), **asdict(extent)}
    order = json.dumps(told).encode() + b"\n"
    rang = threading.Event()
    with turn(), started("kernel.spreadsheets") as child:
        bell = threading.Timer(limits.WALL_SECONDS, _ring, args=(rang, child))
        feeder = threading.Thread(target=_feed, args=(child, order + data), daemon=True)
        bell.start()
        feeder.start()
        try:
            answer = _answer(child)
            return answer if answer is not None else _silence(child, rang.is_set())
        finally:
            bell.cancel()
            child.kill()
            feeder.join()


def _ring(rang: threading.Event, child: "subprocess.Popen[bytes]") -> None:
    rang.set()
    child.kill()


def _feed(child: "subprocess.Popen[bytes]", told: bytes) -> None:
    assert child.stdin is not None  # noqa: S101 - it was asked for
    with suppress(OSError, ValueError):  # a child that ended early says why by itself
        child.stdin.write(told)
        child.stdin.close()


def _answer(child: "subprocess.Popen[bytes]") -> dict[str, Any] | None:
    """What the child said; None when it said nothing that can be believed."""
    assert child.stdout is not None  # noqa: S101 - it was asked for
    line = child.stdout.readline(limits.LARGEST_ANSWER)
    if not line.endswith(b"\n"):
        return None
    try:
        said = json.loads(line)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _silence(child: "subprocess.Popen[bytes]", rang: bool) -> dict[str, Any]:
    """Why a child that said nothing died: of the time or of the memory that it was given."""
    ended = child.wait()
    if rang or ended in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise BadInput("sheet-timed-out")
    raise BadInput("sheet-too-complex")
