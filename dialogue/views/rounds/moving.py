"""A round is opened, heard, closed and sealed, or made void."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from dialogue.documents.outcomes import outcome_words
from dialogue.forms.rounds import VoidForm
from dialogue.lifecycle.rounds import RoundVerb
from dialogue.models import Process, Round
from dialogue.operations.rounds import close_round, hear_objections, open_round, void_round
from dialogue.policy import Action
from dialogue.views.blueprint import bp
from dialogue.views.entrance import process_for_action
from dialogue.views.rounds.held import round_held, to_where_it_began
from kernel.errors import NotFound
from kernel.policy import Actor
from meetings.views.entrance import happens
from web.access import open_to_all
from web.actor import actor
from web.forms import Form, show_again
from web.locale import _
from web.transaction import db

VOID = "dialogue/rounds/void.html"

ACTS: Mapping[RoundVerb, Callable[[Session, Actor, Process, Round], object]] = {
    RoundVerb.OPEN: open_round,
    RoundVerb.HEAR: hear_objections,
    RoundVerb.CLOSE: lambda s, a, p, r: close_round(s, a, p, r, outcome_words),
}
DONE = {
    RoundVerb.OPEN: lambda: _("La ronda está abierta."),
    RoundVerb.HEAR: lambda: _("Ya no se reciben posiciones. Lean las objeciones."),
    RoundVerb.CLOSE: lambda: _("La ronda se cerró y su resultado está sellado."),
}


@bp.post("/<code>/proposals/<proposal>/rounds/<int:number>/do/<verb>")
@open_to_all
def move_round_now(code: str, proposal: str, number: int, verb: str) -> ResponseReturnValue:
    """Open it, hear the objections, or close and seal it."""
    process_for_action(code, Action.RUN)
    if verb not in set(ACTS):
        raise NotFound("not-found")
    form, wanted = Form(), RoundVerb(verb)

    def act(session: Session) -> None:
        process, _found, one = round_held(session, code, proposal, number)
        ACTS[wanted](session, actor(), process, one)

    if happens(form, act):
        flash(DONE[wanted](), "good")
    else:
        flash(" ".join(map(str, form.form_errors)), "stop")
    return to_where_it_began(code, proposal, number)


@bp.get("/<code>/proposals/<proposal>/rounds/<int:number>/void")
@open_to_all
def void_round_page(code: str, proposal: str, number: int) -> ResponseReturnValue:
    """Why the round shall not count."""
    process_for_action(code, Action.RUN)
    return render_template(VOID, form=VoidForm(None), **_named(code, proposal, number))


@bp.post("/<code>/proposals/<proposal>/rounds/<int:number>/void")
@open_to_all
def void_round_now(code: str, proposal: str, number: int) -> ResponseReturnValue:
    """It counts for nothing."""
    process_for_action(code, Action.RUN)
    form = VoidForm()

    def act(session: Session) -> None:
        process, _found, one = round_held(session, code, proposal, number)
        void_round(session, actor(), process, one, form.reason.data or "")

    if not happens(form, act):
        return show_again(VOID, form=form, **_named(code, proposal, number))
    flash(_("La ronda no cuenta."), "good")
    return to_where_it_began(code, proposal, number)


def _named(code: str, proposal: str, number: int) -> dict[str, Any]:
    process, found, one = round_held(db(), code, proposal, number)
    return {
        "process": process,
        "proposal": found,
        "round": one,
        "room": request.args.get("room", ""),
    }
