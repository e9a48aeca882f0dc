"""Who sits at the table, for which group, by which mandate; and the groups themselves."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import words
from dialogue.forms.parties import GroupForm, as_group
from dialogue.models import Process
from dialogue.operations import groups as verbs
from dialogue.policy import Action
from dialogue.queries.appointments import appointments_of
from dialogue.queries.cards import seats_with_cards
from dialogue.queries.parties import group_of, sides_of
from dialogue.queries.processes import process_for
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only, process_for_action, process_to_read
from dialogue.views.standing import standing_of
from kernel.errors import NotFound
from kernel.text import number_in
from meetings.views.entrance import happens
from web.access import open_to_all
from web.actor import actor
from web.forms import Form, show_again
from web.locale import _, _l
from web.transaction import db

FORM = "dialogue/group_form.html"
STEPS = {
    "retire": (verbs.retire_group, _l("El grupo ya no está en la mesa. Lo que dijo queda.")),
    "bring-back": (verbs.bring_back_group, _l("El grupo está otra vez en la mesa.")),
}


@bp.get("/<code>/parties")
@open_to_all
def parties_page(code: str) -> ResponseReturnValue:
    """The groups; who sits there and what they signed stands there for the parties alone."""
    return _page(process_to_read(code), Form(None))


@bp.get("/<code>/parties/new")
@hosts_only
def new_group_page(code: str) -> ResponseReturnValue:
    """Ask for a group more."""
    process = process_for_action(code, Action.GIVE_SEATS)
    return render_template(FORM, form=GroupForm(None, decides=True), process=process, group=None)


@bp.post("/<code>/parties/new")
@hosts_only
def add_group_now(code: str) -> ResponseReturnValue:
    """Let it sit at the table, once."""
    process_for_action(code, Action.GIVE_SEATS)
    form = GroupForm()
    if happens(form, lambda s: verbs.add_group(s, actor(), _held(s, code), form.outline())):
        flash(_("El grupo está en la mesa. Diga ahora quiénes se sientan por él."), "good")
        return _to_parties(code)
    process = process_for_action(code, Action.GIVE_SEATS)
    return show_again(FORM, form=form, process=process, group=None)


@bp.get("/<code>/parties/<int:number>")
@hosts_only
def group_page(code: str, number: int) -> ResponseReturnValue:
    """A group, to be written anew."""
    process = process_for_action(code, Action.GIVE_SEATS)
    group = group_of(process, number)
    form = GroupForm(None, data=as_group(group))
    return render_template(FORM, form=form, process=process, group=group)


@bp.post("/<code>/parties/<int:number>")
@hosts_only
def change_group_now(code: str, number: int) -> ResponseReturnValue:
    """Write it anew, unless somebody else did meanwhile."""
    group_of(process_for_action(code, Action.GIVE_SEATS), number)
    form = GroupForm()
    if happens(form, lambda s: _change(s, code, number, form)):
        flash(_("Guardamos el grupo."), "good")
        return _to_parties(code)
    process = process_for_action(code, Action.GIVE_SEATS)
    return show_again(FORM, form=form, process=process, group=group_of(process, number))


@bp.post("/<code>/parties/<int:number>/<step>")
@hosts_only
def move_group(code: str, number: int, step: str) -> ResponseReturnValue:
    """It leaves the table, or comes back."""
    if step not in STEPS:
        raise NotFound("not-found")
    group_of(process_for_action(code, Action.GIVE_SEATS), number)
    form, (act, done) = Form(), STEPS[step]
    if not happens(form, lambda s: act(s, actor(), _held(s, code), number)):
        return _page(process_for_action(code, Action.GIVE_SEATS), form), 422
    flash(done, "good")
    return _to_parties(code)


def _held(session: Session, code: str) -> Process:
    return process_for(session, actor(), code, for_change=True)


def _change(session: Session, code: str, number: int, form: GroupForm) -> None:
    seen = number_in(form.of.data or "") or 0
    verbs.change_group(session, actor(), _held(session, code), number, form.outline(), seen=seen)


def _page(process: Process, form: Form) -> str:
    today = today_at(process.office)
    appointments = appointments_of(db(), process)
    return render_template(
        "dialogue/parties.html",
        process=process,
        sides=sides_of(db(), process),
        retired=[one for one in process.groups if one.retired_on],
        appointed=[one for one in appointments if one.left_on is None or one.left_on > today],
        before=[one for one in appointments if one.left_on and one.left_on <= today],
        cards=seats_with_cards(db(), process.seats),
        standing={one.id: standing_of(one, today) for one in process.seats},
        today=today,
        form=form,
        group_kinds=words.GROUP_KIND,
        seat_kinds=words.SEAT_KIND,
        roles=words.PROCESS_ROLE,
    )


def _to_parties(code: str) -> ResponseReturnValue:
    return redirect(url_for("dialogue.parties_page", code=code), code=303)
