"""The door: people write themselves down with their own telephone, without signing in."""

from hashlib import sha256
from typing import Any

from flask import (
    Blueprint,
    after_this_request,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from meetings.forms.attendance import offer_groups
from meetings.forms.check_in import CheckInForm
from meetings.models import Meeting
from meetings.operations.check_in import check_in
from meetings.queries.check_in import checking_in
from meetings.queries.meetings import groups_of
from meetings.views.attendance.figures import sitting_name
from meetings.views.entrance import happens
from web.access import public
from web.floods import Limit, wait_for_turn
from web.formats import use_zone
from web.forms import show_again
from web.locale import prefer
from web.transaction import db

bp = Blueprint("check_in", __name__, url_prefix="/check-in")

PAGE, DONE = "meetings/public/check_in.html", "meetings/public/checked_in.html"
COOKIE = "check-in"
HALF_A_DAY = 12 * 60 * 60
SENT = Limit("meetings:check-in", 120)
"""Forty telephones behind one router, each of which may press three times in the same minute."""


@bp.get("/<reference>/<secret>")
@public
def door_page(reference: str, secret: str) -> ResponseReturnValue:
    """Ask who comes in. A telephone that was here already is told so first."""
    meeting, _sitting = checking_in(db(), reference, secret)
    if request.cookies.get(COOKIE) == _mark(secret) and "another" not in request.args:
        return redirect(url_for("check_in.done_page", reference=reference, secret=secret), 303)
    form = CheckInForm(formdata=None)
    return render_template(PAGE, **_door(meeting, secret, form))


@bp.post("/<reference>/<secret>")
@public
def come_in(reference: str, secret: str) -> ResponseReturnValue:
    """Write them down, once however often the telephone sends."""
    meeting, _sitting = checking_in(db(), reference, secret)
    wait_for_turn(SENT)
    form = CheckInForm()
    offer_groups(form.group, groups_of(db(), meeting.office_id))
    if not happens(form, lambda session: check_in(session, reference, secret, form.who())):
        return show_again(PAGE, **_door(checking_in(db(), reference, secret)[0], secret, form))
    _remember(secret)
    done = url_for("check_in.done_page", reference=reference, secret=secret)
    return redirect(done, code=303)


@bp.get("/<reference>/<secret>/done")
@public
def done_page(reference: str, secret: str) -> ResponseReturnValue:
    """What happens now. No name stands here."""
    meeting, _sitting = checking_in(db(), reference, secret)
    return make_response(render_template(DONE, **_words(meeting, secret)))


def _door(meeting: Meeting, secret: str, form: CheckInForm) -> dict[str, Any]:
    offer_groups(form.group, groups_of(db(), meeting.office_id))
    return {"form": form, **_words(meeting, secret)}


def _words(meeting: Meeting, secret: str) -> dict[str, Any]:
    use_zone(meeting.office.time_zone)
    prefer(meeting.languages)
    _meeting, sitting = checking_in(db(), meeting.reference, secret)
    return {"meeting": meeting, "secret": secret, "sitting": sitting_name(sitting)}


def _remember(secret: str) -> None:
    """Let the telephone know that somebody came in with it; it holds nothing about them."""

    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(
            COOKIE, _mark(secret), max_age=HALF_A_DAY, path="/check-in",
            httponly=True, secure=request.is_secure, samesite="Lax",
        )  # fmt: skip
        return response


def _mark(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()[:16]
