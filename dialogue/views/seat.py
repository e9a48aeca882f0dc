"""One seat, for who gives them: how somebody enters, with an account or a card, and leaving."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue import words
from dialogue.forms.parties import AdmitForm, LeaveForm
from dialogue.models import Process
from dialogue.operations.admitting import admit, shut_out
from dialogue.operations.cards import revoke_card
from dialogue.operations.seats import leave_seat
from dialogue.policy import Action
from dialogue.queries.cards import card_of
from dialogue.queries.parties import seat_at
from dialogue.queries.processes import process_for
from dialogue.views.blueprint import bp
from dialogue.views.entrance import hosts_only, process_for_action
from dialogue.views.standing import standing_of
from meetings.views.entrance import happens
from web.actor import actor
from web.forms import Form
from web.furniture import jobs, vault
from web.locale import _
from web.transaction import db


@bp.get("/<code>/seats/<int:number>")
@hosts_only
def seat_page(code: str, number: int) -> ResponseReturnValue:
    """Who it is, how they enter, and the day on which they leave."""
    return _page(code, number, Form(None))


@bp.post("/<code>/seats/<int:number>/admit")
@hosts_only
def admit_now(code: str, number: int) -> ResponseReturnValue:
    """Let an account in; the answer is the same whoever has one."""
    form = AdmitForm()

    def act(session: Session, process: Process) -> None:
        admit(session, vault(), jobs(), actor(), process, number, form.email.data or "")

    done = _("Desde ahora puede entrar con ese correo. Si no tenía cuenta, le llega una carta.")
    return _done(code, number, form, act, done)


@bp.post("/<code>/seats/<int:number>/shut-out")
@hosts_only
def shut_out_now(code: str, number: int) -> ResponseReturnValue:
    """Their account opens the table no more."""
    done = _("Ya no puede entrar con su cuenta. Su asiento queda.")
    return _done(code, number, Form(), lambda s, p: shut_out(s, actor(), p, number), done)


@bp.post("/<code>/seats/<int:number>/revoke-card")
@hosts_only
def revoke_card_now(code: str, number: int) -> ResponseReturnValue:
    """The card opens nothing any more."""
    done = _("La tarjeta ya no abre nada.")
    return _done(code, number, Form(), lambda s, p: revoke_card(s, actor(), p, number), done)


@bp.post("/<code>/seats/<int:number>/leave")
@hosts_only
def leave_seat_now(code: str, number: int) -> ResponseReturnValue:
    """They left; nothing of the table is open to them from this moment."""
    form = LeaveForm()

    def act(session: Session, process: Process) -> None:
        leave_seat(session, actor(), process, number, form.left_on.data)

    return _done(code, number, form, act, _("Quedó escrito que dejó la mesa. Ya no entra."))


def _done(
    code: str,
    number: int,
    form: Form,
    act: Callable[[Session, Process], None],
    done: str,
) -> ResponseReturnValue:
    seat_at(process_for_action(code, Action.GIVE_SEATS), number)

    def change(session: Session) -> None:
        act(session, process_for(session, actor(), code, for_change=True))

    if not happens(form, change):
        return _page(code, number, form), 422
    flash(done, "good")
    return redirect(url_for("dialogue.seat_page", code=code, number=number), code=303)


def _page(code: str, number: int, form: Form) -> str:
    process = process_for_action(code, Action.GIVE_SEATS)
    seat, today = seat_at(process, number), today_at(process.office)
    leaving = form if isinstance(form, LeaveForm) else LeaveForm(None, left_on=today)
    return render_template(
        "dialogue/seat.html",
        process=process,
        seat=seat,
        over=seat.is_over(today),
        card=card_of(db(), seat),
        standing=standing_of(seat, today),
        instead_of=_called(process, seat.stands_in_for_id),
        seat_kinds=words.SEAT_KIND,
        tongues=words.TONGUE,
        form=form,
        bare=Form(None),
        leaving=leaving,
        admitting=form if isinstance(form, AdmitForm) else AdmitForm(None),
    )


def _called(process: Process, number: int | None) -> str:
    return next((one.name for one in process.seats if one.id == number), "")
