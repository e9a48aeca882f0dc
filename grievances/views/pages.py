"""What the platform says about itself, and the quick way out of it."""

from flask import Blueprint, current_app, make_response, redirect, render_template
from flask import session as flask_session
from flask.typing import ResponseReturnValue

from grievances import deadlines
from grievances.operations import drafts
from grievances.views import draft_cookie
from web import sessions
from web.access import public
from web.actor import actor
from web.transaction import afterwards

bp = Blueprint("pages", __name__)


@bp.get("/how-we-work")
@public
def how_we_work() -> ResponseReturnValue:
    """The ways in, the steps, the times."""
    return render_template("grievances/public/how_we_work.html", days=deadlines)


@bp.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    """Who sees what, and what this platform cannot protect from."""
    return render_template("grievances/public/privacy.html")


@bp.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    """What works for whom, and where help is."""
    return render_template("grievances/public/accessibility.html")


@bp.get("/exit")
@bp.get("/salir")
@public
def leave() -> ResponseReturnValue:
    """Away from here at once: nothing of this visit stays on the phone."""
    sessions.close_follow()
    if held := draft_cookie.held():
        afterwards(lambda session: drafts.discard(session, held.token))
    draft_cookie.drop()
    if actor().person_id is None:
        flask_session.clear()
    answer = make_response(redirect(current_app.config["SETTINGS"].exit_address, code=303))
    # Without "cache": browsers take seconds for it, and every page says no-store already.
    answer.headers["Clear-Site-Data"] = '"cookies", "storage"'
    return answer
