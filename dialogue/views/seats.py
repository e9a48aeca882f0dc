"""Giving a seat, renewing its mandate, and the paper that gave it."""

from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue.forms.parties import SEAT_MEANS, SeatForm, as_seat
from dialogue.kinds import SeatKind
from dialogue.models import Group, Process, Seat
from dialogue.operations.seats import change_seat, give_seat
from dialogue.policy import Action
from dialogue.queries.parties import group_of, seat_at
from dialogue.queries.processes import key_of, process_for
from dialogue.views.blueprint import bp
from dialogue.views.brought import not_kept, paper_from, paper_of
from dialogue.views.entrance import hosts_only, process_at, process_for_action, readers_only
from kernel.files import Taken
from kernel.text import number_in
from meetings.views.entrance import once, tell
from web.actor import actor
from web.forms import show_again
from web.furniture import vault
from web.locale import _
from web.uploads import takes_files

FORM = "dialogue/seat_form.html"


@bp.get("/<code>/parties/<int:number>/seats/new")
@hosts_only
def new_seat_page(code: str, number: int) -> ResponseReturnValue:
    """Ask who sits down for this group."""
    process = process_for_action(code, Action.GIVE_SEATS)
    group = group_of(process, number)
    form = SeatForm(None, kind=SeatKind.TITULAR.value, since=today_at(process.office))
    return render_template(FORM, **_shown(process, group, form))


@bp.post("/<code>/parties/<int:number>/seats/new")
@takes_files
@hosts_only
def give_seat_now(code: str, number: int) -> ResponseReturnValue:
    """Let them sit down, once."""
    group_of(process_for_action(code, Action.GIVE_SEATS), number)
    form = SeatForm()
    paper = paper_from(form) if form.validate_on_submit() else None
    if not form.errors:
        refusal, seat = once(form, lambda s: _give(s, code, number, form, paper))
        if refusal is None:
            flash(
                _("Tiene asiento. Diga ahora cómo entra: con su cuenta o con una tarjeta."), "good"
            )
            return redirect(url_for("dialogue.seat_page", code=code, number=seat), code=303)
        tell(form, refusal)
    not_kept(form, paper)
    process = process_for_action(code, Action.GIVE_SEATS)
    return show_again(FORM, **_shown(process, group_of(process, number), form))


@bp.get("/<code>/seats/<int:number>/change")
@hosts_only
def change_seat_page(code: str, number: int) -> ResponseReturnValue:
    """What is written of a seat, to be renewed."""
    process = process_for_action(code, Action.GIVE_SEATS)
    seat = seat_at(process, number)
    return render_template(
        FORM, **_shown(process, seat.group, SeatForm(None, data=as_seat(seat)), seat)
    )


@bp.post("/<code>/seats/<int:number>/change")
@takes_files
@hosts_only
def change_seat_now(code: str, number: int) -> ResponseReturnValue:
    """Renew it, unless somebody else changed it meanwhile."""
    seat_at(process_for_action(code, Action.GIVE_SEATS), number)
    form = SeatForm()
    form.known(seat_at(process_for_action(code, Action.GIVE_SEATS), number))
    paper = paper_from(form) if form.validate_on_submit() else None
    if not form.errors:
        refusal, _answer = once(form, lambda s: _change(s, code, number, form, paper))
        if refusal is None:
            flash(_("Guardamos el asiento."), "good")
            return redirect(url_for("dialogue.seat_page", code=code, number=number), code=303)
        tell(form, refusal)
    not_kept(form, paper)
    process = process_for_action(code, Action.GIVE_SEATS)
    seat = seat_at(process, number)
    return show_again(FORM, **_shown(process, seat.group, form, seat))


@bp.get("/<code>/seats/<int:number>/mandate")
@readers_only
def mandate_paper(code: str, number: int) -> Response:
    """The paper that gave the mandate, for the office."""
    process = process_at(code)
    return paper_of(process, seat_at(process, number).mandate_file_id)


def _give(session: Session, code: str, group: int, form: SeatForm, paper: Taken | None) -> str:
    process = process_for(session, actor(), code, for_change=True)
    key = key_of(session, vault(), process)
    return str(give_seat(session, key, actor(), process, group, form.outline(), paper).id)


def _change(session: Session, code: str, number: int, form: SeatForm, paper: Taken | None) -> None:
    process = process_for(session, actor(), code, for_change=True)
    key, seen = key_of(session, vault(), process), number_in(form.of.data or "") or 0
    change_seat(session, key, actor(), process, number, form.outline(), paper, seen=seen)


def _shown(
    process: Process, group: Group, form: SeatForm, seat: Seat | None = None
) -> dict[str, Any]:
    today = today_at(process.office)
    held = (one for one in process.seats if one.group_id == group.id and not one.is_over(today))
    form.offer(one for one in held if one.kind is SeatKind.TITULAR)
    return {"process": process, "group": group, "form": form, "seat": seat, "means": SEAT_MEANS}
