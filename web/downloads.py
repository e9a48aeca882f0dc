"""Files as answers: sealed where they lie, opened piece by piece on their way out.

Whatever is in them, it runs nowhere: the answer is sandboxed (see `web.headers`), its type is ours,
and the name that the browser saves it under says nothing about who sent it.
"""

import secrets
from dataclasses import dataclass

from flask import Response, request
from werkzeug.datastructures import ContentRange

from kernel.cleaning.kinds import FileKind
from kernel.files import OpenedFile
from web.headers import SANDBOXED

SHOWN = frozenset({FileKind.IMAGE, FileKind.SOUND, FileKind.VIDEO})
"""What a page may show in place. A PDF is only ever saved."""


def attachment(opened: OpenedFile) -> Response:
    """The file, to be saved under a neutral name."""
    return _answer(opened, "attachment")


def inline_preview(opened: OpenedFile) -> Response:
    """A picture, recording or film to be shown or played in a page; a PDF is saved instead."""
    return _answer(opened, "inline" if opened.kind in SHOWN else "attachment")


def neutral_name(opened: OpenedFile) -> str:
    """A name of its own for each time it is saved; the case says what it is."""
    return f"archivo-{secrets.token_hex(4)}.{opened.ending}"


def _answer(opened: OpenedFile, disposition: str) -> Response:
    part = _asked()
    start, stop = part.within(opened.size) if part else (0, opened.size)
    if part and start >= stop:
        opened.close()
        whole = {"Content-Range": f"bytes */{opened.size}"}
        return Response(status=416, headers=whole, mimetype=opened.mime)
    answer = Response(opened.pieces(start, stop), mimetype=opened.mime)
    answer.call_on_close(opened.close)
    answer.content_length = stop - start
    answer.headers["Content-Disposition"] = f'{disposition}; filename="{neutral_name(opened)}"'
    answer.headers["Content-Security-Policy"] = SANDBOXED
    answer.accept_ranges = "bytes"
    if part:
        answer.status_code = 206
        answer.content_range = ContentRange("bytes", start, stop, opened.size)
    return answer


@dataclass(frozen=True)
class Part:
    """The one range that a player asks for; a negative start counts from the end."""

    start: int
    stop: int | None

    def within(self, size: int) -> tuple[int, int]:
        """Where it begins and ends in a file of `size` bytes."""
        if self.start < 0:
            return max(size + self.start, 0), size
        return self.start, size if self.stop is None else min(self.stop, size)


def _asked() -> Part | None:
    """The part that is asked for; None when it is the whole file, or several parts at once."""
    asked = request.range
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return None
    return Part(*asked.ranges[0])
