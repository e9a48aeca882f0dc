"""The work list: problems, recommendations, milestones, and what follows each."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from commitments import words as promise_words
from dialogue import words
from dialogue.forms.work import WorkForm, as_item
from dialogue.kinds import WorkKind
from dialogue.models import Process
from dialogue.operations import work as verbs
from dialogue.policy import Action
from dialogue.queries.confirming import to_confirm_at
from dialogue.queries.processes import process_for
from dialogue.queries.spread import followers_of
from dialogue.queries.work import item_of, work_of
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_at, process_for_action, recorders_only
from kernel.errors import NotFound
from kernel.text import number_in
from meetings.views.entrance import happens
from web.access import open_to_all
from web.actor import actor
from web.forms import Form, show_again
from web.locale import _, _l
from web.transaction import db

FORM = "dialogue/work_form.html"
STEPS = {
    "done": (verbs.finish_item, _l("Anotado: está hecho.")),
    "drop": (verbs.drop_item, _l("Anotado: la mesa lo deja de lado.")),
    "open": (verbs.reopen_item, _l("Anotado: vuelve a estar pendiente.")),
    "up": (verbs.raise_item, _l("Subió un lugar.")),
}


@bp.get("/<code>/work")
@open_to_all
def work_page(code: str) -> ResponseReturnValue:
    """The list, for the office and the parties."""
    return _page(process_at(code), Form(None))


@bp.get("/<code>/work/print")
@open_to_all
def work_print(code: str) -> ResponseReturnValue:
    """The same as one table, to hang on a wall."""
    process = process_at(code)
    return render_template("dialogue/work_print.html", **_shown(process, Form(None)))


@bp.get("/<code>/work/new")
@recorders_only
def new_item_page(code: str) -> ResponseReturnValue:
    """Ask for a point more, of the kind in the address."""
    process = process_for_action(code, Action.RECORD)
    asked = request.args.get("kind", "")
    kind = asked if asked in set(WorkKind) else WorkKind.PROBLEM
    return render_template(FORM, **_form(process, WorkForm(None, kind=str(kind)), None))


@bp.post("/<code>/work/new")
@recorders_only
def add_item_now(code: str) -> ResponseReturnValue:
    """Put it on the list, once."""
    process_for_action(code, Action.RECORD)
    form = WorkForm()
    if happens(form, lambda s: verbs.add_item(s, actor(), _held(s, code), form.outline())):
        flash(_("Está en la lista."), "good")
        return _to_work(code)
    return show_again(FORM, **_form(process_for_action(code, Action.RECORD), form, None))


@bp.get("/<code>/work/<int:number>")
@recorders_only
def item_page(code: str, number: int) -> ResponseReturnValue:
    """A point, to be written anew."""
    process = process_for_action(code, Action.RECORD)
    item = item_of(db(), process, number)
    return render_template(FORM, **_form(process, WorkForm(None, data=as_item(item)), item))


@bp.post("/<code>/work/<int:number>")
@recorders_only
def change_item_now(code: str, number: int) -> ResponseReturnValue:
    """Write it anew, unless somebody else did meanwhile."""
    item = item_of(db(), process_for_action(code, Action.RECORD), number)
    form = WorkForm()
    form.kind.data = item.kind.value
    if happens(form, lambda s: _change(s, code, number, form)):
        flash(_("Guardamos el punto."), "good")
        return _to_work(code)
    process = process_for_action(code, Action.RECORD)
    return show_again(FORM, **_form(process, form, item_of(db(), process, number)))


@bp.post("/<code>/work/<int:number>/do/<step>")
@recorders_only
def move_item(code: str, number: int, step: str) -> ResponseReturnValue:
    """It is done, left aside, taken up again, or more urgent."""
    if step not in STEPS:
        raise NotFound("not-found")
    item_of(db(), process_for_action(code, Action.RECORD), number)
    form, (act, done) = Form(), STEPS[step]
    if not happens(form, lambda s: act(s, actor(), _held(s, code), number)):
        return _page(process_for_action(code, Action.RECORD), form), 422
    flash(done, "good")
    return _to_work(code)


def _held(session: Session, code: str) -> Process:
    return process_for(session, actor(), code, for_change=True)


def _change(session: Session, code: str, number: int, form: WorkForm) -> None:
    seen = number_in(form.of.data or "") or 0
    verbs.change_item(session, actor(), _held(session, code), number, form.outline(), seen=seen)


def _form(process: Process, form: WorkForm, item: Any) -> dict[str, Any]:
    form.offer(one for one in process.groups if one.retired_on is None)
    return {"process": process, "form": form, "item": item, "kinds": words.WORK_KIND}


def _page(process: Process, form: Form) -> str:
    return render_template("dialogue/work.html", **_shown(process, form))


def _shown(process: Process, form: Form) -> dict[str, Any]:
    return {
        "process": process,
        "parts": work_of(db(), process),
        "groups": {one.id: one for one in process.groups},
        "form": form,
        "kinds": words.WORK_KIND,
        "states": words.WORK_STATE,
        "promise_states": promise_words.STATUS,
        "to_confirm": {
            one.commitment.id for one in to_confirm_at(db(), actor(), process) if one.open
        },
        "followers": followers_of(db(), actor(), process),
    }


def _to_work(code: str) -> ResponseReturnValue:
    return redirect(url_for("dialogue.work_page", code=code), code=303)
