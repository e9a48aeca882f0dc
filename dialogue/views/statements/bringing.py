"""A conversation is brought from Polis: the files are read, shown, then taken in."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.forms.polis import PolisForm
from dialogue.models import Process
from dialogue.operations.bringing import (
    bring_votes,
    check_it_can_be_kept,
    hash_of_files,
    leave_votes,
    moment,
    take_brought_in,
    unpacked,
)
from dialogue.policy import Action
from dialogue.polis import Export, Limits, read_export
from dialogue.queries.bringing import brought_as, brought_at
from dialogue.queries.conversations import process_known
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only, process_for_action
from dialogue.views.statements.faults import sentence_of
from kernel.errors import BadInput, NotFound
from meetings.views.entrance import once, tell
from web.actor import actor
from web.forms import Form, show_again
from web.locale import _
from web.transaction import db, pause
from web.uploads import takes_files

PAGE, PREVIEW = "dialogue/statements/bring.html", "dialogue/statements/brought.html"
HERE = Limits(votes=200_000, people=50_000, statements=1_000)
"""So much is taken in through a page; the command line takes more."""
SHOWN = 20


@bp.get("/<code>/statements/bring")
@hosts_only
def bring_page(code: str) -> ResponseReturnValue:
    """Which files, and where to find them."""
    process = process_for_action(code, Action.CONVERSE)
    return render_template(PAGE, form=PolisForm(None), process=process, limits=HERE)


@bp.post("/<code>/statements/bring")
@takes_files
@hosts_only
def bring_now(code: str) -> ResponseReturnValue:
    """Read them; the next page shows how they were understood."""
    process, form = process_for_action(code, Action.CONVERSE), PolisForm()
    if form.validate_on_submit():
        files = form.files()
        known = brought_as(db(), process, hash_of_files(files))
        if known is not None:
            flash(_("Esos archivos ya están aquí."), "good")
            return _to("conversation_page", code=code, conversation=known.code)
        if _understood(form, files) is not None:
            refusal, number = once(form, lambda session: _bring(session, code, form, files))
            if refusal is None:
                return _to("brought_page", code=code, number=int(number))
            tell(form, refusal)
    process = process_for_action(code, Action.CONVERSE)
    return show_again(PAGE, form=form, process=process, limits=HERE)


@bp.get("/<code>/statements/bring/<int:number>")
@hosts_only
def brought_page(code: str, number: int) -> ResponseReturnValue:
    """What would be taken in."""
    process = process_for_action(code, Action.CONVERSE)
    return render_template(PREVIEW, form=Form(None), **_preview(process, number))


@bp.post("/<code>/statements/bring/<int:number>")
@hosts_only
def take_in_now(code: str, number: int) -> ResponseReturnValue:
    """Take it in as it was voted. Reading is done before the change begins."""
    process, form = process_for_action(code, Action.CONVERSE), Form()
    brought = brought_at(db(), process, number)
    pause()
    export = read_export(unpacked(brought), HERE)
    refusal, made = once(form, lambda session: _take_in(session, code, number, export))
    if refusal is not None:
        raise refusal
    flash(_("La conversación está aquí, tal como se votó."), "good")
    return _to("conversation_page", code=code, conversation=made)


@bp.post("/<code>/statements/bring/<int:number>/leave")
@hosts_only
def leave_brought_now(code: str, number: int) -> ResponseReturnValue:
    """Take nothing in."""
    process_for_action(code, Action.CONVERSE)
    refusal, _answer = once(Form(), lambda session: _leave(session, code, number))
    if refusal is not None:
        raise refusal
    flash(_("No se guardó nada de esos archivos."), "good")
    return _to("conversations_page", code=code)


def _understood(form: PolisForm, files: dict[str, bytes]) -> Export | None:
    """What the files say; what is wrong with them is said on the form. Slow."""
    pause()
    try:
        export = read_export(files, HERE)
        check_it_can_be_kept(export)
    except BadInput as fault:
        form.refuse("", sentence_of(fault))
        return None
    return export


def _bring(session: Session, code: str, form: PolisForm, files: dict[str, bytes]) -> str:
    process = process_known(session, actor(), code)
    return str(bring_votes(session, actor(), process, form.title.data or "", files).id)


def _take_in(session: Session, code: str, number: int, export: Export) -> str:
    process = process_known(session, actor(), code)
    brought = brought_at(session, process, number)
    made = take_brought_in(session, actor(), process, brought, export)
    return made.code


def _leave(session: Session, code: str, number: int) -> str:
    process = process_known(session, actor(), code)
    leave_votes(session, actor(), process, brought_at(session, process, number))
    return ""


def _preview(process: Process, number: int) -> dict[str, Any]:
    brought = brought_at(db(), process, number)
    try:
        export = read_export(unpacked(brought), HERE)
    except BadInput:
        raise NotFound("not-found") from None
    times = export.votes.times
    return {
        "process": process,
        "brought": brought,
        "votes": len(export.votes),
        "people": len(set(export.votes.people)),
        "accepted": sum(one.moderated >= 0 for one in export.comments),
        "rejected": sum(one.moderated < 0 for one in export.comments),
        "first": moment(min(times)) if times else None,
        "last": moment(max(times)) if times else None,
        "comments": export.comments[:SHOWN],
        "more": max(len(export.comments) - SHOWN, 0),
    }


def _to(page: str, **path: Any) -> ResponseReturnValue:
    return redirect(url_for(f"dialogue.{page}", **path), code=303)
