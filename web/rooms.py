"""The glue that every application takes, in the order in which it must be taken."""

from flask import Flask

from web import (
    assets,
    commands,
    compress,
    floods,
    formats,
    forms,
    headers,
    health,
    keeping,
    locale,
    logs,
    post,
    refusals,
    sessions,
    uploads,
    verification,
)

# Logs measure everything else; headers stand outside of files; sessions before whoever asks who
# somebody is; uploads put their limit before whatever looks into a form.
ROOMS = (
    logs, assets, headers, compress, locale, formats, forms, sessions, refusals, post, health,
    commands, keeping, uploads, floods, verification,
)  # fmt: skip


def init_app(app: Flask) -> None:
    """Furnish `app`."""
    for room in ROOMS:
        room.init_app(app)
