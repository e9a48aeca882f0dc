"""Where somebody who has signed in begins: at the first place of their work."""

from collections.abc import Callable

from flask import Flask, current_app, redirect, url_for
from flask.typing import ResponseReturnValue

from accounts.roles import Role
from accounts.views.blueprint import bp
from web.access import for_staff
from web.actor import actor

DESK = (Role.INTAKE, Role.HANDLER, Role.SUPERVISOR)
MEETS = (Role.COORDINATOR, Role.FACILITATOR, Role.NOTE_TAKER)

FIRST_PLACES = "first_places"


def offer_first_place(app: Flask, place: Callable[[], str | None]) -> None:
    """Let a feature say where the reader of this request begins; None where it has no work."""
    app.extensions.setdefault(FIRST_PLACES, []).append(place)


@bp.get("/start")
@for_staff
def start() -> ResponseReturnValue:
    """Lead somebody who has signed in to where their work is."""
    held = {grant.role for grant in actor().grants}
    return redirect(_of_role(held) or _of_features() or _otherwise(held), code=303)


def _of_role(held: set[str]) -> str | None:
    """Roles that have one place of work, whatever there is to do."""
    if held.intersection(DESK):
        return "/desk/"
    if Role.MODELLER in held:
        return "/studies/"
    if Role.MONITOR in held:
        return "/desk/intake"
    if Role.CUSTODIAN in held:
        return "/desk/identities"
    if Role.OFFICE_ADMIN in held:
        return url_for("accounts.my_offices")
    return url_for("accounts.all_offices") if Role.PLATFORM_ADMIN in held else None


def _of_features() -> str | None:
    """What waits for the reader somewhere else."""
    offered = current_app.extensions.get(FIRST_PLACES, [])
    return next(filter(None, (place() for place in offered)), None)


def _otherwise(held: set[str]) -> str:
    if not held:  # who is in no office sits at the table of a study
        return "/studies/"
    return "/meetings/" if held.intersection(MEETS) else url_for("accounts.own_account")
