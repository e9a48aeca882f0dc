"""In with the 16 numbers of a receipt. Nobody's address is kept, see `kernel.attempts`."""

from datetime import timedelta

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from grievances.forms.follow import CodeForm
from grievances.kinds import ReplacementState
from grievances.queries.cases import office_of_free_card, subject_of_code
from grievances.queries.replacements import pending_of_code
from grievances.receipts import lookup_of, typed
from grievances.views import my_case
from grievances.views.office import at
from kernel import attempts
from kernel.errors import Unavailable
from web import sessions
from web.access import public
from web.actor import actor
from web.forms import show_again
from web.furniture import vault
from web.locale import _, tag_of
from web.transaction import afterwards, change, db, pause
from web.waiting import WaitingRoom, one_second

bp = Blueprint("follow", __name__)

LOOKED_UP, FAILED = "receipt:looked-up", "receipt:failed"
A_MINUTE = 600
"""Look-ups of all people together; above, they wait for their turn."""
FAILURES_AN_HOUR = 20
"""Codes that do not exist from one address; a mistyped one is found out before and is none."""


def open_waiting_room(app: Flask) -> None:
    """A quarter of the threads may hold somebody who waits."""
    seats = max(1, app.config["SETTINGS"].threads // 4)
    app.extensions["look_ups"] = WaitingRoom(seats)


@bp.get("/follow")
@public
def ask() -> ResponseReturnValue:
    """Ask for the code, or go on to the case that is open already."""
    if actor().receipt_of:
        return redirect(url_for("my_case.show"), code=303)
    return render_template("grievances/public/follow.html", form=CodeForm())


@bp.post("/follow")
@public
def open_case() -> ResponseReturnValue:
    """Open the case of the code for half an hour."""
    form = CodeForm()
    if not form.validate_on_submit():
        return show_again("grievances/public/follow.html", form=form)
    code = typed(form.code.data or "")
    if code is None:
        form.refuse("code", _("Esos números no forman un código. Compárelos con su papel."))
        return show_again("grievances/public/follow.html", form=form)
    who = attempts.names_of(vault(), request.remote_addr or "")
    if attempts.lately(db(), FAILED, who, timedelta(hours=1)) >= FAILURES_AN_HOUR:
        return _not_now(
            form, 429, _("Hubo demasiados códigos equivocados desde este lugar. Espere una hora.")
        )
    if not _is_its_turn():
        return _not_now(
            form, 503, _("Hay muchas consultas a la vez. Espere un momento y envíe otra vez.")
        )
    return _look_up(form, code, who[0])


def _not_now(form: CodeForm, status: int, why: str) -> ResponseReturnValue:
    """The page again. What may be a real code does not stand in it."""
    form.code.data = ""
    return render_template("grievances/public/follow.html", form=form, why=why), status


def _look_up(form: CodeForm, code: str, who: str) -> ResponseReturnValue:
    pause()
    code_lookup = lookup_of(vault(), code)  # slow, so before the next `db()`
    subject = subject_of_code(db(), code_lookup)
    if subject is None:
        return _opens_no_case(form, code_lookup, who)
    session = change()
    if subject_of_code(session, code_lookup, for_change=True) != subject:
        raise Unavailable("unavailable", reason="busy")  # it was given another code just now
    attempts.note(session, LOOKED_UP)
    sessions.open_follow(session, subject)
    if form.text.data:
        return my_case.page_with_text(subject, form.text.data)
    return redirect(url_for("my_case.show"), code=303)


def _opens_no_case(form: CodeForm, code_lookup: str, who: str) -> ResponseReturnValue:
    """A code that waits, that was refused, that stands on a card; else one that nobody has."""
    pending = pending_of_code(db(), vault(), code_lookup)
    card_of = office_of_free_card(db(), code_lookup)
    if pending is None and card_of is None:
        afterwards(lambda session: _note_failure(session, who))
        form.refuse(
            "code",
            _("No encontramos ese código. Compárelo con su papel. Si pidió otro, use el nuevo."),
        )
        return show_again("grievances/public/follow.html", form=form)
    afterwards(lambda session: attempts.note(session, LOOKED_UP))
    if pending is None:
        return render_template("grievances/public/card_unused.html", office=card_of)
    at(pending.office)
    return render_template(
        "grievances/public/code_waits.html",
        office=pending.office,
        reason=pending.reason,
        lang=tag_of(pending.language),
        is_refused=pending.state is ReplacementState.REFUSED,
    )


@bp.post("/follow/leave")
@public
def leave() -> ResponseReturnValue:
    """Close the case in this browser."""
    sessions.close_follow()
    flash(_("Cerró su caso en este teléfono."), "good")
    return redirect(url_for("follow.ask"), code=303)


def _note_failure(session: Session, who: str) -> None:
    attempts.note(session, LOOKED_UP)
    attempts.note(session, FAILED, who)


def _is_its_turn() -> bool:
    room: WaitingRoom = current_app.extensions["look_ups"]
    return room.wait(_has_room, one_second)


def _has_room() -> bool:
    """Whether fewer people than allowed looked up in the last minute; no connection is kept."""
    count = attempts.lately(db(), LOOKED_UP, ("",), timedelta(minutes=1))
    pause()
    return count < A_MINUTE
