"""Papers: a self-contained page of HTML becomes a tagged PDF (PDF/UA-1).

Nothing is fetched, from network or disk: what a paper needs stands inside it, pictures as `data:`.
WeasyPrint costs a second to load and 0.1 CPU seconds a page, so it is loaded at the first paper and
at most two papers are printed at a time in one process.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kernel.errors import Unavailable
from kernel.paper_tongues import keep_tongues

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration

AT_ONCE = 2
WAITING = 2
"""So many threads may wait for a press; the others stay free for everybody who prints nothing."""
WAIT_SECONDS = 20.0

_presses = threading.BoundedSemaphore(AT_ONCE)
_seats = threading.BoundedSemaphore(WAITING)
_of_thread = threading.local()


@dataclass(frozen=True)
class Pdf:
    """A printed paper, and on how many pages it stands."""

    data: bytes
    pages: int


def pdf(html: str) -> bytes:
    """The bytes of the paper that `printed` gives."""
    return printed(html).data


def printed(html: str) -> Pdf:
    """The PDF of a complete page; its `<title>` and `lang` become those of the paper.

    Unavailable when two papers are being printed and neither is done within WAIT_SECONDS, or when
    enough others wait for that already. Call it with no transaction open.
    """
    from weasyprint import HTML

    keep_tongues()
    with _press():
        page = HTML(string=html, base_url="about:blank", url_fetcher=_fetcher())
        paper = page.render(font_config=_fonts(), pdf_variant="pdf/ua-1")
        data: bytes = paper.write_pdf(
            pdf_variant="pdf/ua-1",
            full_fonts=False,  # whole fonts would make a page of 34 kB one of 1.4 MB
        )
    return Pdf(data, len(paper.pages))


@contextmanager
def _press() -> Iterator[None]:
    if not _presses.acquire(blocking=False) and not _waited():
        raise Unavailable("unavailable", reason="printing")
    try:
        yield
    finally:
        _presses.release()


def _waited() -> bool:
    """Whether a press came free in time; False at once when every seat is taken."""
    if not _seats.acquire(blocking=False):
        return False
    try:
        return _presses.acquire(timeout=WAIT_SECONDS)
    finally:
        _seats.release()


def _fonts() -> "FontConfiguration":
    """The font configuration of this thread: making one anew for each paper costs more than it."""
    if not hasattr(_of_thread, "fonts"):
        from weasyprint.text.fonts import FontConfiguration

        _of_thread.fonts = FontConfiguration()
    return _of_thread.fonts


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=("data",), allow_redirects=False)
