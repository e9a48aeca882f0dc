"""Cookies of ours that are no session: what a browser holds of a draft, a code, a place.

They are for the server alone, travel over https where there is https, and then nobody but this host
can plant them.
"""

from datetime import timedelta
from typing import Literal

from flask import Response, after_this_request, current_app, request

CARD = "card"
"""Held by who sits at a table of dialogue with a printed card; the quick way out drops it too."""


def held(name: str, path: str = "/") -> str:
    """What this request's browser holds under `name`; "" when nothing."""
    return request.cookies.get(_name(name, path), "")


def send(
    name: str,
    value: str,
    *,
    max_age: int | timedelta | None = None,
    path: str = "/",
    samesite: Literal["Lax", "Strict"] = "Lax",
) -> None:
    """Send the cookie with this request's answer; without an age it ends with the browser."""

    def give(response: Response) -> Response:
        response.set_cookie(
            _name(name, path),
            value,
            max_age=max_age,
            path=path,
            httponly=True,
            secure=_secure(),
            samesite=samesite,
        )
        return response

    after_this_request(give)


def _name(name: str, path: str) -> str:
    """With https no plain page can plant the cookie, and no other host one of the whole site."""
    if not _secure():
        return name
    return f"__Host-{name}" if path == "/" else f"__Secure-{name}"


def _secure() -> bool:
    secure: bool = current_app.config["SETTINGS"].secure_cookies
    return secure
