"""Who convenes, facilitates, interprets, observes, follows up, advises as an expert."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue.forms.parties import AppointForm
from dialogue.models import Process
from dialogue.operations.appointments import appoint, end_appointment
from dialogue.policy import Action
from dialogue.queries.appointments import appointment_of
from dialogue.queries.processes import process_for
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only, process_for_action
from meetings.views.entrance import happens
from web.actor import actor
from web.forms import Form, show_again
from web.locale import _
from web.sending import once
from web.transaction import db

FORM = "dialogue/appoint_form.html"


@bp.get("/<code>/appointments/new")
@hosts_only
def new_appointment_page(code: str) -> ResponseReturnValue:
    """Ask who does what."""
    process = process_for_action(code, Action.CHANGE)
    form = _offered(AppointForm(None, since=today_at(process.office)), process)
    return render_template(FORM, form=form, process=process)


@bp.post("/<code>/appointments/new")
@hosts_only
def appoint_now(code: str) -> ResponseReturnValue:
    """Write it down, once."""
    form = _offered(AppointForm(), process_for_action(code, Action.CHANGE))
    if happens(form, lambda s: appoint(s, actor(), _held(s, code), form.appointed())):
        flash(_("Quedó anotado quién hace qué."), "good")
        return redirect(url_for("dialogue.parties_page", code=code), code=303)
    process = process_for_action(code, Action.CHANGE)
    return show_again(FORM, form=_offered(form, process), process=process)


@bp.post("/<code>/appointments/<int:number>/end")
@hosts_only
def end_appointment_now(code: str, number: int) -> ResponseReturnValue:
    """They do it no more."""
    appointment_of(db(), process_for_action(code, Action.CHANGE), number)
    form = Form()
    if form.validate_on_submit() and not once(
        form, lambda s: end_appointment(s, actor(), _held(s, code), number)
    ):
        flash(_("Quedó anotado que ya no lo hace."), "good")
    return redirect(url_for("dialogue.parties_page", code=code), code=303)


def _held(session: Session, code: str) -> Process:
    return process_for(session, actor(), code, for_change=True)


def _offered(form: AppointForm, process: Process) -> AppointForm:
    form.offer(one for one in process.groups if one.retired_on is None)
    return form
