"""Requests that bring files. Every other request keeps the small limit of `RIMANAKUY_MAX_BODY_KB`.

A view that takes files says so: `@takes_files`. Its request may be as large as the largest file
with a form around it. What arrives lies in memory, or in a folder that is memory (`temp_dir`).
"""

import tempfile
from collections.abc import Callable
from typing import IO, Any, TypeVar

from flask import Flask, Request, current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from kernel.errors import Unavailable
from web.settings import Settings

ViewT = TypeVar("ViewT", bound=Callable[..., Any])

BUSY = "HTTP_RIMANAKUY_NO_ROOM"
"""Set by `web.arrivals` on a request whose body found no room. A lie about it harms its teller."""
KEPT_IN_MEMORY = 1024 * 1024


def takes_files(view: ViewT) -> ViewT:
    """A request for this view may bring files."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def limit_of(app: Flask, endpoint: str | None) -> int:
    """How many bytes the body of a request for `endpoint` may have."""
    settings: Settings = app.config["SETTINGS"]
    view = app.view_functions.get(endpoint or "")
    if getattr(view, "takes_files", False):
        return settings.largest_upload
    return settings.max_body_kb * 1024


def limit_of_path(app: Flask, path: str, method: str) -> int:
    """The same before there is a request: by its address alone."""
    try:
        endpoint, _ = _addresses(app).match(path, method)
    except HTTPException:
        endpoint = None
    return limit_of(app, endpoint)


def _addresses(app: Flask) -> MapAdapter:
    return app.url_map.bind("")


class DiscreetRequest(Request):
    """A request whose files never lie on a disk in the open."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        folder = current_app.config["SETTINGS"].temp_dir
        return tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY, dir=folder)


def _bound() -> None:
    """Before the body is looked at for the first time."""
    request.max_content_length = limit_of(current_app, request.endpoint)
    if request.environ.get(BUSY):
        raise Unavailable("unavailable", reason="no-room")


def init_app(app: Flask) -> None:
    """Bound every request of `app`; call it before whatever looks into a form."""
    app.request_class = DiscreetRequest
    app.before_request_funcs.setdefault(None, []).insert(0, _bound)
