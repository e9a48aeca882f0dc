"""The threads of a process: the list, a new one, what is said of one, closing it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue import words
from dialogue.forms.threads import ThreadForm
from dialogue.kinds import ThreadVisibility, Visibility
from dialogue.models import Process, Thread
from dialogue.operations.threads import change_thread, close_thread, open_thread
from dialogue.policy import Action
from dialogue.queries.moderation import has_posts
from dialogue.queries.processes import process_for
from dialogue.queries.threads import thread_for, threads_found
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_for_action, process_to_read, recorders_only
from meetings.views.entrance import once, tell
from web.access import open_to_all
from web.actor import actor
from web.forms import Form
from web.furniture import references
from web.locale import _
from web.transaction import db


@bp.get("/<code>/threads")
@open_to_all
def threads_page(code: str) -> ResponseReturnValue:
    """The topics on which the parties write to each other."""
    process = process_to_read(code)
    after = request.args.get("after", type=int)
    return render_template(
        "dialogue/threads/list.html",
        process=process,
        found=threads_found(db(), actor(), process, after),
        after=after,
        visibilities=words.THREAD_VISIBILITY,
    )


@bp.get("/<code>/threads/new")
@recorders_only
def new_thread_page(code: str) -> ResponseReturnValue:
    """What shall be talked about; `?from=` brings the public reference of what brought it up."""
    process = process_for_action(code, Action.TOPIC)
    brought, title = request.args.get("from", ""), request.args.get("title", "")
    usual = ThreadVisibility.PARTIES.value
    form = ThreadForm(formdata=None, came_from=brought, title=title, visibility=usual)
    return render_template("dialogue/threads/new.html", **_shown(process, form))


@bp.post("/<code>/threads/new")
@recorders_only
def make_thread(code: str) -> ResponseReturnValue:
    """Put it on the table."""
    form = ThreadForm()
    process = process_for_action(code, Action.TOPIC)
    if form.validate_on_submit():
        refusal, made = once(form, lambda session: _open(session, code, form))
        if refusal is None:
            return redirect(url_for("dialogue.thread_page", code=code, thread=made), code=303)
        tell(form, refusal, "came_from" if refusal.code == "reference-unknown" else "")
        process = process_for_action(code, Action.TOPIC)
    return render_template("dialogue/threads/new.html", **_shown(process, form)), 422


@bp.get("/<code>/threads/<thread>/change")
@recorders_only
def change_thread_page(code: str, thread: str) -> ResponseReturnValue:
    """What is said of a thread, to be said otherwise."""
    process = process_for_action(code, Action.TOPIC)
    found = thread_for(db(), actor(), process, thread)
    form = ThreadForm(formdata=None, obj=found, of=found.version)
    form.visibility.data = found.visibility.value
    return render_template("dialogue/threads/change.html", **_shown(process, form, found))


@bp.post("/<code>/threads/<thread>/change")
@recorders_only
def change_thread_now(code: str, thread: str) -> ResponseReturnValue:
    """Say it otherwise."""
    form = ThreadForm()
    process = process_for_action(code, Action.TOPIC)
    found = thread_for(db(), actor(), process, thread)
    if form.validate_on_submit():
        refusal, _answer = once(form, lambda session: _change(session, code, thread, form))
        if refusal is None:
            flash(_("Guardado."), "good")
            return redirect(url_for("dialogue.thread_page", code=code, thread=thread), code=303)
        tell(form, refusal)
        process = process_for_action(code, Action.TOPIC)
        found = thread_for(db(), actor(), process, thread)
    return render_template("dialogue/threads/change.html", **_shown(process, form, found)), 422


@bp.post("/<code>/threads/<thread>/close/<int:seen>")
@recorders_only
def close_thread_now(code: str, thread: str, seen: int) -> ResponseReturnValue:
    """No more posts from now on, or posts again: it is what the button said."""
    form = Form()
    process_for_action(code, Action.TOPIC)
    closed = request.form.get("do") != "open"
    refusal, _answer = once(form, lambda session: _close(session, code, thread, seen, closed))
    if refusal is not None:
        raise refusal
    return redirect(url_for("dialogue.thread_page", code=code, thread=thread), code=303)


def _open(session: Session, code: str, form: ThreadForm) -> str:
    process = process_for(session, actor(), code, for_change=True)
    came_from = (form.came_from.data or "").strip()
    made = open_thread(session, actor(), references(), process, form.topic(), came_from)
    return made.code


def _change(session: Session, code: str, thread: str, form: ThreadForm) -> str:
    process = process_for(session, actor(), code)
    found = thread_for(session, actor(), process, thread, for_change=True)
    change_thread(session, actor(), process, found, form.topic(), form.of.data or 0)
    return ""


def _close(session: Session, code: str, thread: str, seen: int, closed: bool) -> str:
    process = process_for(session, actor(), code)
    found = thread_for(session, actor(), process, thread, for_change=True)
    close_thread(session, actor(), process, found, seen, closed=closed)
    return ""


def _shown(process: Process, form: ThreadForm, thread: Thread | None = None) -> dict[str, Any]:
    stays = thread is not None and has_posts(db(), thread)
    among = thread is not None and thread.visibility is ThreadVisibility.PARTIES
    return {
        "process": process,
        "thread": thread,
        "form": form,
        "may_open": process.visibility is Visibility.PUBLIC and not (stays and among),
        "comes_from": references().resolve(db(), actor(), form.came_from.data or ""),
    }
