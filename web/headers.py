"""One strict set of headers on every answer: pages, files, errors, also the server's own errors.

It is the outermost layer, because WhiteNoise answers before Flask does. `Referrer-Policy:
no-referrer` has a price: browsers send `Origin: null` with our own forms, see `web.forms`.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask
from waitress.task import ErrorTask

from web.assets import is_hashed

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Headers = list[tuple[str, str]]

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# What people sent is shown and saved under this one: nothing in it runs, loads or reaches us.
SANDBOXED = (
    "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# Voice and photographs are asked for by our own pages only; the rest by nobody.
_DENIED = (
    "accelerometer", "autoplay", "browsing-topics", "display-capture", "fullscreen",
    "geolocation", "gyroscope", "hid", "magnetometer", "midi", "payment", "screen-wake-lock",
    "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS = ", ".join(["camera=(self)", "microphone=(self)", *(f"{name}=()" for name in _DENIED)])
STRICT = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "X-Frame-Options": "DENY",
}
HSTS = {"Strict-Transport-Security": "max-age=31536000"}
_TAKEN = {name.lower() for name in (*STRICT, *HSTS, "Server", "X-Powered-By")}


class StrictHeaders:
    """The WSGI layer that writes the headers; whatever the application said of them is dropped.

    One thing it may say: that an answer is SANDBOXED, which is stricter still.
    """

    def __init__(self, inner: "WSGIApplication", *, secure: bool) -> None:
        self._inner = inner
        self._always = [*STRICT.items(), *(HSTS.items() if secure else ())]
        self._sandboxed = [
            (name, SANDBOXED if name == "Content-Security-Policy" else value)
            for name, value in self._always
        ]

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer as the application does, under our headers."""
        lasting = is_hashed(environ.get("PATH_INFO", ""))

        def strict(status: str, headers: Headers, *error: Any) -> Callable[[bytes], object]:
            kept = lasting and status[:3] in {"200", "206", "304"}
            return start_response(status, self._dressed(headers, kept), *error)

        return self._inner(environ, strict)

    def _dressed(self, headers: Headers, kept: bool) -> Headers:
        dropped = _TAKEN if kept else _TAKEN | {"cache-control", "expires"}
        rest = [(name, value) for name, value in headers if name.lower() not in dropped]
        always = (
            self._sandboxed if ("Content-Security-Policy", SANDBOXED) in headers else self._always
        )
        return [*rest, *always, *([] if kept else [("Cache-Control", "no-store")])]


class StrictErrorTask(ErrorTask):  # type: ignore[misc]  # ships no types
    """What waitress answers by itself (a malformed request, a body too large), as strictly.

    Used by the server: `HTTPChannel.error_task_class = StrictErrorTask`; it is started with
    `ident=None`, so that no answer names the software.
    """

    def build_response_header(self) -> bytes:
        """The head of the answer with our headers in it."""
        self.response_headers.extend([*STRICT.items(), ("Cache-Control", "no-store")])
        header: bytes = super().build_response_header()
        return header


def init_app(app: Flask) -> None:
    """Put the layer around everything else: call it after every other WSGI layer."""
    secure = app.config["SETTINGS"].public_url.startswith("https://")
    app.wsgi_app = StrictHeaders(app.wsgi_app, secure=secure)  # type: ignore[method-assign]
