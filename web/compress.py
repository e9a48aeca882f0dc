"""Pages travel packed, also those that say no: an error page counts on a slow line like any other.

Files in `static/dist` are packed beforehand, see `web.assets`.
"""

import gzip
from collections.abc import Callable

import brotli
from flask import Flask, Response, request

WORTH_IT = 500
PACKED = frozenset(
    {"text/html", "text/plain", "text/csv", "application/json", "application/manifest+json",
     "image/svg+xml"}
)  # fmt: skip


def _brotli(body: bytes) -> bytes:
    packed: bytes = brotli.compress(body, quality=5)
    return packed


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


PACKERS: dict[str, Callable[[bytes], bytes]] = {"br": _brotli, "gzip": _gzip}


def pack(response: Response) -> Response:
    """The same answer, packed if the browser can unpack it."""
    if response.is_streamed or response.direct_passthrough or response.mimetype not in PACKED:
        return response
    response.vary.add("Accept-Encoding")
    way = next((name for name in PACKERS if request.accept_encodings.quality(name) > 0), None)
    body = response.get_data()
    if way and len(body) >= WORTH_IT and not response.content_encoding:
        response.set_data(PACKERS[way](body))
        response.content_encoding = way
    return response


def init_app(app: Flask) -> None:
    """Register before anything whose after-request work reads the page as text."""
    app.after_request(pack)
