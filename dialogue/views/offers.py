"""What is offered to a table: it takes it up, in a new process or in one that there is, or not."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.forms.offers import DeclineForm, TakeUpAnewForm, TakeUpAtForm
from dialogue.kinds import ProcessKind
from dialogue.operations.offers import decline, take_up_anew, take_up_at
from dialogue.queries.listing import processes_at_work
from dialogue.queries.offers import offer_made, offers_waiting
from dialogue.queries.processes import process_for
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only
from dialogue.views.pointing import referred
from kernel.handovers import HandoverState
from meetings.views.entrance import once, tell
from web.actor import actor
from web.formats import use_zone
from web.forms import Form
from web.furniture import vault
from web.locale import _, tag_of
from web.transaction import db

UNPROCESSABLE = 422


@bp.get("/offers")
@hosts_only
def offers_page() -> ResponseReturnValue:
    """What waits to be decided, the oldest first."""
    return render_template("dialogue/offers.html", rows=offers_waiting(db(), actor()))


@bp.get("/offers/<int:number>")
@hosts_only
def offer_page(number: int) -> ResponseReturnValue:
    """What is offered, and what a table can do with it."""
    return _page(number)


@bp.post("/offers/<int:number>/new")
@hosts_only
def take_up_anew_now(number: int) -> ResponseReturnValue:
    """Make a process of it."""
    form = TakeUpAnewForm()

    def act(session: Session) -> str:
        handover, office = offer_made(session, actor(), number)
        return take_up_anew(session, actor(), vault(), office, handover, form.outline()).code

    return _decided(number, form, act, _("El proceso está en la lista. Quien lo ofreció lo sabe."))


@bp.post("/offers/<int:number>/into")
@hosts_only
def take_up_at_now(number: int) -> ResponseReturnValue:
    """Let a process that there is take it up."""
    form = TakeUpAtForm()

    def act(session: Session) -> str:
        handover, _office = offer_made(session, actor(), number)
        process = process_for(session, actor(), form.table.data or "", for_change=True)
        take_up_at(session, actor(), process, handover)
        return process.code

    return _decided(number, form, act, _("Está en la lista de trabajo. Quien lo ofreció lo sabe."))


@bp.post("/offers/<int:number>/decline")
@hosts_only
def decline_offer(number: int) -> ResponseReturnValue:
    """Say why no table takes it up."""
    form = DeclineForm()

    def act(session: Session) -> str:
        handover, office = offer_made(session, actor(), number)
        decline(session, actor(), office, handover, form.reason.data or "")
        return ""

    return _decided(number, form, act, _("Quedó anotado el motivo. Quien lo ofreció lo lee."))


def _decided(
    number: int, form: Form, act: Callable[[Session], str], done: str
) -> ResponseReturnValue:
    offer_made(db(), actor(), number)
    if form.validate_on_submit():
        refusal, code = once(form, act)
        if refusal is None:
            flash(done, "good")
            here = url_for("dialogue.process_page", code=code) if code else None
            return redirect(here or url_for("dialogue.offers_page"), code=303)
        tell(form, refusal)
    return _page(number, form), UNPROCESSABLE


def _page(number: int, sent: Form | None = None) -> str:
    handover, office = offer_made(db(), actor(), number)
    use_zone(office.time_zone)
    known: dict[str, Any] = {"kind": ProcessKind.MESA.value, "title": handover.title}
    at = sent if isinstance(sent, TakeUpAtForm) else TakeUpAtForm(None)
    at.offer(processes_at_work(db(), actor(), office.id))
    return render_template(
        "dialogue/offer.html",
        handover=handover,
        office=office,
        anew=sent if isinstance(sent, TakeUpAnewForm) else TakeUpAnewForm(None, data=known),
        at=at,
        refusing=sent if isinstance(sent, DeclineForm) else DeclineForm(None),
        sent=sent,
        undecided=handover.state is HandoverState.OFFERED,
        accepted=handover.state is HandoverState.ACCEPTED,
        lang=tag_of(handover.language),
        came_from=referred(handover.from_ref),
        result=referred(handover.result_ref),
    )
