"""What follows a point of the work list: a commitment, or a place on an agenda."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from commitments.forms.making import BESIDE, PromiseForm
from commitments.views.entrance import neighbour
from dialogue.forms.work import AgendaForm
from dialogue.models import Process
from dialogue.operations.work import promise_for, put_on_agenda
from dialogue.policy import Action
from dialogue.queries.gatherings import to_come_of
from dialogue.queries.processes import process_for
from dialogue.queries.work import item_of
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only, process_for_action, recorders_only
from meetings.views.entrance import happens, once, tell
from web.actor import actor
from web.formats import short_day
from web.forms import show_again
from web.locale import _
from web.transaction import db

PROMISE, AGENDA = "dialogue/work_promise.html", "dialogue/work_agenda.html"


@bp.get("/<code>/work/<int:number>/commitment")
@recorders_only
def promise_for_page(code: str, number: int) -> ResponseReturnValue:
    """An empty promise about this point."""
    process = process_for_action(code, Action.RECORD)
    item, form = item_of(db(), process, number), PromiseForm(None)
    form.what.process_data(item.title)
    form.due_on.process_data(item.due_on)
    form.made_on.process_data(today_at(process.office))
    return render_template(PROMISE, form=form, process=process, item=item, groups=_names(process))


@bp.post("/<code>/work/<int:number>/commitment")
@recorders_only
def promise_for_now(code: str, number: int) -> ResponseReturnValue:
    """Write it down, once."""
    item_of(db(), process_for_action(code, Action.RECORD), number)
    form = PromiseForm()
    if form.validate_on_submit():
        refusal, _answer = once(form, lambda s: _promise(s, code, number, form))
        if refusal is None:
            flash(_("El compromiso quedó escrito: la mesa puede ver cómo va."), "good")
            return _to_work(code)
        tell(form, refusal, BESIDE.get(refusal.code, ""))
    process = process_for_action(code, Action.RECORD)
    item = item_of(db(), process, number)
    return show_again(PROMISE, form=form, process=process, item=item, groups=_names(process))


@bp.get("/<code>/work/<int:number>/agenda")
@hosts_only
def agenda_for_page(code: str, number: int) -> ResponseReturnValue:
    """Ask which meeting of the process takes this point up."""
    process = process_for_action(code, Action.RECORD)
    form, item = _offered(AgendaForm(None), process), item_of(db(), process, number)
    return render_template(AGENDA, form=form, process=process, item=item)


@bp.post("/<code>/work/<int:number>/agenda")
@hosts_only
def agenda_for_now(code: str, number: int) -> ResponseReturnValue:
    """Put it on the agenda, once."""
    process = process_for_action(code, Action.RECORD)
    form = _offered(AgendaForm(), process)
    item_of(db(), process, number)
    if happens(form, lambda s: _put(s, code, number, form), "meeting"):
        flash(_("El punto está en la agenda de la reunión."), "good")
        return _to_work(code)
    process = process_for_action(code, Action.RECORD)
    item = item_of(db(), process, number)
    return show_again(AGENDA, form=_offered(form, process), process=process, item=item)


def _promise(session: Session, code: str, number: int, form: PromiseForm) -> str:
    process = process_for(session, actor(), code, for_change=True)
    waits_for = neighbour(form.depends_on.data or "", process.office_id)
    promise = form.promise(depends_on_id=waits_for)
    return promise_for(session, actor(), process, number, promise).code


def _put(session: Session, code: str, number: int, form: AgendaForm) -> None:
    process = process_for(session, actor(), code, for_change=True)
    put_on_agenda(session, actor(), process, number, form.meeting.data or "")


def _offered(form: AgendaForm, process: Process) -> AgendaForm:
    meetings = to_come_of(db(), actor(), process)
    form.offer({one.reference: f"{one.title}, {short_day(one.begins_on)}" for one in meetings})
    return form


def _names(process: Process) -> list[str]:
    return [one.name for one in process.groups if one.retired_on is None]


def _to_work(code: str) -> ResponseReturnValue:
    return redirect(url_for("dialogue.work_page", code=code), code=303)
