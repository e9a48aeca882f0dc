"""Making a process, and writing down anew what it says of itself."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.models import Office
from accounts.queries.offices import offices_of
from dialogue.forms.process import MEANS, ProcessForm, as_told
from dialogue.kinds import Moderation, ProcessKind, Visibility
from dialogue.operations.processes import Outline, change_process, make_process
from dialogue.policy import HOSTS, Action
from dialogue.queries.processes import process_for
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only, process_for_action
from dialogue.views.pointing import pointed_study
from kernel.errors import Forbidden
from kernel.text import number_in
from meetings.views.entrance import once, tell
from web.actor import actor
from web.forms import show_again
from web.furniture import vault
from web.locale import _
from web.transaction import db

NEW, CHANGE = "dialogue/new.html", "dialogue/change.html"


@bp.get("/new")
@hosts_only
def new_process_page() -> ResponseReturnValue:
    """Ask what the new process is."""
    known = {"visibility": Visibility.PARTIES.value, "moderation": Moderation.AFTER.value}
    return render_template(NEW, form=_offered(ProcessForm(None, data=known)), means=MEANS)


@bp.post("/new")
@hosts_only
def make_process_now() -> ResponseReturnValue:
    """Put it on the list, once."""
    form = _offered(ProcessForm())
    if form.validate_on_submit() and (outline := _told(form, ProcessKind(form.kind.data))):
        refusal, code = once(form, lambda session: _make(session, form, outline))
        if refusal is None:
            flash(_("El proceso está en la lista. Anote ahora qué partes se sientan."), "good")
            return redirect(url_for("dialogue.process_page", code=code), code=303)
        tell(form, refusal)
    return show_again(NEW, form=form, means=MEANS)


@bp.get("/<code>/change")
@hosts_only
def change_process_page(code: str) -> ResponseReturnValue:
    """What the process says of itself, to be written anew."""
    process = process_for_action(code, Action.CHANGE)
    form = ProcessForm(None, data=as_told(process))
    form.known(process)
    return render_template(CHANGE, form=form, process=process, means=MEANS)


@bp.post("/<code>/change")
@hosts_only
def change_process_now(code: str) -> ResponseReturnValue:
    """Write it anew, unless somebody else did meanwhile."""
    process, form = process_for_action(code, Action.CHANGE), ProcessForm()
    form.known(process)
    if form.validate_on_submit() and (outline := _told(form, process.kind)):
        refusal, _answer = once(form, lambda session: _change(session, code, form, outline))
        if refusal is None:
            flash(_("Guardamos los cambios del proceso."), "good")
            return redirect(url_for("dialogue.process_page", code=code), code=303)
        tell(form, refusal)
    process = process_for_action(code, Action.CHANGE)
    return show_again(CHANGE, form=form, process=process, means=MEANS)


def _offered(form: ProcessForm) -> ProcessForm:
    form.offer(offices_of(db(), actor(), *HOSTS))
    return form


def _told(form: ProcessForm, kind: ProcessKind) -> Outline | None:
    """What was told; None when its study is none that this person knows, said beside the field."""
    form.study.data, known = pointed_study(form.study.data or "")
    if not known:
        form.refuse("study", _("No encontramos ese estudio. Revise su código, por ejemplo S-…"))
        return None
    return form.outline(kind)


def _make(session: Session, form: ProcessForm, outline: Outline) -> str:
    office = _chosen_office(session, form)
    return make_process(session, actor(), vault(), office, outline).code


def _change(session: Session, code: str, form: ProcessForm, outline: Outline) -> None:
    process = process_for(session, actor(), code, for_change=True)
    change_process(session, actor(), process, outline, seen=number_in(form.of.data or "") or 0)


def _chosen_office(session: Session, form: ProcessForm) -> Office:
    offices = offices_of(session, actor(), *HOSTS)
    for office in offices:
        if len(offices) == 1 or str(office.id) == form.office.data:
            return office
    raise Forbidden("not-allowed")
