"""Following a thread, and the link of a mail by which somebody stops."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.operations.following import (
    follow_thread,
    following_by_link,
    stop_by_link,
    unfollow_thread,
)
from dialogue.queries.processes import process_for
from dialogue.queries.threads import thread_for
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_at
from dialogue.views.thread import PAGE
from meetings.views.entrance import once
from web.access import for_staff, public
from web.actor import actor
from web.forms import Form
from web.furniture import vault
from web.locale import _
from web.transaction import change, db


@bp.post(f"{PAGE}/follow")
@for_staff
def follow_now(code: str, thread: str) -> ResponseReturnValue:
    """Hear what is new, once a day, or hear no more: it is what the button said."""
    form = Form()
    process_at(code)
    stops = request.form.get("do") == "stop"

    def act(session: Session) -> str:
        process = process_for(session, actor(), code)
        found = thread_for(session, actor(), process, thread)
        (unfollow_thread if stops else follow_thread)(session, actor(), process, found)
        return ""

    refusal, _answer = once(form, act)
    if refusal is not None:
        raise refusal
    told = _("Ya no recibirá avisos de este tema.") if stops else _("Ahora sigue este tema.")
    flash(told, "good")
    return redirect(url_for("dialogue.thread_page", code=code, thread=thread), code=303)


@bp.get("/stop/<int:person>/<token>")
@public
def stop_page(person: int, token: str) -> ResponseReturnValue:
    """Whoever holds the link of a mail is asked once more."""
    ended = not following_by_link(db(), vault(), person, token)
    return render_template("dialogue/threads/stop.html", form=Form(formdata=None), ended=ended)


@bp.post("/stop/<int:person>/<token>")
@public
def stop_now(person: int, token: str) -> ResponseReturnValue:
    """No more daily mails. A second press changes nothing."""
    stop_by_link(change(), vault(), person, token)
    return redirect(url_for("dialogue.stop_page", person=person, token=token), code=303)
