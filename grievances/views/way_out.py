"""The quick way out: to a page that anybody may have open. It works even when nothing else does."""

from flask import Blueprint, Response, current_app, make_response, redirect, request
from flask import session as flask_session

from grievances.operations import drafts
from grievances.views import draft_cookie, new_code_cookie
from web import cookies, sessions
from web.access import public
from web.actor import actor
from web.forms import FOREIGN
from web.transaction import afterwards

bp = Blueprint("way_out", __name__)


@bp.get("/exit")
@bp.get("/salir")
@public
def leave() -> Response:
    """Away from here at once: nothing of this visit stays on the phone, nor the draft here.

    A link or a picture on another site leads away too, but takes nothing from anybody.
    """
    if request.headers.get("Sec-Fetch-Site") in FOREIGN:
        return make_response(redirect(current_app.config["SETTINGS"].exit_address, code=303))
    if held := draft_cookie.held():
        afterwards(lambda session: drafts.discard(session, held.token))
    if actor().person_id is None:
        flask_session.clear()
    return _away()


@bp.errorhandler(Exception)
def leave_anyway(_error: Exception) -> Response:
    """Who must leave now is not held up by a database that is away.

    Without its cookie nobody can open the draft that stays, and it dies within a day.
    """
    return _away()


def _away() -> Response:
    sessions.close_follow()
    draft_cookie.drop()
    new_code_cookie.drop()
    cookies.send(cookies.CARD, "", max_age=0)
    answer = make_response(redirect(current_app.config["SETTINGS"].exit_address, code=303))
    # Without "cache": browsers take seconds for it, and every page says no-store already.
    answer.headers["Clear-Site-Data"] = '"cookies", "storage"'
    return answer
